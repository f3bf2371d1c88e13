import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect } from 'node:net';
import { mockNet } from '@torchat/tor-manager/testing';
import { describe, expect, it } from 'vitest';
import { askRunningBridge, editBook } from '../../../src/bridge/control/ask-book.ts';
import { controlPath } from '../../../src/bridge/control/serve-control.ts';
import { aliasOf } from '../../../src/bridge/wire/alias.ts';
import { someAccount } from '../../support/accounts.ts';
import { someId } from '../../support/fake-client.ts';
import { bridged } from '../support/bridged.ts';
import { lookalike } from '../support/ids.ts';

const BOB = someId(7);

describe('commands about the book', () => {
  it('go through the bridge that runs', async () => {
    await using net = await mockNet();
    const { paths, id } = await someAccount();
    await using ann = await bridged(net, { paths, id });
    expect(await askRunningBridge(paths, { do: 'add', id: BOB })).toEqual([
      { alias: aliasOf(BOB), id: BOB, how: 'added' },
    ]);
    expect(ann.bridge.book.list()).toEqual([{ id: BOB, how: 'added' }]);
    expect(await askRunningBridge(paths, { do: 'list' })).toEqual([
      { alias: aliasOf(id), id, how: 'own' },
      { alias: aliasOf(BOB), id: BOB, how: 'added' },
    ]);
    await askRunningBridge(paths, { do: 'remove', id: aliasOf(BOB) });
    expect(ann.bridge.book.list()).toEqual([]);
  });

  it('bring its errors back as they are', async () => {
    await using net = await mockNet();
    const { paths, id } = await someAccount();
    await using ann = await bridged(net, { paths, id });
    ann.bridge.book.add(BOB);
    const add = (wanted: string): Promise<unknown> => askRunningBridge(paths, { do: 'add', id: wanted });
    await expect(add(lookalike(BOB, 9))).rejects.toMatchObject({ code: 'contact_exists' });
    await expect(add(id)).rejects.toMatchObject({ code: 'own_id' });
    await expect(add('nonsense')).rejects.toMatchObject({ code: 'bad_id' });
    await expect(askRunningBridge(paths, { do: 'remove', id: someId(9) })).rejects.toMatchObject({
      code: 'unknown_contact',
    });
  });

  it('change the account itself where no bridge runs', async () => {
    const { paths } = await someAccount();
    expect(await askRunningBridge(paths, { do: 'list' })).toBeNull();
    await editBook(paths, null, { do: 'add', id: `${BOB.toUpperCase()}.onion` });
    expect((await editBook(paths, null, { do: 'list' }))[1]).toEqual({
      alias: aliasOf(BOB),
      id: BOB,
      how: 'added',
    });
  });

  it.skipIf(process.platform === 'win32')('come by a socket that only this user may use', async () => {
    await using net = await mockNet();
    const { paths, id } = await someAccount();
    await using ann = await bridged(net, { paths, id });
    expect(ann.bridge.id).toBe(id);
    expect(statSync(controlPath(paths)).mode & 0o777).toBe(0o600);
  });

  it.each([['no JSON\n'], ['{"do":"dance"}\n'], ['x'.repeat(2000)]])(
    'nonsense changes nothing: %#',
    async (bytes) => {
      await using net = await mockNet();
      const { paths, id } = await someAccount();
      await using ann = await bridged(net, { paths, id });
      const socket = connect(controlPath(paths), () => socket.write(bytes));
      socket.on('error', () => undefined).resume();
      await once(socket, 'close');
      expect(ann.bridge.book.list()).toEqual([]);
    },
  );
});

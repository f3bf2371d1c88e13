import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { describe, expect, it } from 'vitest';
import type { TorchatId } from '../../src/index.ts';
import { openStore } from '../../src/node/index.ts';
import { STEPS, upgrade } from '../../src/node/store/schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { DIGESTS, WRITTEN } from './versions.ts';

const ALICE = 'aaaaaaaaaaaaaaaa' as TorchatId;
const VERSIONS = STEPS.map((_step, at) => at + 1);

describe('a store of an older program', () => {
  it.each(VERSIONS)('of version %i opens with everything in it, and goes on', (version) => {
    const file = join(temporaryFolder(), 'store.db');
    const key = randomBytes(32);
    writtenBy(version, file, key);
    const store = openStore(file, key);
    const loaded = store.load();
    expect(loaded).toMatchObject({
      profile: { name: 'me', text: 'about' },
      avatar: null,
      status: 'away',
      lastKey: 9,
      contacts: [
        { id: ALICE, name: 'alice', note: 'a note', keepHistory: true, addedAt: 7, lastSeenAt: null },
      ],
      numbering: [{ contact: ALICE, outEpoch: 'e1', nextSeq: 3, inEpoch: null, inSeq: 0 }],
      unread: new Map([[ALICE, [2]]]),
    });
    expect(loaded.settings.strangers).toBe('refuse');
    expect(loaded.outbox.map(({ seq, epoch }) => [seq, epoch])).toEqual(
      version < 2
        ? [[2, undefined]]
        : [
            [2, undefined],
            [9, 'e0'],
          ],
    );
    expect(loaded.shares).toHaveLength(version < 3 ? 0 : 1);
    expect(loaded.vouchers).toHaveLength(version < 4 ? 0 : 1);
    expect(loaded.voucherBook.removed).toEqual(version < 4 ? [] : ['x']);
    expect(loaded.contacts[0]).toMatchObject({ returned: version >= 4, pinned: version >= 5 });
    expect(loaded.tunnelSettings.socks).toHaveLength(version < 6 ? 0 : 1);
    const policy = version < 7 ? 'ask' : 'always';
    expect(loaded.contacts[0]?.files.consent).toBe(policy);
    const files = [
      [4, 5_000_000_000, 'running', null],
      [6, 9, 'paused', null],
      [8, 9, 'offered', 3],
    ];
    expect(loaded.files.map(({ key, size, state, items }) => [key, size, state, items])).toEqual(
      files.slice(0, version < 7 ? 0 : version < 8 ? 2 : 3),
    );
    expect(loaded.lastFile).toBe(version < 7 ? 0 : version < 8 ? 7 : 8);
    expect(store.secret('onion-key')).toEqual(new Uint8Array([1, 2]));
    store.apply([{ type: 'profile', profile: { name: 'still me', text: '' } }]);
    store.close();
    const again = openStore(file, key);
    expect(again.load().profile.name).toBe('still me');
    again.close();
  });

  it('of every version is among these', () => {
    expect(WRITTEN).toHaveLength(STEPS.length);
  });

  it('is led by steps that never change once they were released', () => {
    const digests = STEPS.map((step) => createHash('sha256').update(step).digest('hex').slice(0, 16));
    expect(digests).toEqual(DIGESTS);
  });
});

function writtenBy(version: number, file: string, key: Buffer): void {
  const database = new Database(file);
  database.pragma(`key = "x'${key.toString('hex')}'"`);
  for (let step = 1; step <= version; step++) {
    upgrade(database, STEPS.slice(0, step));
    database.exec(WRITTEN[step - 1] ?? '');
  }
  database.close();
}

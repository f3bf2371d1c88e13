import { beforeEach, describe, expect, test } from 'vitest';
import { RETURNING } from '../../../src/engine/timing.ts';
import { markOf, sealVoucher, voucherKeysOf } from '../../../src/engine/voucher/token.ts';
import { encodeLine } from '../../../src/messages/index.ts';
import { Friend, type FriendOptions } from '../friend.ts';
import { bare, idOf, Stage, VOUCHER_KEY } from '../stage.ts';
import { MODERN } from './modern.ts';

const KEYS = voucherKeysOf(VOUCHER_KEY);

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});

/** A friend of the stage's earlier life comes: our ping is taken, it greets, and shows what it holds. */
function comes(number: number, voucher: string | Uint8Array, options: FriendOptions = MODERN): Friend {
  const friend = new Friend(stage, number);
  friend.ping();
  friend.greet(friend.takeDial(), options);
  friend.say(voucher);
  return friend;
}

/** As the stage would have issued it, with everything in our hands. */
function voucherFor(number: number, change: Partial<Parameters<typeof sealVoucher>[2]> = {}): Uint8Array {
  const token = sealVoucher(KEYS, new Uint8Array(24).fill(number), {
    id: idOf(number),
    at: stage.now - 1000,
    name: `friend ${number}`,
    removed: [],
    ...change,
  });
  return bare(encodeLine({ command: 'voucher_present', token }));
}

function relationOf(number: number): string | undefined {
  return stage.engine.contact(idOf(number))?.relation;
}

describe('an account that came back from its words', () => {
  beforeEach(() => {
    stage.loseAll();
    stage.online();
  });

  test('takes back who shows its voucher, under the old name, marked, and tells it', () => {
    const friend = comes(1, voucherFor(1));
    expect(stage.engine.contact(friend.id)).toMatchObject({
      name: 'friend 1',
      relation: 'listed',
      returned: true,
      presence: 'available',
    });
    expect(stage.of('returned')).toEqual([{ type: 'returned', id: friend.id }]);
    const said = friend.heard();
    expect(said.filter((line) => line === 'add_me ')).toHaveLength(1);
    expect(said.some((line) => line.startsWith('voucher_issue '))).toBe(true);
    friend.say('delivery_message e 1 welcome back');
    expect(stage.engine.contact(friend.id)?.unread).toBe(1);
  });

  test('stays deaf to forged ones, those of others, and those of another key', () => {
    const forged = voucherFor(1);
    forged[600] = (forged[600] ?? 0) === 0x41 ? 0x42 : 0x41;
    const other = bare(
      encodeLine({
        command: 'voucher_present',
        token: sealVoucher(voucherKeysOf(new Uint8Array(32)), new Uint8Array(24), {
          id: idOf(3),
          at: stage.now,
          name: 'x',
          removed: [],
        }),
      }),
    );
    comes(1, forged);
    comes(2, voucherFor(1));
    comes(3, other);
    comes(4, 'voucher_present x');
    expect([1, 2, 3, 4].map(relationOf)).toEqual(['request', 'request', 'request', 'request']);
    expect(stage.of('returned')).toEqual([]);
  });

  test('a voucher of somebody else teaches nothing about who was removed', () => {
    comes(2, voucherFor(3, { removed: [markOf(KEYS, idOf(1))] }));
    comes(1, voucherFor(1));
    expect(relationOf(1)).toBe('listed');
  });

  test('looks at one voucher of each session', () => {
    const friend = comes(1, voucherFor(2));
    friend.say(voucherFor(1));
    expect(relationOf(1)).toBe('request');
  });

  test('whom a newer voucher names is not taken back', () => {
    comes(2, voucherFor(2, { at: stage.now - 500, removed: [markOf(KEYS, idOf(1))] }));
    comes(1, voucherFor(1, { at: stage.now - 1000 }));
    expect([relationOf(1), relationOf(2)]).toEqual(['request', 'listed']);
  });

  test('who came before that goes again, save when the user added him by hand', () => {
    comes(1, voucherFor(1, { at: stage.now - 2000 }));
    stage.do({ type: 'add', id: idOf(3), name: 'by hand' });
    expect(relationOf(1)).toBe('listed');
    comes(
      2,
      voucherFor(2, { at: stage.now - 1000, removed: [markOf(KEYS, idOf(1)), markOf(KEYS, idOf(3))] }),
    );
    expect([relationOf(1), relationOf(3)]).toEqual([undefined, 'listed']);
    // And stays away, whatever it shows.
    comes(1, voucherFor(1, { at: stage.now - 2000 }));
    expect(relationOf(1)).toBe('request');
  });

  test('an older voucher undoes nothing that a newer one said', () => {
    comes(2, voucherFor(2, { at: stage.now - 500, removed: [markOf(KEYS, idOf(1))] }));
    comes(3, voucherFor(3, { at: stage.now - 5000, removed: [] }));
    comes(4, voucherFor(4, { at: stage.now - 400, removed: [] }));
    comes(1, voucherFor(1));
    // The newest names him no more: he had been taken back before all was lost.
    expect([1, 3, 4].map(relationOf)).toEqual(['listed', 'listed', 'listed']);
  });

  test('whom the user removes now does not return by an old voucher', () => {
    comes(1, voucherFor(1));
    stage.do({ type: 'remove', id: idOf(1) });
    comes(1, voucherFor(1));
    expect(relationOf(1)).toBe('request');
    stage.do({ type: 'add', id: idOf(1) });
    expect(relationOf(1)).toBe('listed');
  });

  test('what it issues itself names those it learned of, and is dated after all it saw', () => {
    comes(2, voucherFor(2, { at: stage.now + 86_400_000, removed: [markOf(KEYS, idOf(1))] }));
    const [issued] = stage.core.vouching.book.seenRemoved;
    expect(issued).toBe(markOf(KEYS, idOf(1)));
    expect(stage.core.vouching.lastDate).toBe(stage.now + 86_400_001);
  });

  test('gives a contact that is here already, but has no name of ours, its old name', () => {
    stage.do({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
    comes(1, voucherFor(1), { ...MODERN, name: 'Robert' });
    expect(stage.engine.contact(idOf(1))).toMatchObject({ name: 'friend 1', returned: false });
  });

  test('until the user ends it, or its time is over: marks go, contacts stay', () => {
    comes(1, voucherFor(1));
    stage.do({ type: 'end_returning' });
    expect(stage.engine.contact(idOf(1))).toMatchObject({ relation: 'listed', returned: false });
    expect(stage.engine.view().returningUntil).toBeNull();
    comes(2, voucherFor(2));
    expect(relationOf(2)).toBe('request');
  });

  test('which it does by itself after 90 days', () => {
    comes(1, voucherFor(1)).vanish();
    stage.pass(RETURNING + 60_000);
    expect(stage.engine.view().returningUntil).toBeNull();
    expect(stage.engine.contact(idOf(1))).toMatchObject({ relation: 'listed', returned: false });
  });
});

test('an account that lost nothing takes nobody back', () => {
  stage.online();
  comes(1, voucherFor(1));
  expect(relationOf(1)).toBe('request');
});

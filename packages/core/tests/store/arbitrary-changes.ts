// Random changes over a few contacts, as a property test hands them to a store.
import * as fc from 'fast-check';
import { type Change, idOfPublicKey, type Message, type TorchatId } from '../../src/index.ts';

export const CONTACTS: readonly TorchatId[] = [1, 2, 3].map((n) => idOfPublicKey(new Uint8Array(32).fill(n)));

const contact = fc.constantFrom(...CONTACTS);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', 'a\0b', 'ü 😀\n', 'x'.repeat(20_000)),
);
const time = fc.integer({ min: 0, max: 4e12 });
const profile = fc.record({ name: text, text });
const avatar = fc.option(
  fc.oneof(
    fc.constant({ rgb: new Uint8Array(), alpha: new Uint8Array() }),
    fc.record({ shade: fc.nat(255), alphaBytes: fc.constantFrom(0, 4096) }).map(({ shade, alphaBytes }) => ({
      rgb: new Uint8Array(12_288).fill(shade),
      alpha: new Uint8Array(alphaBytes).fill(shade),
    })),
  ),
);
const epoch = fc.base64String();
const count = fc.nat();
const mark = fc.string({ unit: fc.constantFrom('0', '9', 'a', 'f'), minLength: 16, maxLength: 16 });

const fileKey = fc.integer({ min: 1, max: 6 });
const keptFile = {
  key: fileKey,
  contact,
  wire: epoch,
  name: text,
  // Far beyond what 32 bits hold.
  size: fc.maxSafeNat(),
  block: count,
  items: fc.option(count),
  moved: fc.maxSafeNat(),
  at: time,
  movedAt: time,
  state: fc.constantFrom(
    'offered' as const,
    'running' as const,
    'paused' as const,
    'done' as const,
    'failed' as const,
    'cancelled' as const,
  ),
  why: text,
};
const file = fc.oneof(
  fc.record({
    ...keptFile,
    direction: fc.constant('out' as const),
    path: text,
    mark: text,
    announced: fc.boolean(),
  }),
  fc.record({
    ...keptFile,
    direction: fc.constant('in' as const),
    folder: fc.option(text),
    part: epoch,
    path: fc.option(text),
  }),
);

/** Keys are chosen while running: `pick` names an older message, `gap` the distance of a new key to the highest. */
type Draft =
  | Exclude<Change, { type: 'message' | 'message_state' | 'message_gone' }>
  | {
      readonly type: 'message';
      readonly gap: number;
      readonly message: Omit<Message, 'key'>;
      readonly seq: number | null;
      readonly epoch?: string;
    }
  | { readonly type: 'message_state'; readonly pick: number; readonly state: Message['state'] }
  | { readonly type: 'message_gone'; readonly pick: number };

const received = fc.record({
  type: fc.constant('message' as const),
  gap: fc.constantFrom(1, 1, 1, 7),
  seq: fc.constant(null),
  message: fc.record({
    contact,
    direction: fc.constant('in' as const),
    at: time,
    text,
    state: fc.constantFrom('unread' as const, 'read' as const),
  }),
});
const sent = fc.record(
  {
    type: fc.constant('message' as const),
    gap: fc.constant(1),
    seq: count,
    epoch: fc.base64String(),
    message: fc.record({
      contact,
      direction: fc.constant('out' as const),
      at: time,
      text,
      state: fc.constantFrom('waiting' as const, 'sent' as const),
    }),
  },
  { requiredKeys: ['type', 'gap', 'seq', 'message'] },
);

const draft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: received },
  { weight: 4, arbitrary: sent },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('message_state' as const),
      pick: count,
      state: fc.constantFrom('waiting', 'sent', 'delivered', 'unread', 'read'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('message_gone' as const), pick: count }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('history_gone' as const), id: contact }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('contact_gone' as const), id: contact }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('file' as const), file }) },
  fc.record({ type: fc.constant('file_gone' as const), key: fileKey }),
  fc.record({ type: fc.constant('profile' as const), profile }),
  fc.record({ type: fc.constant('avatar' as const), avatar }),
  fc.record({ type: fc.constant('status' as const), status: fc.constantFrom('available', 'away', 'xa') }),
  fc.record({
    type: fc.constant('settings' as const),
    settings: fc.record({
      strangers: fc.constantFrom('ask', 'accept', 'refuse'),
      looksLike: fc.constantFrom('torchat', 'legacy'),
    }),
  }),
  fc.record({
    type: fc.constant('shares' as const),
    shares: fc.array(
      fc.record({
        name: text,
        kind: fc.constantFrom('tcp', 'udp'),
        host: fc.ipV6(),
        port: count,
        with: fc.array(contact),
      }),
    ),
  }),
  fc.record({
    type: fc.constant('forwards' as const),
    forwards: fc.array(
      fc.record({
        kind: fc.constantFrom('tcp', 'udp'),
        host: fc.ipV4(),
        port: count,
        contact,
        service: text,
        redundant: fc.boolean(),
      }),
    ),
  }),
  fc.record({
    type: fc.constant('tunnel_settings' as const),
    settings: fc.record({
      socks: fc.array(fc.record({ host: fc.ipV4(), port: count })),
      limits: fc.array(
        fc.record({
          contact,
          connections: fc.option(count),
          bytesPerSecond: fc.option(count),
          bytesPerDay: fc.option(count),
          spent: fc.option(fc.record({ day: count, bytes: count })),
        }),
      ),
      log: fc.boolean(),
    }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('contact' as const),
      contact: fc.record({
        id: contact,
        name: text,
        note: text,
        relation: fc.constantFrom('listed', 'request', 'blocked'),
        removedUs: fc.boolean(),
        addedAt: time,
        lastSeenAt: fc.option(time),
        returned: fc.boolean(),
        keepHistory: fc.boolean(),
        pinned: fc.boolean(),
        files: fc.record({
          consent: fc.constantFrom('ask', 'always', 'never'),
          upTo: count,
          folder: fc.option(text),
        }),
        profile,
        avatar,
      }),
    }),
  },
  fc.record({
    type: fc.constant('voucher_book' as const),
    book: fc.record({
      returningUntil: fc.option(time),
      seenAt: fc.option(time),
      seenRemoved: fc.array(mark, { maxLength: 3 }),
      removed: fc.array(mark, { maxLength: 3 }),
    }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('vouchers' as const),
      vouchers: fc.record({
        contact,
        held: fc.option(fc.uint8Array({ minLength: 1, maxLength: 2048 })),
        issuedAt: fc.option(time),
        issued: epoch,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('numbering' as const),
      numbering: fc.record({
        contact,
        outEpoch: epoch,
        nextSeq: count,
        inEpoch: fc.option(epoch),
        inSeq: count,
      }),
    }),
  },
);

/** A few transactions of a few changes. */
export const drafts: fc.Arbitrary<Draft[][]> = fc.array(fc.array(draft, { maxLength: 5 }), { maxLength: 12 });

/** The changes with their keys, given the highest key before. */
export function keyed(transaction: readonly Draft[], highest: number): Change[] {
  let last = highest;
  return transaction.map((change) => {
    if (change.type === 'message') {
      last += change.gap;
      const { gap: _gap, ...rest } = change;
      return { ...rest, message: { ...change.message, key: last } };
    }
    if (change.type === 'message_state')
      return { type: 'message_state', key: (change.pick % (last + 1)) + 1, state: change.state };
    if (change.type === 'message_gone') return { type: 'message_gone', key: (change.pick % (last + 1)) + 1 };
    return change;
  });
}

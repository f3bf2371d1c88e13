import { type Arbitrary, assert, constant, integer, oneof, property, record, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { decodePacket, encodePacket, FLOW_BYTES, type Packet } from '../../../src/forward/udp/packet.ts';

const u32 = integer({ min: 0, max: 2 ** 32 - 1 });
const packets: Arbitrary<Packet> = oneof(
  record({
    type: constant('datagram' as const),
    seq: u32,
    at: u32,
    waited: integer({ min: 0, max: 0xffff }),
    bytes: uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  }),
  record({
    type: constant('report' as const),
    seq: u32,
    held: u32,
    above: u32,
    dropped: u32,
    late: u32,
  }),
  record({
    type: constant('flow' as const),
    name: uint8Array({ minLength: FLOW_BYTES, maxLength: FLOW_BYTES }).map((name) => Buffer.from(name)),
  }),
);

test('a packet comes out as it went in', () => {
  assert(
    property(packets, (packet) => {
      expect(decodePacket(encodePacket(packet))).toEqual(packet);
    }),
  );
});

test('any bytes are a packet that reads the same again, or none', () => {
  assert(
    property(uint8Array({ maxLength: 64 }), (bytes) => {
      const packet = decodePacket(Buffer.from(bytes));
      if (packet !== null) expect(encodePacket(packet)).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('a packet cut anywhere but in its datagram is none', () => {
  for (const packet of [
    { type: 'report', seq: 1, held: 2, above: 3, dropped: 4, late: 5 },
    { type: 'flow', name: Buffer.alloc(FLOW_BYTES, 7) },
    { type: 'datagram', seq: 1, at: 2, waited: 3, bytes: Buffer.alloc(0) },
  ] satisfies Packet[]) {
    const whole = encodePacket(packet);
    for (let end = 0; end < whole.length; end++) expect(decodePacket(whole.subarray(0, end))).toBe(null);
  }
});

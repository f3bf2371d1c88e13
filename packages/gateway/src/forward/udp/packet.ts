// What a frame of a UDP tunnel holds: a datagram, a report of how far the other side is, or the name of the flow.

const KIND = { datagram: 0, report: 1, flow: 2 } as const;
const HEAD_BYTES = 11;
const MOST_WAITED = 0xffff;
const REPORT_BYTES = 21;
/** Above the least, where nothing came since the last report. */
export const NOTHING_CAME = 0xffff_ffff;
/** Bytes of the name of a flow, the same on each of its streams. */
export const FLOW_BYTES = 16;

export type Packet =
  /** When it was sent, milliseconds of the sender's clock, modulo 2^32; and how long it had waited for that. */
  | {
      readonly type: 'datagram';
      readonly seq: number;
      readonly at: number;
      readonly waited: number;
      readonly bytes: Uint8Array;
    }
  /**
   * The highest `seq` that came, and how many milliseconds ago; how much longer than the least the fastest took since the last
   * report, milliseconds; and of the whole flow, how many the reporting side had to drop before they left, and how many came
   * there too late, modulo 2^32.
   */
  | {
      readonly type: 'report';
      readonly seq: number;
      readonly held: number;
      readonly above: number;
      readonly dropped: number;
      readonly late: number;
    }
  | { readonly type: 'flow'; readonly name: Buffer };

/**
 * `u8 kind | ...`: kind 0 `u32 seq | u32 at | u16 waited | datagram`, kind 1 `u32 seq | u32 held | u32 above | u32 dropped | u32 late`,
 * kind 2 16 bytes.
 */
export function encodePacket(packet: Packet): Buffer {
  switch (packet.type) {
    case 'datagram': {
      const frame = Buffer.allocUnsafe(HEAD_BYTES + packet.bytes.length);
      frame[0] = KIND.datagram;
      frame.writeUInt32BE(packet.seq, 1);
      frame.writeUInt32BE(packet.at, 5);
      frame.writeUInt16BE(Math.min(packet.waited, MOST_WAITED), 9);
      frame.set(packet.bytes, HEAD_BYTES);
      return frame;
    }
    case 'report': {
      const frame = Buffer.allocUnsafe(REPORT_BYTES);
      frame[0] = KIND.report;
      frame.writeUInt32BE(packet.seq, 1);
      frame.writeUInt32BE(packet.held, 5);
      frame.writeUInt32BE(packet.above, 9);
      frame.writeUInt32BE(packet.dropped, 13);
      frame.writeUInt32BE(packet.late, 17);
      return frame;
    }
    case 'flow':
      return Buffer.concat([Buffer.of(KIND.flow), packet.name]);
    default:
      return packet satisfies never;
  }
}

/** Null where it is none. A datagram's bytes are a view. */
export function decodePacket(frame: Buffer): Packet | null {
  if (frame.length === 0) return null;
  switch (frame.readUInt8()) {
    case KIND.datagram:
      if (frame.length < HEAD_BYTES) return null;
      return {
        type: 'datagram',
        seq: frame.readUInt32BE(1),
        at: frame.readUInt32BE(5),
        waited: frame.readUInt16BE(9),
        bytes: frame.subarray(HEAD_BYTES),
      };
    case KIND.report:
      if (frame.length !== REPORT_BYTES) return null;
      return {
        type: 'report',
        seq: frame.readUInt32BE(1),
        held: frame.readUInt32BE(5),
        above: frame.readUInt32BE(9),
        dropped: frame.readUInt32BE(13),
        late: frame.readUInt32BE(17),
      };
    case KIND.flow:
      return frame.length === 1 + FLOW_BYTES ? { type: 'flow', name: frame.subarray(1) } : null;
    default:
      return null;
  }
}

// A line under the seal as it stands on the wire, made with one allocation: blocks of files go this way.
import { encodePlain, type SentMessage } from '../../messages/index.ts';
import { BLANK, escapeInto, escapesIn, LF } from '../../wire/escape.ts';
import { encoder } from '../../wire/utf8.ts';
import type { Channel } from './channel.ts';

const COMMAND = encoder.encode('sealed');
/** Up to here counting the escapes costs less than memory for more than there are. */
const COUNTED_BYTES = 1024;
/** Of bytes that look random one in 128 is escaped; more than twice as many as that are as good as never seen. */
const ESCAPES_PER_BYTE = 1 / 64;

export function sealMessage(channel: Channel, message: SentMessage): Uint8Array {
  return sealPlain(channel, encodePlain(message));
}

/** `plain`: command, blank and arguments, neither escaped nor ended. */
export function sealPlain(channel: Channel, plain: Uint8Array): Uint8Array {
  const bytes = channel.seal(plain);
  const escapes =
    bytes.length <= COUNTED_BYTES ? escapesIn(bytes) : Math.ceil(bytes.length * ESCAPES_PER_BYTE);
  return written(bytes, escapes) ?? (written(bytes, bytes.length) as Uint8Array);
}

/** Null where there are more escapes than room was left for. */
function written(bytes: Uint8Array, escapes: number): Uint8Array | null {
  const line = new Uint8Array(COMMAND.length + 2 + bytes.length + escapes);
  line.set(COMMAND);
  line[COMMAND.length] = BLANK;
  const end = escapeInto(bytes, line, COMMAND.length + 1);
  if (end >= line.length) return null;
  line[end] = LF;
  return end + 1 === line.length ? line : line.subarray(0, end + 1);
}

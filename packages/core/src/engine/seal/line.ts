// A line under the seal as it stands on the wire, made with one allocation: blocks of files go this way.
import { encodePlain, type SentMessage } from '../../messages/index.ts';
import { BLANK, escapedLength, escapeInto, LF } from '../../wire/escape.ts';
import { encoder } from '../../wire/utf8.ts';
import type { Channel } from './channel.ts';

const COMMAND = encoder.encode('sealed');

export function sealMessage(channel: Channel, message: SentMessage): Uint8Array {
  return sealPlain(channel, encodePlain(message));
}

/** `plain`: command, blank and arguments, neither escaped nor ended. */
export function sealPlain(channel: Channel, plain: Uint8Array): Uint8Array {
  const bytes = channel.seal(plain);
  const line = new Uint8Array(COMMAND.length + 1 + escapedLength(bytes) + 1);
  line.set(COMMAND);
  line[COMMAND.length] = BLANK;
  escapeInto(bytes, line, COMMAND.length + 1);
  line[line.length - 1] = LF;
  return line;
}

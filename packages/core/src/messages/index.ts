// The commands of the wire: the only table of them, and what turns a line into a message and back.
import { bulkGot } from './bulk_got.ts';
import { ArgumentReader } from '../wire/argument-reader.ts';
import { BLANK } from '../wire/escape.ts';
import { LineWriter } from '../wire/line-writer.ts';
import { addMe } from './add_me.ts';
import { client } from './client.ts';
import { deliveryMessage } from './delivery_message.ts';
import { deliveryOk } from './delivery_ok.ts';
import { fileDigest } from './file_digest.ts';
import { filePauseReceiving } from './file_pause_receiving.ts';
import { filePauseSending } from './file_pause_sending.ts';
import { fileStopReceiving } from './file_stop_receiving.ts';
import { fileStopSending } from './file_stop_sending.ts';
import { filedata } from './filedata.ts';
import { filedataError } from './filedata_error.ts';
import { filedataOk } from './filedata_ok.ts';
import { filename } from './filename.ts';
import type { Format, Via } from './format.ts';
import { folderOffer } from './folder_offer.ts';
import { latencyPing } from './latency_ping.ts';
import { latencyPong } from './latency_pong.ts';
import { message } from './message.ts';
import { notImplemented } from './not_implemented.ts';
import { ping } from './ping.ts';
import { pong } from './pong.ts';
import { profileAvatar } from './profile_avatar.ts';
import { profileAvatarAlpha } from './profile_avatar_alpha.ts';
import { profileName } from './profile_name.ts';
import { profileText } from './profile_text.ts';
import { removeMe } from './remove_me.ts';
import { sealHello } from './seal_hello.ts';
import { sealProof } from './seal_proof.ts';
import { sealed } from './sealed.ts';
import { status } from './status.ts';
import { supports } from './supports.ts';
import { tunnelKey } from './tunnel_key.ts';
import { tunnelOk } from './tunnel_ok.ts';
import { tunnelOpen } from './tunnel_open.ts';
import { tunnelRefused } from './tunnel_refused.ts';
import { tunnelServices } from './tunnel_services.ts';
import { twinHello } from './twin_hello.ts';
import { twinHere } from './twin_here.ts';
import { twinYield } from './twin_yield.ts';
import { version } from './version.ts';
import { voucherIssue } from './voucher_issue.ts';
import { voucherPresent } from './voucher_present.ts';

/** Every command, in the order in which a conversation has them. */
export const FORMATS = [
  ping,
  pong,
  client,
  version,
  supports,
  sealHello,
  sealProof,
  sealed,
  profileName,
  profileText,
  profileAvatarAlpha,
  profileAvatar,
  addMe,
  status,
  removeMe,
  message,
  deliveryMessage,
  deliveryOk,
  filename,
  folderOffer,
  filedata,
  filedataOk,
  filedataError,
  fileStopSending,
  fileStopReceiving,
  fileDigest,
  filePauseSending,
  filePauseReceiving,
  bulkGot,
  latencyPing,
  latencyPong,
  tunnelKey,
  tunnelServices,
  tunnelOpen,
  tunnelOk,
  tunnelRefused,
  voucherIssue,
  voucherPresent,
  twinHello,
  twinHere,
  twinYield,
  notImplemented,
] as const;

type AnyOf = (typeof FORMATS)[number];

/** What a peer may say; `command` tells the kinds apart. */
export type WireMessage = ReturnType<AnyOf['decode']>;

/** What we say ourselves: the same, without a status that we do not know. */
export type SentMessage = Parameters<AnyOf['encode']>[0];

export type Decoded =
  | { readonly ok: true; readonly message: WireMessage }
  /** `command`: at most 64 printable ASCII characters, whatever the peer sent. */
  | { readonly ok: false; readonly command: string; readonly fault: 'unknown' | 'malformed' };

type AnyFormat = Format<WireMessage, never>;
const MAX_COMMAND = 64;
const FIRST_PRINTABLE = 0x21;
const LAST_PRINTABLE = 0x7e;

const byCommand = new Map<string, AnyFormat>(FORMATS.map((format) => [format.command, format]));
const byHash = new Map<number, AnyFormat>(FORMATS.map((format) => [hashOf(format.command), format]));
const writer = new LineWriter();

/**
 * The message in a line (without its LF). Never throws: what is not one says which command it was and what is wrong.
 * Byte fields may be views into `line`: copy what is kept.
 */
export function decodeLine(line: Uint8Array): Decoded {
  return decode(line, true);
}

/** The same for what was in a `sealed` line: its arguments are not escaped. */
export function decodePlain(line: Uint8Array): Decoded {
  return decode(line, false);
}

function decode(line: Uint8Array, escaped: boolean): Decoded {
  // The command is found without making a text of it: a hash while looking for its end, then one comparison.
  let hash = 0;
  let end = 0;
  for (; end < line.length && end <= MAX_COMMAND; end++) {
    const byte = line[end] as number;
    if (byte === BLANK) break;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const format = byHash.get(hash);
  if (format === undefined || !spells(line, end, format.command))
    return { ok: false, command: printable(line, end), fault: 'unknown' };
  const args = new ArgumentReader(line, end + 1, escaped);
  const message = format.decode(args);
  return args.malformed ? { ok: false, command: format.command, fault: 'malformed' } : { ok: true, message };
}

/** One line with its LF. The bytes are the caller's; nobody writes to them again. */
export function encodeLine(message: SentMessage): Uint8Array {
  writer.begin(message.command);
  write(message);
  return writer.end();
}

/** What goes into a `sealed` line: neither escaped nor ended. The bytes are valid until the next message is encoded. */
export function encodePlain(message: SentMessage): Uint8Array {
  writer.beginPlain(message.command);
  write(message);
  return writer.endPlain();
}

function write(message: SentMessage): void {
  // The table's own types tie each command to its format; a map of them cannot say so.
  (byCommand.get(message.command) as Format<WireMessage>).encode(message, writer);
}

/** On which connection of the receiver the command may arrive. */
export function viaOf(command: WireMessage['command']): Via {
  return (byCommand.get(command) as AnyFormat).via;
}

function hashOf(command: string): number {
  let hash = 0;
  for (let at = 0; at < command.length; at++) hash = (Math.imul(hash, 31) + command.charCodeAt(at)) | 0;
  return hash;
}

function spells(line: Uint8Array, end: number, command: string): boolean {
  if (end !== command.length) return false;
  for (let at = 0; at < end; at++) if (line[at] !== command.charCodeAt(at)) return false;
  return true;
}

function printable(line: Uint8Array, end: number): string {
  let text = '';
  for (let at = 0; at < end && at < MAX_COMMAND; at++) {
    const byte = line[at] as number;
    text += byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE ? '?' : String.fromCharCode(byte);
  }
  return text;
}

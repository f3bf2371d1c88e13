import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { decodeLine, encodeLine, type SentMessage } from '../../src/messages/index.ts';
import { bytesOf, COMMANDS, LINES } from './lines.ts';

// Without a size fast-check keeps to about ten characters, whatever `maxLength` allows.
const text = fc.string({ unit: 'binary', maxLength: 200, size: 'max' });
const name = fc.string({ unit: 'binary', maxLength: 50, size: 'max' });
const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength, size: 'max' });
const exactly = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
const token = fc.string({ unit: printable, minLength: 1, maxLength: 128, size: 'max' });
const machine = fc.string({ unit: 'binary', maxLength: 60, size: 'max' });
const voucher = fc.uint8Array({ minLength: 1, maxLength: 2048, size: 'max' });
const natural = fc.maxSafeNat();

/** What a service may be called. */
const service = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/).filter((name) => name !== 'file');

type Fields<Command> = Omit<Extract<SentMessage, { command: Command }>, 'command'>;

function of<Command extends SentMessage['command']>(
  command: Command,
  fields: { readonly [Name in keyof Fields<Command>]: fc.Arbitrary<Fields<Command>[Name]> },
): fc.Arbitrary<SentMessage> {
  return fc
    .record(fields, { noNullPrototype: true })
    .map((rest) => ({ command, ...rest }) as unknown as SentMessage);
}

const anyMessage: Record<SentMessage['command'], fc.Arbitrary<SentMessage>> = {
  ping: of('ping', { id: token, cookie: bytes(512) }),
  pong: of('pong', { cookie: bytes(512) }),
  client: of('client', { name }),
  version: of('version', { version: name }),
  supports: of('supports', {
    extensions: fc.array(fc.string({ unit: printable, minLength: 1, maxLength: 30 }), {
      maxLength: 64,
      size: 'max',
    }),
  }),
  seal_hello: of('seal_hello', { ephemeral: exactly(32) }),
  seal_proof: of('seal_proof', { proof: exactly(32) }),
  sealed: of('sealed', { bytes: bytes(400) }),
  profile_name: of('profile_name', { name: text }),
  profile_text: of('profile_text', { text }),
  profile_avatar_alpha: of('profile_avatar_alpha', { bytes: fc.oneof(exactly(0), exactly(4096)) }),
  profile_avatar: of('profile_avatar', { bytes: fc.oneof(exactly(0), exactly(12_288)) }),
  add_me: of('add_me', {}),
  status: of('status', { status: fc.constantFrom('available', 'away', 'xa') }),
  remove_me: of('remove_me', {}),
  message: of('message', { text }),
  delivery_message: of('delivery_message', { epoch: token, seq: natural, text }),
  delivery_ok: of('delivery_ok', { epoch: token, seq: natural }),
  file_digest: of('file_digest', {
    id: token,
    digest: fc.string({ unit: fc.constantFrom('0', '9', 'a', 'f'), minLength: 64, maxLength: 64 }),
  }),
  file_pause_sending: of('file_pause_sending', { id: token }),
  file_pause_receiving: of('file_pause_receiving', { id: token }),
  folder_offer: of('folder_offer', {
    id: token,
    size: natural,
    blockSize: natural,
    items: natural,
    name: text,
  }),
  filename: of('filename', { id: token, size: natural, blockSize: natural, name: text }),
  filedata: of('filedata', { id: token, offset: natural, md5: token, bytes: bytes(400) }),
  filedata_ok: of('filedata_ok', { id: token, offset: natural }),
  filedata_error: of('filedata_error', { id: token, offset: natural }),
  bulk_got: of('bulk_got', { count: natural }),
  file_stop_sending: of('file_stop_sending', { id: token }),
  file_stop_receiving: of('file_stop_receiving', { id: token }),
  latency_ping: of('latency_ping', { id: token }),
  latency_pong: of('latency_pong', { id: token }),
  tunnel_key: of('tunnel_key', { key: exactly(32) }),
  tunnel_services: of('tunnel_services', {
    services: fc.array(fc.record({ name: service, kind: fc.constantFrom('tcp', 'udp') }), {
      maxLength: 64,
      size: 'max',
    }),
  }),
  tunnel_open: of('tunnel_open', { id: token, service: token, nonce: natural, mac: exactly(32) }),
  tunnel_ok: of('tunnel_ok', { mac: exactly(32) }),
  tunnel_refused: of('tunnel_refused', {
    reason: fc.constantFrom('stale', 'gone', 'busy', 'refused', 'unreachable'),
  }),
  twin_hello: of('twin_hello', { nonce: token, proof: token, machine }),
  twin_here: of('twin_here', { nonce: token, proof: token, machine }),
  twin_yield: of('twin_yield', { proof: token }),
  voucher_issue: of('voucher_issue', { token: voucher }),
  voucher_present: of('voucher_present', { token: voucher }),
  not_implemented: of('not_implemented', { text }),
};

for (const [command, message] of Object.entries(anyMessage)) {
  test.prop([message], { numRuns: command.includes('avatar') ? 20 : 200 })(
    `${command} comes back as it was sent, on one line`,
    (sent) => {
      const line = encodeLine(sent);
      expect(line.indexOf(0x0a)).toBe(line.length - 1);
      expect(decodeLine(line.subarray(0, -1))).toEqual({ ok: true, message: sent });
    },
  );
}

/** Bytes that get past the first look: a real command, then what the parser cares about. */
const nasty = fc.oneof(
  fc.uint8Array({ maxLength: 300, size: 'max' }),
  fc
    .tuple(
      fc.constantFrom(...COMMANDS),
      fc.array(fc.oneof(fc.constantFrom('\\', '/', 'n', ' ', '\0', '\r', '9', '\xff', '\xc3'), printable), {
        maxLength: 80,
      }),
    )
    .map(([command, rest]) => bytesOf(`${command} ${rest.join('')}`)),
  fc
    .tuple(fc.constantFrom(...LINES.map(([line]) => line.slice(0, 400))), fc.nat(), fc.nat({ max: 255 }))
    .map(([line, at, byte]) => {
      const changed = bytesOf(line);
      changed[at % changed.length] = byte;
      return changed;
    }),
);

test.prop([nasty], { numRuns: 5000 })('any line is a message or a fault with a printable name', (line) => {
  const before = line.slice();
  const decoded = decodeLine(line);
  expect(line).toEqual(before);
  if (decoded.ok) expect(COMMANDS).toContain(decoded.message.command);
  else expect(decoded.command).toMatch(/^[!-~]{0,64}$/u);
});

test.prop([nasty], { numRuns: 2000 })('what was understood is understood again after encoding', (line) => {
  const first = decodeLine(line);
  if (!first.ok || (first.message.command === 'status' && first.message.status === 'unknown')) return;
  const again = decodeLine(encodeLine(first.message as SentMessage).subarray(0, -1));
  expect(again).toEqual(first);
});

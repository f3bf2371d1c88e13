// Lines as they stand on the wire beside what they mean; encoding, decoding and cutting all use this one table.
import { FORMATS, type SentMessage } from '../../src/messages/index.ts';

/** Each character is one byte. */
export function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

const alpha = Uint8Array.from({ length: 4096 }, (_, at) => at % 256);
const rgb = Uint8Array.from({ length: 12_288 }, (_, at) => (at * 7) % 256);
const block = Uint8Array.from({ length: 256 }, (_, at) => at);

/** Bytes as they stand in a line, by another way than the code's. */
function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replaceAll('\\', '\\/')
    .replaceAll('\n', '\\n');
}

/** Line without its LF, one character per byte; what it says. */
export const LINES: readonly (readonly [string, SentMessage])[] = [
  ['ping p3lteztsvjx2mchq 42', { command: 'ping', id: 'p3lteztsvjx2mchq', cookie: bytesOf('42') }],
  ['ping p3lteztsvjx2mchq ', { command: 'ping', id: 'p3lteztsvjx2mchq', cookie: bytesOf('') }],
  ['ping x  a b\\/\\n\xff ', { command: 'ping', id: 'x', cookie: bytesOf(' a b\\\n\xff ') }],
  ['pong {5C0E}', { command: 'pong', cookie: bytesOf('{5C0E}') }],
  ['pong ', { command: 'pong', cookie: bytesOf('') }],
  ['client TorChat', { command: 'client', name: 'TorChat' }],
  ['version 0.7.12 ', { command: 'version', version: '0.7.12 ' }],
  ['supports delivery latency', { command: 'supports', extensions: ['delivery', 'latency'] }],
  ['supports ', { command: 'supports', extensions: [] }],
  [
    `seal_hello ${escaped(block.subarray(0, 32))}`,
    { command: 'seal_hello', ephemeral: block.subarray(0, 32) },
  ],
  [
    `seal_proof ${escaped(block.subarray(80, 112))}`,
    { command: 'seal_proof', proof: block.subarray(80, 112) },
  ],
  [`sealed ${escaped(block)}`, { command: 'sealed', bytes: block }],
  ['profile_name J\xc3\xbcrgen', { command: 'profile_name', name: 'Jürgen' }],
  ['profile_name ', { command: 'profile_name', name: '' }],
  ['profile_text one\\ntwo\\/three', { command: 'profile_text', text: 'one\ntwo\\three' }],
  ['profile_avatar_alpha ', { command: 'profile_avatar_alpha', bytes: bytesOf('') }],
  [`profile_avatar_alpha ${escaped(alpha)}`, { command: 'profile_avatar_alpha', bytes: alpha }],
  ['profile_avatar ', { command: 'profile_avatar', bytes: bytesOf('') }],
  [`profile_avatar ${escaped(rgb)}`, { command: 'profile_avatar', bytes: rgb }],
  ['add_me ', { command: 'add_me' }],
  ['status available', { command: 'status', status: 'available' }],
  ['status away', { command: 'status', status: 'away' }],
  ['status xa', { command: 'status', status: 'xa' }],
  ['remove_me ', { command: 'remove_me' }],
  ['message ', { command: 'message', text: '' }],
  ['message  two  blanks ', { command: 'message', text: ' two  blanks ' }],
  ['message \xf0\x9f\xa7\x85\\n\\/n\x00\r', { command: 'message', text: '🧅\n\\n\0\r' }],
  ['message \xef\xbb\xbfmark', { command: 'message', text: '\ufeffmark' }],
  ['message [Delayed] later', { command: 'message', text: '[Delayed] later' }],
  ['delivery_message Zm9v 1 hi', { command: 'delivery_message', epoch: 'Zm9v', seq: 1, text: 'hi' }],
  ['delivery_message - 2 ', { command: 'delivery_message', epoch: '-', seq: 2, text: '' }],
  ['delivery_ok Zm9v 12', { command: 'delivery_ok', epoch: 'Zm9v', seq: 12 }],
  ['filename 7 0 8192 a b', { command: 'filename', id: '7', size: 0, blockSize: 8192, name: 'a b' }],
  [
    'filename \\/7 9007199254740991 1 ..',
    { command: 'filename', id: '\\7', size: Number.MAX_SAFE_INTEGER, blockSize: 1, name: '..' },
  ],
  [
    `filedata 7 8192 e2c865db4162bed963bfaa9ef6ac18f0 ${escaped(block)}`,
    { command: 'filedata', id: '7', offset: 8192, md5: 'e2c865db4162bed963bfaa9ef6ac18f0', bytes: block },
  ],
  ['filedata 7 0 d41d ', { command: 'filedata', id: '7', offset: 0, md5: 'd41d', bytes: bytesOf('') }],
  ['filedata_ok 7 0', { command: 'filedata_ok', id: '7', offset: 0 }],
  ['filedata_error 7 24576', { command: 'filedata_error', id: '7', offset: 24_576 }],
  [`file_digest 7 ${'ab'.repeat(32)}`, { command: 'file_digest', id: '7', digest: 'ab'.repeat(32) }],
  [
    'folder_offer 7 1000 65536 12 a b',
    { command: 'folder_offer', id: '7', size: 1000, blockSize: 65_536, items: 12, name: 'a b' },
  ],
  ['file_pause_sending 7', { command: 'file_pause_sending', id: '7' }],
  ['file_pause_receiving 7', { command: 'file_pause_receiving', id: '7' }],
  ['file_stop_sending 7', { command: 'file_stop_sending', id: '7' }],
  ['file_stop_receiving 7', { command: 'file_stop_receiving', id: '7' }],
  ['latency_ping 1-2', { command: 'latency_ping', id: '1-2' }],
  ['latency_pong 1-2', { command: 'latency_pong', id: '1-2' }],
  [`tunnel_key ${escaped(block.subarray(0, 32))}`, { command: 'tunnel_key', key: block.subarray(0, 32) }],
  ['tunnel_services ', { command: 'tunnel_services', services: [] }],
  [
    'tunnel_services web/tcp a-1/udp',
    {
      command: 'tunnel_services',
      services: [
        { name: 'web', kind: 'tcp' },
        { name: 'a-1', kind: 'udp' },
      ],
    },
  ],
  [
    `tunnel_open p3lteztsvjx2mchq web 7 ${escaped(block.subarray(80, 112))}`,
    {
      command: 'tunnel_open',
      id: 'p3lteztsvjx2mchq',
      service: 'web',
      nonce: 7,
      mac: block.subarray(80, 112),
    },
  ],
  [`tunnel_ok ${escaped(block.subarray(0, 32))}`, { command: 'tunnel_ok', mac: block.subarray(0, 32) }],
  ['bulk_got 1048576', { command: 'bulk_got', count: 1_048_576 }],
  ['tunnel_refused busy', { command: 'tunnel_refused', reason: 'busy' }],
  ['voucher_issue \xff\\n\\/', { command: 'voucher_issue', token: bytesOf('\xff\n\\') }],
  ['voucher_present  a', { command: 'voucher_present', token: bytesOf(' a') }],
  ['twin_hello 0a 4e my laptop', { command: 'twin_hello', nonce: '0a', proof: '4e', machine: 'my laptop' }],
  ['twin_here 0a 4e ', { command: 'twin_here', nonce: '0a', proof: '4e', machine: '' }],
  ['twin_yield 81', { command: 'twin_yield', proof: '81' }],
  ['not_implemented ', { command: 'not_implemented', text: '' }],
  ['not_implemented typing_start', { command: 'not_implemented', text: 'typing_start' }],
];

export const COMMANDS: readonly string[] = FORMATS.map((format) => format.command);

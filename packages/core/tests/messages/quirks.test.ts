// What other clients and attackers write that our own encoder never does.
import { describe, expect, it } from 'vitest';
import { type Decoded, decodeLine } from '../../src/messages/index.ts';
import { MAX_LINE_BYTES } from '../../src/wire/line-splitter.ts';
import { bytesOf } from './lines.ts';

const decode = (latin1: string): Decoded => decodeLine(bytesOf(latin1));
const unknown = (command: string): Decoded => ({ ok: false, command, fault: 'unknown' });
const malformed = (command: string): Decoded => ({ ok: false, command, fault: 'malformed' });
const says = (message: object): object => ({ ok: true, message });

describe('a command without arguments', () => {
  it.each(['add_me', 'add_me ', 'add_me  ', 'add_me and more'])(
    'is the same with and without a blank: %j',
    (line) => {
      expect(decode(line)).toEqual(says({ command: 'add_me' }));
    },
  );

  it.each([
    ['message', { command: 'message', text: '' }],
    ['pong', { command: 'pong', cookie: new Uint8Array(0) }],
    ['ping', { command: 'ping', id: '', cookie: new Uint8Array(0) }],
    ['ping p3lteztsvjx2mchq', { command: 'ping', id: 'p3lteztsvjx2mchq', cookie: new Uint8Array(0) }],
    ['profile_avatar', { command: 'profile_avatar', bytes: new Uint8Array(0) }],
    ['supports', { command: 'supports', extensions: [] }],
    ['not_implemented', { command: 'not_implemented', text: '' }],
  ])('reads %j as if its last argument were empty', (line, message) => {
    expect(decode(line)).toEqual(says(message));
  });
});

describe('an unknown command', () => {
  it.each([
    ['', ''],
    [' message hi', ''],
    ['Message hi', 'Message'],
    ['message\thi', 'message?hi'],
    ['add_me\r', 'add_me?'],
    ['toString x', 'toString'],
    ['__proto__ x', '__proto__'],
    ['disconnect', 'disconnect'],
    ['broadcast #tag x', 'broadcast'],
    ['caf\xe9 \xff', 'caf?'],
    ['\x00\x1b[2J', '??[2J'],
  ])('%j is named in printable ASCII', (line, command) => {
    expect(decode(line)).toEqual(unknown(command));
  });

  it('stays unknown where its hash is that of a known one', () => {
    // 'q' is one more than 'p', 'J' 31 less than 'i': the hash of 'ping', in other letters.
    expect(decode('qJng p3lteztsvjx2mchq 42')).toEqual(unknown('qJng'));
  });

  it('is named with at most 64 characters', () => {
    expect(decode('x'.repeat(100_000))).toEqual(unknown('x'.repeat(64)));
    expect(decode(`${'y'.repeat(64)} z`)).toEqual(unknown('y'.repeat(64)));
  });
});

describe('text', () => {
  it.each([
    ['message \xff', 'message'],
    ['message \xc3', 'message'],
    ['message \xed\xa0\x80', 'message'],
    ['message \xc0\xaf', 'message'],
    ['profile_name \xff', 'profile_name'],
    ['profile_text \xff', 'profile_text'],
    ['filename 1 2 3 \xff', 'filename'],
    ['delivery_message e 1 \xff', 'delivery_message'],
  ])('%j is not UTF-8: the line is refused', (line, command) => {
    expect(decode(line)).toEqual(malformed(command));
  });

  it('keeps CR, NUL, tabs and every blank', () => {
    expect(decode('message  a\r\t\0  b ')).toEqual(says({ command: 'message', text: ' a\r\t\0  b ' }));
  });

  it('keeps escapes that no escaping makes, as jTorChat sends them', () => {
    expect(decode('message C:\\temp\\new \\\\/')).toEqual(
      says({ command: 'message', text: 'C:\\temp\new \\\\' }),
    );
  });

  it.each([
    ['client', 256],
    ['version', 256],
    ['profile_name', 1024],
    ['profile_text', 65_536],
    ['filename 1 2 3', 4096],
    ['not_implemented', 1024],
  ])('of %s has at most %i bytes', (command, max) => {
    expect(decode(`${command} ${'x'.repeat(max)}`)).toMatchObject({ ok: true });
    expect(decode(`${command} ${'x'.repeat(max + 1)}`)).toEqual(malformed(command.split(' ')[0] as string));
  });

  it.each(['message', 'delivery_message e 1', 'filedata 1 2 3'])('of %s may fill a whole line', (start) => {
    const rest = 'x'.repeat(MAX_LINE_BYTES - start.length - 1);
    const decoded = decode(`${start} ${rest}`);
    expect(decoded.ok).toBe(true);
    if (!decoded.ok) return;
    const { message } = decoded;
    const length = 'text' in message ? message.text.length : 'bytes' in message ? message.bytes.length : 0;
    expect(length).toBe(rest.length);
  });
});

describe('a status', () => {
  it.each(['offline', '', 'Available', 'x\xff', 'available\r', 'z'.repeat(5000)])(
    'of another value is a sign of life: %j',
    (value) => {
      expect(decode(`status ${value}`)).toEqual(says({ command: 'status', status: 'unknown' }));
    },
  );
});

describe('a ping', () => {
  it('takes any id as text, for the handshake to judge', () => {
    expect(decode('ping \xff\0\\n c')).toMatchObject(says({ command: 'ping', id: '\ufffd\0\n' }));
  });

  it('has at most 128 bytes of id and 512 of cookie', () => {
    expect(decode(`ping ${'i'.repeat(128)} ${'c'.repeat(512)}`)).toMatchObject({ ok: true });
    expect(decode(`ping ${'i'.repeat(129)} c`)).toEqual(malformed('ping'));
    expect(decode(`ping i ${'c'.repeat(513)}`)).toEqual(malformed('ping'));
    expect(decode(`pong ${'c'.repeat(513)}`)).toEqual(malformed('pong'));
  });

  it('with two blanks has an empty id', () => {
    expect(decode('ping  x c')).toEqual(says({ command: 'ping', id: '', cookie: bytesOf('x c') }));
  });
});

describe('a number', () => {
  it.each([
    '',
    '-1',
    '+1',
    '1.5',
    '1e3',
    '0x10',
    ' 1',
    '9007199254740992',
    '9007199254740993',
    '9'.repeat(400),
    '1\r',
    '\xb2',
    'NaN',
  ])('is not %j', (value) => {
    expect(decode(`filedata_ok id ${value}`)).toEqual(malformed('filedata_ok'));
  });

  it('may have zeros in front and, at the end of a line, a blank behind', () => {
    expect(decode('filedata_ok id 007 ')).toEqual(says({ command: 'filedata_ok', id: 'id', offset: 7 }));
  });
});

describe('an id', () => {
  it.each(['', 'a\x00b', 'caf\xe9', 'a\\nb', 'i'.repeat(129)])('of a file is not %j', (id) => {
    expect(decode(`file_stop_sending ${id}`)).toEqual(malformed('file_stop_sending'));
    expect(decode(`filedata_ok ${id} 0`)).toEqual(malformed('filedata_ok'));
  });
});

describe('a missing argument', () => {
  it.each([
    'filename 1 2',
    'filename 1',
    'filename',
    'filedata 1 2',
    'filedata 1',
    'filedata_error 1',
    'delivery_ok e',
  ])('that is no text makes %j malformed', (line) => {
    expect(decode(line)).toEqual(malformed(line.split(' ')[0] as string));
  });
});

describe('an avatar', () => {
  it.each([1, 4095, 4097, 12_288])('alpha of %i bytes is refused', (size) => {
    expect(decode(`profile_avatar_alpha ${'x'.repeat(size)}`)).toEqual(malformed('profile_avatar_alpha'));
  });

  it.each([1, 4096, 12_287, 12_289])('picture of %i bytes is refused', (size) => {
    expect(decode(`profile_avatar ${'x'.repeat(size)}`)).toEqual(malformed('profile_avatar'));
  });
});

describe('supports', () => {
  it('bears double blanks and blanks at the end', () => {
    expect(decode('supports  groupchat  typing ')).toEqual(
      says({ command: 'supports', extensions: ['groupchat', 'typing'] }),
    );
  });

  it('has at most 64 names', () => {
    expect(decode(`supports ${'x '.repeat(64)}`)).toMatchObject({ ok: true });
    expect(decode(`supports ${'x '.repeat(65)}`)).toEqual(malformed('supports'));
  });
});

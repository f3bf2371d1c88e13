import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeLine, encodeLine, type SentMessage, viaOf, FORMATS } from '../../src/messages/index.ts';
import { LineSplitter } from '../../src/wire/line-splitter.ts';
import { bytesOf, COMMANDS, LINES } from './lines.ts';

const FOLDER = new URL('../../src/messages/', import.meta.url);

describe('the byte table', () => {
  it('has every command', () => {
    expect([...new Set(LINES.map(([, message]) => message.command))].toSorted()).toEqual(COMMANDS.toSorted());
  });

  it.each(LINES)('decodes %j', (line, message) => {
    expect(decodeLine(bytesOf(line))).toEqual({ ok: true, message });
  });

  it.each(LINES)('encodes %j', (line, message) => {
    expect([...encodeLine(message)]).toEqual([...bytesOf(`${line}\n`)]);
  });

  it('means the same wherever the stream is cut', () => {
    for (const [line, message] of LINES) {
      const stream = bytesOf(`${line}\n`);
      for (let cut = 0; cut <= stream.length; cut++) {
        const lines: Uint8Array[] = [];
        const splitter = new LineSplitter({
          line: (whole) => lines.push(whole),
          overlong: () => lines.pop(),
        });
        splitter.push(stream.subarray(0, cut));
        splitter.push(stream.subarray(cut));
        // A long line is compared by its bytes, and decoded where it was cut around the arguments.
        expect(lines.length).toBe(1);
        if (stream.length < 600 || cut < 40)
          expect(decodeLine(lines[0] as Uint8Array)).toEqual({ ok: true, message });
        else expect(lines[0]?.length).toBe(stream.length - 1);
      }
    }
  });

  it('never turns a line cut short into a fault of the decoder', () => {
    for (const [line] of LINES) {
      const bytes = bytesOf(line).subarray(0, 600);
      for (let end = 0; end < bytes.length; end++)
        expect(() => decodeLine(bytes.subarray(0, end))).not.toThrow();
    }
  });
});

describe('each message file', () => {
  const files = readdirSync(FOLDER).filter((name) => name !== 'index.ts' && name !== 'format.ts');

  it('is in the table under its own name, and nothing else is', () => {
    expect(files.map((name) => name.replace('.ts', '')).toSorted()).toEqual(COMMANDS.toSorted());
  });

  it.each(files)('%s has grammar, a duty, and an example that decodes and encodes to itself', (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const command = name.replace('.ts', '');
    expect(text).toMatch(new RegExp(`^// ${command}( <|$| available)`, 'mu'));
    expect(text).toMatch(/^\/\/ Receiver: \S/mu);
    const example = /^\/\/ Example: {2}`(.*)`$/mu.exec(text)?.[1] ?? '';
    const decoded = decodeLine(bytesOf(example));
    expect(decoded).toMatchObject({ ok: true, message: { command } });
    if (decoded.ok) expect(encodeLine(decoded.message as SentMessage)).toEqual(bytesOf(`${example}\n`));
  });
});

it('lets only files, refusals and what is sealed arrive on both connections', () => {
  const either = FORMATS.filter((format) => viaOf(format.command) === 'either').map(
    (format) => format.command,
  );
  expect(either).toEqual([
    'sealed',
    'filename',
    'folder_offer',
    'filedata',
    'filedata_ok',
    'filedata_error',
    'file_stop_sending',
    'file_stop_receiving',
    'file_digest',
    'file_pause_sending',
    'file_pause_receiving',
    'not_implemented',
  ]);
  expect(FORMATS.filter((format) => viaOf(format.command) === 'out')).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LinkId } from '../../src/engine/io/keys.ts';
import { idOf, Stage } from './stage.ts';

// What unmodified legacy clients said to us, told to the engine again: it must answer as it did.

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'test', 'transcripts');
const THEIRS = idOf(1);
const THEIR_COOKIE = '7'.repeat(77);
/** These change with our releases. */
const OF_A_RELEASE = new Set(['version', 'supports']);

interface Entry {
  /** Milliseconds. */
  readonly at: number;
  readonly link: string;
  readonly sign: string;
  readonly line: string;
}

describe('the recorded first contact', () => {
  const files = readdirSync(FOLDER).filter((name) => name.startsWith('first-contact-'));

  test('is there for both legacy clients, both directions', () => {
    expect(files).toHaveLength(4);
  });

  test.each(files)('%s: every line of ours comes again, and both are contacts', (file) => {
    const stage = replay(readFileSync(join(FOLDER, file), 'utf8'), file.includes('we-add-it'));
    expect(stage.engine.contact(THEIRS)).toMatchObject({ relation: 'listed', presence: 'available' });
    expect(stage.closed.size).toBe(0);
    expect(stage.of('violation')).toEqual([]);
  });
});

function replay(text: string, weAdd: boolean): Stage {
  const stage = new Stage().online();
  stage.do({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
  if (weAdd) stage.do({ type: 'add', id: THEIRS });
  const links = new Map<string, LinkId>();
  const heard = new Map<string, string[]>();
  let ourCookie = '';
  let ourToken = '';
  for (const { at, link, sign, line } of entries(text)) {
    stage.pass(Math.max(0, at - stage.time));
    if (sign === '+') links.set(link, link.startsWith('A') ? stage.connect(THEIRS) : stage.accept());
    const id = links.get(link) as LinkId;
    if (sign === '<') {
      const words = line.replace('THEIRS', THEIRS).replace('THEIR-COOKIE', THEIR_COOKIE);
      stage.say(id, words.replace('OUR-COOKIE', ourCookie).replace('pOUR-TOKEN', ourToken));
    }
    const lines = [...(heard.get(link) ?? []), ...stage.heard(id)];
    heard.set(link, lines);
    if (sign !== '>') continue;
    const said = lines.shift() ?? 'nothing';
    if (said.startsWith('filedata_ok ')) ourToken = said.split(' ')[1] ?? '';
    if (said.startsWith('ping ')) ourCookie = said.split(' ')[2] ?? '';
    const named = said.replace(stage.id, 'OURS').replace(ourCookie || '-', 'OUR-COOKIE');
    expect(asCompared(named.replace(THEIR_COOKIE, 'THEIR-COOKIE'))).toBe(asCompared(line));
  }
  // Nothing that was not said then.
  for (const [link, id] of links) heard.set(link, [...(heard.get(link) ?? []), ...stage.heard(id)]);
  expect([...heard.values()].flat()).toEqual([]);
  return stage;
}

function asCompared(line: string): string {
  const [command = ''] = line.split(' ');
  if (command.startsWith('probe_')) return 'probe_';
  if (command === 'filedata_ok') return line.replace(/ p\S+/u, ' p');
  return OF_A_RELEASE.has(command) ? command : line;
}

function entries(text: string): Entry[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, seconds = '', link = '', sign = '', said = ''] =
        /^([\d.]+) ([AB]\d+) ([+<>]) ?(.*)$/u.exec(line) ?? [];
      return { at: Number(seconds) * 1000, link, sign, line: said };
    });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBuddyList, writeBuddyList } from '../../src/legacy/buddy-list.ts';
import { parseIni } from '../../src/legacy/ini.ts';
import { readLegacyFolder } from '../../src/node/index.ts';
import { CONTACTS } from '../store/arbitrary-changes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const [ALICE, BOB] = CONTACTS as [(typeof CONTACTS)[number], (typeof CONTACTS)[number]];
const OLD = 'utvrla6mjdypbyw6';

describe('a buddy-list.txt', () => {
  it('is read with ids of both lengths, names of any kind, and line ends of any kind', () => {
    const text = `\ufeff${OLD} Bernd, author of TorChat\r\n\r\n${ALICE.toUpperCase()} Алиса ; [x] = "y"\r${BOB}.onion\n${OLD} twice\n`;
    expect(parseBuddyList(text)).toEqual({
      buddies: [
        { id: OLD, name: 'Bernd, author of TorChat', note: '' },
        { id: ALICE, name: 'Алиса ; [x] = "y"', note: '' },
        { id: BOB, name: '', note: '' },
      ],
      odd: [],
    });
  });

  it('says which lines it does not understand, and passes over those that were marked as removed', () => {
    const mistyped = ALICE.replace(/^./u, (first) => (first === 'a' ? 'b' : 'a'));
    const text = [
      `# ${ALICE} gone`,
      `-${BOB}`,
      'hello',
      OLD,
      mistyped,
      `${OLD}x Eve`,
      `  ${BOB}  bob  `,
    ].join('\n');
    const { buddies, odd } = parseBuddyList(text);
    expect(buddies.map(({ id, name }) => [id, name])).toEqual([
      [OLD, ''],
      [BOB, 'bob'],
    ]);
    expect(odd).toEqual([3, 5, 6]);
  });

  it('never fails, and is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void parseBuddyList(text)),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const [buddy, ...others] = parseBuddyList(writeBuddyList([{ id: ALICE, name }], false)).buddies;
        expect(others).toEqual([]);
        expect(buddy).toEqual({ id: ALICE, name: name.replace(/\s+/gu, ' ').trim(), note: '' });
      }),
    );
  });

  it('is written as the old client does, and short for one behind a bridge', () => {
    const list = [
      { id: ALICE, name: 'Alice\nCooper' },
      { id: BOB, name: '' },
    ];
    expect(writeBuddyList(list, false)).toBe(`${ALICE} Alice Cooper\r\n${BOB}\r\n`);
    expect(writeBuddyList(list, true)).toBe(`${ALICE.slice(0, 16)} Alice Cooper\r\n${BOB.slice(0, 16)}\r\n`);
  });
});

describe('a torchat.ini', () => {
  it('keeps what a person wrote: semicolons, equals signs, quotes inside, more lines', () => {
    const ini = parseIni(
      '\ufeff \r\n; a remark\r\n[profile]\r\nname = "Tea; and = coffee"\r\nText: a;b ; a remark\r\n\tsecond line\r\n' +
        '# another\r\n[gui]\r\ntime_stamp_format = (%H:%M:%S)\r\ncolor_text_back = #ffffff\r\nlog_file = \r\njunk\r\n',
    );
    expect(ini.get('profile')).toEqual(
      new Map([
        ['name', 'Tea; and = coffee'],
        ['text', 'a;b\nsecond line'],
      ]),
    );
    expect(ini.get('gui')).toEqual(
      new Map([
        ['time_stamp_format', '(%H:%M:%S)'],
        ['color_text_back', '#ffffff'],
        ['log_file', ''],
      ]),
    );
  });

  it('never fails', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseIni(text)));
  });
});

describe('the data folder of an old client', () => {
  it('of 0.9.9.553 gives contacts and profile, but not the client itself', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'buddy-list.txt'), `${OLD} myself\r\n${ALICE} alice\r\n`);
    writeFileSync(
      join(folder, 'torchat.ini'),
      `[client]\nown_hostname = ${OLD}\n\n[profile]\nname = me\ntext = I like: a; b\n`,
    );
    expect(readLegacyFolder(folder)).toEqual({
      profile: { name: 'me', text: 'I like: a; b' },
      buddies: [{ id: ALICE, name: 'alice', note: '' }],
      odd: [],
    });
  });

  it('of 0.9.9.555 gives them from its buddy-list.ini, with notes, in order', () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'buddy-list.ini'),
      `[0_TorChat]\nbuddycount = 2\n\n[1_BuddyList]\n000002 = ${ALICE}\n000000 = ${OLD}\n000001 = ${BOB}\n\n` +
        `[${ALICE}]\ndisplayname = alice\nbuddynotes = from work;\n\tcalls late\n\n[${BOB}]\ndisplayname = \n`,
    );
    expect(readLegacyFolder(folder).buddies).toEqual([
      { id: BOB, name: '', note: '' },
      { id: ALICE, name: 'alice', note: 'from work;\ncalls late' },
    ]);
  });

  it('that is none is said so', () => {
    const folder = temporaryFolder();
    expect(() => readLegacyFolder(folder)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    mkdirSync(join(folder, 'torchat.ini'));
    expect(() => readLegacyFolder(folder)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });
});

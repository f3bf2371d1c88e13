// Writes the tables of docs/protocol.md that the code knows better; with --check only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { SESSION } from '../packages/core/src/engine/session.ts';
import * as timing from '../packages/core/src/engine/timing.ts';
import { FORMATS } from '../packages/core/src/messages/index.ts';

const PAGE = new URL('../docs/protocol.md', import.meta.url);
const MESSAGES = new URL('../packages/core/src/messages/', import.meta.url);

const ARRIVES = {
  in: 'theirs',
  out: 'ours',
  either: 'both',
  first: 'a fresh one',
  answer: 'its answer',
  lane: 'a lane',
};

/** What stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. */
const sections = { commands, states, timers };

function commands() {
  const rows = FORMATS.map(({ command, via }) => {
    const { grammar, duty } = header(command);
    return [`\`${grammar}\``, ARRIVES[via], duty];
  });
  return table(['line', 'on', 'what the receiver does'], rows);
}

/** The top comment of a message file: its grammar in the first line, the duty from `Receiver:` to the end. */
function header(command) {
  const lines = readFileSync(new URL(`${command}.ts`, MESSAGES), 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  const comment = lines.slice(0, end).map((line) => line.slice(2).trim());
  const duty = comment.findIndex((line) => line.startsWith('Receiver:'));
  if (duty < 0 || !comment[0]?.startsWith(command))
    throw new Error(`${command}.ts does not begin with its grammar and its receiver's duty.`);
  return { grammar: comment[0], duty: comment.slice(duty).join(' ').replace('Receiver:', '').trim() };
}

function states() {
  const rows = Object.entries(SESSION).map(([state, ways]) => [
    `\`${state}\``,
    Object.entries(ways)
      .filter(([, to]) => to !== state)
      .map(([trigger, to]) => `${trigger}: \`${to}\``)
      .join(', '),
  ]);
  return table(['state', 'what leads out of it'], rows);
}

function timers() {
  return table(
    ['what', 'when'],
    [
      ['our `ping` again, when theirs came but no `pong`', `after ${time(timing.REPING_AFTER)}`],
      ['our `ping` again, without theirs', `every ${time(timing.REPING_EVERY)}`],
      ['a handshake that came to nothing is given up', `after ${time(timing.HANDSHAKE_LIMIT)}`],
      ['a connection to us that never named itself is closed', `after ${time(timing.SILENT_LIMIT)}`],
      ['`status` as keep-alive, the first time', `${time(timing.FIRST_KEEPALIVE)} after the handshake`],
      [
        '`status` as keep-alive, from then on',
        `every ${time(timing.KEEPALIVE)}, and up to ${time(timing.KEEPALIVE_JITTER)} more`,
      ],
      [
        'a contact without `ping` or `status` is dead',
        `after ${time(timing.DEAD_AFTER)}, looked at every ${time(timing.SWEEP_EVERY)}`,
      ],
      ['a contact that does not read is dropped', `after ${time(timing.CONGESTED_LIMIT)}`],
      ['a dial is given up', `after ${time(timing.DIAL_DEADLINE)}`],
      ['and made anew when its contact pings meanwhile', `after ${time(timing.ANSWER_DEADLINES[0])}`],
      [
        'redial after a lost session',
        `after ${time(timing.AFTER_LOSS)}, and up to ${time(timing.AFTER_LOSS_JITTER)} more`,
      ],
      [
        'redial after a failed dial',
        `after ${time(timing.RETRY_FIRST)}, doubling up to ${time(timing.RETRY_CAP)}, a quarter of it random`,
      ],
      [
        'a block of a file again, when nothing is heard',
        `after ${time(timing.FILE_RESEND)}, doubling up to ${time(timing.FILE_RESEND_CAP)}`,
      ],
      ['`filedata_error` again, when nothing comes', `every ${time(timing.FILE_ASK_AGAIN)}`],
      ['`filedata_error` while the user thinks it over', `every ${time(timing.FILE_STILL_ASKING)}`],
      [
        'a file that stands still is given up',
        `after ${time(timing.FILE_SILENCE)} online, ${time(timing.FILE_ABSENCE)} at all`,
      ],
    ],
  );
}

function time(milliseconds) {
  if (typeof milliseconds !== 'number') throw new Error('timing.ts has changed: adapt scripts/docs.js.');
  return milliseconds < 300_000 ? `${milliseconds / 1000} s` : `${milliseconds / 60_000} min`;
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map(row).join('\n');
}

function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function drawn(page) {
  return Object.entries(sections).reduce((text, [name, draw]) => {
    const [open, close] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`];
    const from = text.indexOf(open);
    const to = text.indexOf(close);
    if (from < 0 || to < from) throw new Error(`docs/protocol.md has no place "${open} ... ${close}".`);
    return `${text.slice(0, from)}${open}\n${draw()}\n${text.slice(to)}`;
  }, page);
}

const page = readFileSync(PAGE, 'utf8');
const wanted = drawn(page);
if (!process.argv.includes('--check')) writeFileSync(PAGE, wanted);
else if (page !== wanted) {
  console.error('docs/protocol.md is not what the code says. Run `npm run docs` and commit the result.');
  process.exitCode = 1;
}

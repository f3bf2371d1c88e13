// A transcript as text: one line for each thing that happened, with a word on why where it happens first.
import type { TorchatId } from '@torchat/core';
import type { Noted } from './tap.ts';

export interface Meeting {
  readonly title: string;
  /** When somebody was added, of `performance.now`. */
  readonly since: number;
  readonly ours: TorchatId;
  readonly theirs: TorchatId;
  readonly noted: readonly Noted[];
}

const LEGEND = `# Seconds since somebody was added, the connection, who speaks, and the line. A is the connection that we opened, B theirs;
# + opens it, > is said by us, < by them. Ids, cookies and tokens have names in place of their digits. The blank behind \`add_me\` and
# other commands without arguments is on the wire, too. Recorded by test/interop/record.ts over the mock of tor.
`;

/** By who speaks and the command, for its first time. */
const NOTES: Readonly<Record<string, string>> = {
  '> ping': 'We say who we are, and give the cookie that only the owner of that onion service gets to see.',
  '< ping':
    'They do the same on a connection of their own: anybody could say this, so it proves nothing yet.',
  '> pong': 'Their cookie, sent to the service of the id they claim: to them it proves that A is ours.',
  '< pong': 'Our cookie comes back: B is theirs. The same moment our greeting follows, not before.',
  '< client': 'Their greeting begins.',
  '> supports': 'A word that no legacy client knows: before our pong was right it would have closed A.',
  '< not_implemented': 'Their answer to `supports`. It does not say to what, and is never answered.',
  '> filedata_ok': 'Of a file that never was: if they give this back, texts can be confirmed.',
  '> probe_': 'The same for clients that say what they did not understand.',
  '< file_stop_receiving': 'They do: each text is followed by such a token from now on.',
  '> add_me': 'They are on our list.',
  '< add_me': 'We are on their list.',
  '< profile_name':
    'A name, or none: 0.9.9.555 sends it also when it is empty, and again when it knows our version.',
  '< status': 'The greeting is complete: they are online for us.',
  '> status': 'And we for them, once they have heard this.',
};

export function transcript({ title, since, ours, theirs, noted }: Meeting): string {
  const named = names(ours, theirs);
  const told = new Set<string>();
  let text = `# ${title}\n#\n${LEGEND}\n`;
  for (const { at, connection, to, what, line } of between(noted, { ours, theirs })) {
    const link = to === 'theirs' ? 'A' : 'B';
    const weSpeak = (to === 'theirs') === (what === 'forth');
    const sign = what === 'open' ? '+' : weSpeak ? '>' : '<';
    const key = `${sign} ${line.split(' ')[0]?.replace(/^probe_.*/u, 'probe_')}`;
    const note = told.has(key) ? undefined : NOTES[key];
    told.add(key);
    if (note !== undefined) text += `# ${note}\n`;
    const time = (Math.max(0, at - since) / 1000).toFixed(3);
    text += `${time} ${link}${connection} ${sign}${line === '' ? '' : ` ${named(line)}`}\n`;
  }
  return text;
}

/** Without the connections that each client makes to itself. */
function between(noted: readonly Noted[], ids: Readonly<Record<string, TorchatId>>): readonly Noted[] {
  const own = new Set<number>();
  for (const { connection, to, what, line } of noted)
    if (what === 'forth' && line.startsWith(`ping ${ids[to]} `)) own.add(connection);
  return noted.filter(({ connection }) => !own.has(connection));
}

/** What we ask back from clients of old, to know that they took a text. */
function withoutTokens(line: string): string {
  return line
    .replace(/^(filedata_ok|file_stop_receiving) p\d+/u, '$1 pOUR-TOKEN')
    .replace(/^(not_implemented )?probe_[a-z]+/u, '$1probe_OUR-TOKEN');
}

function names(ours: TorchatId, theirs: TorchatId): (line: string) => string {
  const cookies = new Map<string, string>();
  return (line) => {
    const [command, id, cookie] = line.split(' ');
    if (command === 'ping' && cookie !== undefined && !cookies.has(cookie)) {
      const whose = id === ours ? 'OUR-COOKIE' : 'THEIR-COOKIE';
      const count = [...cookies.values()].filter((name) => name.startsWith(whose)).length;
      cookies.set(cookie, count === 0 ? whose : `${whose}-${count + 1}`);
    }
    let named = line.replaceAll(ours, 'OURS').replaceAll(theirs, 'THEIRS');
    for (const [digits, name] of cookies) named = named.replaceAll(digits, name);
    return withoutTokens(named);
  };
}

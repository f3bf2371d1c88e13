// Our account is killed again and again while it writes with a legacy client, which is not.
import type { ApiMessage } from '@torchat/gateway/api';
import { within } from '../../bench/support/within.ts';
import { messagesOf } from '../history.ts';
import type { Side } from '../side.ts';
import { judge, type Verdict } from '../verdict.ts';
import type { OldClient } from './old-client.ts';

export interface OldStormOptions {
  readonly ours: Side;
  readonly old: OldClient;
  readonly kills: number;
  /** Each way. */
  readonly texts: number;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

export interface OldStorm {
  readonly kills: number;
  /** Ours to the legacy client. */
  readonly there: Verdict;
  /** Of those seen twice, how many had no receipt when our account came back. */
  readonly excused: number;
  /** Theirs to us: what it writes to a dying connection it forgets, and has no receipts. */
  readonly back: Verdict;
}

/** 0.9.9.553 and .555 may hold a dead connection of ours for 270 s, and hear no other until then. */
const TOGETHER_WITHIN = 330;
const DELAYED = '[delayed] ';

export async function oldStorm(options: OldStormOptions): Promise<OldStorm> {
  const { ours, old, kills, texts, random, signal, say } = options;
  const unconfirmed = new Set<string>();
  const theirs: string[] = [];

  function theyWrite(count: number): void {
    for (let left = Math.min(count, texts - theirs.length); left > 0; left--) {
      const text = `old ${theirs.length + 1}.`;
      theirs.push(text);
      old.say('msg', ours.person.id, JSON.stringify(text));
    }
  }

  async function blow(share: number): Promise<void> {
    const posts = Array.from({ length: share }, () => ours.letters.post(ours.api, old.id));
    theyWrite(share);
    await posts[Math.floor(random() * share)];
    if (random() < 0.5) await ours.person.kill();
    else await ours.person.killTor();
    await Promise.all(posts);
    if (!ours.person.runs()) await ours.start(old.id);
    for (const { direction, state, text } of await messagesOf(ours.api, old.id))
      if (direction === 'out' && isOpen(state)) unconfirmed.add(text);
    await ours.letters.settle(ours.api, old.id);
  }

  for (let done = 0; done < kills; done++) {
    await blow(Math.floor(ours.letters.left / (kills - done)));
    await within(TOGETHER_WITHIN, `both were back after ${done + 1} kills`, settled(options), signal);
    say(`${done + 1} of ${kills} kills, ${ours.letters.left} texts left to write.`);
  }
  while (ours.letters.left > 0) await ours.letters.post(ours.api, old.id);
  theyWrite(texts);
  await within(TOGETHER_WITHIN, 'the last texts were confirmed', settled(options), signal);

  const all = await messagesOf(ours.api, old.id);
  const written = all.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  const seen = old.shown.map(withoutMark);
  const received = all.filter(({ direction }) => direction === 'in').flatMap(({ text }) => text.split('\n'));
  const again = seen.filter((text, at) => seen.indexOf(text) < at);
  return {
    kills,
    there: judge(written, seen),
    excused: again.filter((text) => unconfirmed.has(text)).length,
    back: judge(theirs, received.map(withoutMark)),
  };
}

/** Each sees the other, and every text of ours was confirmed. */
export async function settled({
  ours,
  old,
  signal,
}: Pick<OldStormOptions, 'ours' | 'old' | 'signal'>): Promise<void> {
  await ours.api.until(() => {
    const contact = ours.api.contact(old.id);
    return contact?.presence === 'available' && contact.waiting === 0;
  }, signal);
  await old.until('see our account', TOGETHER_WITHIN, () => old.sees(ours.person.id));
}

function isOpen(state: ApiMessage['state']): boolean {
  return state === 'waiting' || state === 'sent';
}

function withoutMark(text: string): string {
  return text.startsWith(DELAYED) ? text.slice(DELAYED.length) : text;
}

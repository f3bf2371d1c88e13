// Brings the planned nodes up, step by step as they report it: descriptors known, vote held, consensus out, circuits built.
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import { type AskAuthority, countDescriptors, countUsable } from './authority-port.ts';
import type { NodeWatch, TorNode } from './node.ts';
import { type VoteTimes, voteSoon } from './torrc.ts';

const POLL = 50;
/** Seconds from asking for the vote to its consensus: a second each for voting and signing, and one for the reload. */
const VOTE_AHEAD = 3;
/** tor's "enough_dirinfo": the node holds all that it passes on to clients. It needs no circuit of its own. */
const ENOUGH = 75;
const STEP_DEADLINE = 30_000;

/** Thrown when another program took a port between our look and tor's: the start is worth repeating with new ones. */
export class PortTaken extends TorchatError {}

interface RaisedAuthority {
  readonly name: string;
  readonly ask: AskAuthority;
  /** Counts once the node reloads its torrc. */
  scheduleVote(vote: VoteTimes): Promise<void>;
}

export interface RaiseOptions {
  readonly authorities: readonly RaisedAuthority[];
  readonly relays: readonly { readonly name: string }[];
  readonly launch: (name: string, watch: NodeWatch) => TorNode;
  readonly signal: AbortSignal;
  readonly progress: (fraction: number, sentence: string) => void;
}

/** Starts all nodes; pushes each into `nodes` at once, so that the caller can end them whatever happens here. */
export async function raise(options: RaiseOptions, nodes: TorNode[]): Promise<void> {
  const { authorities, relays, progress } = options;
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const total = authorities.length + relays.length;
  const watch = {
    changed: () => {},
    ended: (node: TorNode) => broken.abort(died(node)),
  };
  for (const { name } of [...authorities, ...relays]) nodes.push(options.launch(name, watch));
  const step = (what: string, done: () => Promise<boolean>): Promise<void> =>
    within(what, done, nodes, signal);

  progress(0.1, `Starting ${total} tor processes.`);
  await step('tell the authorities about themselves', async () => {
    const known = await Promise.all(authorities.map((own) => countDescriptors(own.ask, signal)));
    progress(0.1 + (0.3 * Math.min(...known)) / total, 'The relays introduce themselves to the authorities.');
    return Math.min(...known) >= total;
  });

  progress(0.4, 'The authorities vote on the first consensus.');
  const vote = voteSoon(Date.now() / 1000, VOTE_AHEAD);
  await Promise.all(authorities.map((own) => own.scheduleVote(vote)));
  reload(nodes, (node) => authorities.some((own) => own.name === node.name));
  await step('agree on a consensus of all relays', async () => {
    const usable = await Promise.all(authorities.map((own) => countUsable(own.ask, signal)));
    return usable.every((count) => count !== null && count >= total);
  });

  progress(0.8, 'The relays fetch the consensus.');
  reload(nodes, (node) => relays.some((own) => own.name === node.name));
  await step('fetch the consensus', async () => {
    const ready = nodes.filter((node) => node.progress >= ENOUGH).length;
    progress(0.8 + (0.2 * ready) / total, `${ready} of ${total} nodes have the consensus.`);
    return ready === total;
  });
}

function reload(nodes: readonly TorNode[], which: (node: TorNode) => boolean): void {
  for (const node of nodes) if (which(node)) node.reload();
}

/** Asks again and again until `done`; fails when a node dies, the caller gives up, or the deadline passes. */
async function within(
  what: string,
  done: () => Promise<boolean>,
  nodes: readonly TorNode[],
  signal: AbortSignal,
): Promise<void> {
  const start = performance.now();
  for (;;) {
    signal.throwIfAborted();
    if (await done()) return;
    if (performance.now() - start > STEP_DEADLINE) throw late(what, nodes);
    await pause(POLL, undefined, { signal }).catch(() => {});
  }
}

function died(node: TorNode): TorchatError {
  const told = `The tor process ${node.name} of the private network ended: ${node.lastWords()}`;
  return node.portTaken() ? new PortTaken('tor_failed', told) : new TorchatError('tor_failed', told);
}

function late(what: string, nodes: readonly TorNode[]): TorchatError {
  const slowest = nodes.reduce((worst, node) => (node.progress < worst.progress ? node : worst));
  return new TorchatError(
    'tor_failed',
    `The private Tor network did not ${what} within ${STEP_DEADLINE / 1000} seconds. ` +
      `Last heard of ${slowest.name} (${slowest.progress} %): ${slowest.lastWords()}`,
  );
}

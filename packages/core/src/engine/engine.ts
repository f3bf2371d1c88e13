// The engine: one input in, a list of outputs out. Nothing in here waits, and nothing in here touches the world.
import type { TorchatId } from '../identity/id.ts';
import type { Message } from '../model.ts';
import { onLane } from './bulk/on-lane.ts';
import { lanesDue } from './bulk/open.ts';
import { runCommand } from './commands.ts';
import { setReachability, violation } from './core.ts';
import type { Core, Everyone, Peer } from './state.ts';
import { connected, dialDue, dialFailed, planDial, pump, stopDialling, wantDial } from './dialling.ts';
import { onLine } from './dispatch.ts';
import { tellReceipts } from './inbox.ts';
import { greetOut, repingDue } from './handshake.ts';
import type { Input } from './io/input.ts';
import type { Output } from './io/output.ts';
import type { AccountView, ContactView, FileView } from './io/view.ts';
import { accepted, closeLink, linkGone } from './links.ts';
import { probeDue } from './latency.ts';
import { receiptsDue } from './old-outbox.ts';
import { flush } from './outbox.ts';
import { keepaliveDue, showStatus } from './presence.ts';
import { recordTold } from './profile.ts';
import { type EngineOptions, restore } from './restore.ts';
import { sweep } from './sweep.ts';
import { sweepAfter } from './sweep-after.ts';
import { CONGESTED_LIMIT, PUBLISH_PATIENCE, START_SPREAD_PER_TEN, SWEEP_EVERY } from './timing.ts';
import { sealDue } from './seal/handshake.ts';
import type { Timer } from './timers.ts';
import { showServices } from './tunnel/offers.ts';
import { beginFiles, fileDue, onDisk, pumpFiles } from './transfer/on-file.ts';
import { filesView } from './transfer/past.ts';
import type { Transfer } from './transfer/state.ts';
import { isAlone } from './twin/phase.ts';
import { lookDue, onLook, planFirstCheck, twinNetwork } from './twin/look.ts';
import { issueVoucher } from './voucher/issue.ts';
import { contactView, shown, view } from './view.ts';

export interface Engine {
  /**
   * Decides. `now` is milliseconds and never goes back. The outputs are in order: a `save` is durable before any later
   * output takes effect. Never throws for anything a peer or a user does.
   */
  readonly handle: (input: Input, now: number) => Output[];
  readonly view: () => AccountView;
  readonly contact: (id: TorchatId) => ContactView | null;
  /** A message of the store, with what the running session knows of it: it may be on its way. */
  readonly shown: (message: Message) => Message;
  /** Files on their way, offers, and those that ended lately, oldest first. */
  readonly files: () => FileView[];
}

export function createEngine(options: EngineOptions): Engine {
  return engineOver(restore(options));
}

/** Apart from `createEngine` for those who look inside: the worlds of tests hold the state against its rules. */
export function engineOver(core: Core): Engine {
  let wakeAt: number | null = null;
  core.timers.set(core.everyone, 'sweep', core.now + SWEEP_EVERY);
  return {
    handle(input, now) {
      core.now = Math.max(core.now, now);
      core.outputs = [];
      // A tick used up the wish that led to it, even when the clock of the world came a little early.
      if (input.type === 'tick') wakeAt = null;
      if (input.type !== 'line') tellReceipts(core);
      react(core, input);
      runDue(core);
      const next = core.timers.next();
      if (next !== null && next !== wakeAt) core.outputs.push({ type: 'wake', at: next });
      wakeAt = next;
      return core.outputs;
    },
    view: () => view(core),
    contact: (id) => contactView(core, id),
    shown: (message) => shown(core, message),
    files: () => filesView(core),
  };
}

function react(core: Core, input: Input): void {
  if (input.type === 'line') {
    const link = core.links.get(input.link);
    if (link === undefined) return void onLook(core, input);
    if (link.side === 'in') link.heardAt = core.now;
    return onLine(core, link, input.line);
  }
  if (onLook(core, input) || onLane(core, input)) return;
  switch (input.type) {
    case 'accepted':
      return accepted(core, input.link);
    case 'connected': {
      const out = connected(core, input.link);
      if (out !== null) greetOut(core, out.peer, out);
      return;
    }
    case 'dial_failed':
      return dialFailed(core, input.link);
    case 'closed': {
      const link = core.links.get(input.link);
      if (link !== undefined) linkGone(core, link);
      return;
    }
    case 'overlong': {
      const link = core.links.get(input.link);
      if (link === undefined) return;
      violation(core, link.peer, 'it sends a line without end');
      return closeLink(core, link);
    }
    case 'congested':
    case 'drained':
      return onPressure(core, input.link, input.type === 'congested');
    case 'network':
      return onNetwork(core, input.up);
    case 'published':
      planFirstCheck(core);
      return mayDial(core);
    case 'command':
      core.outputs.push({ type: 'reply', ref: input.ref, reply: runCommand(core, input.command) });
      return;
    case 'tick':
    case 'lines_done':
    // A lane that was closed meanwhile.
    case 'lane_room':
    case 'lane_frame':
      return;
    case 'file_opened':
    case 'file_digest':
    case 'file_block':
    case 'file_ready':
    case 'file_written':
    case 'file_landed':
    case 'file_full':
    case 'file_failed':
      return onDisk(core, input);
    default:
      return input satisfies never;
  }
}

function onPressure(core: Core, id: number, congested: boolean): void {
  const link = core.links.get(id);
  if (link === undefined) return;
  link.congestedSince = congested ? core.now : null;
  if (congested) sweepAfter(core, CONGESTED_LIMIT);
  if (congested || link.peer === null) return;
  if (link.side === 'out') flush(core, link.peer);
  else pumpFiles(core, link.peer);
}

/** Tor has come or gone. Dials wait for our own descriptor: who answers us has to reach us. */
function onNetwork(core: Core, up: boolean): void {
  if (up === core.network) return;
  core.network = up;
  core.mayDial = false;
  twinNetwork(core, up);
  if (up) {
    if (!core.filesBegun) beginFiles(core);
    if (isAlone(core)) core.timers.set(core.everyone, 'patience', core.now + PUBLISH_PATIENCE);
  } else {
    core.timers.clear(core.everyone, 'patience');
    stopDialling(core);
    setReachability(core, { state: 'unknown', delay: null });
  }
}

function mayDial(core: Core): void {
  if (!core.network || !isAlone(core)) return;
  core.timers.clear(core.everyone, 'patience');
  const first = !core.mayDial;
  core.mayDial = true;
  if (core.self.state === 'offline') wantDial(core, core.self, 'user');
  const listed = [...core.peers.values()].filter((peer) => peer.contact?.relation === 'listed');
  const jitter = Math.ceil(listed.length / 10) * START_SPREAD_PER_TEN;
  for (const peer of listed) {
    // Half a handshake: now that we can be reached, our ping is worth more than before.
    if (peer.state === 'handshake') repingDue(core, peer);
    else if (first && peer.state === 'offline') {
      peer.failures = 0;
      planDial(core, peer, { after: 0, jitter });
    }
  }
}

function runDue(core: Core): void {
  for (let timer = core.timers.take(core.now); timer !== null; timer = core.timers.take(core.now))
    due(core, timer);
}

function due(core: Core, timer: Timer<Peer | Everyone | Transfer>): void {
  const { owner } = timer;
  if ('wire' in owner) return fileDue(core, owner);
  const peer = owner;
  if (peer.id === null) {
    if (timer.kind === 'sweep') sweep(core);
    else if (timer.kind === 'patience') mayDial(core);
    else if (timer.kind === 'twin') lookDue(core);
    else pump(core);
    return;
  }
  switch (timer.kind) {
    case 'dial':
      return dialDue(core, peer);
    case 'reping':
      return repingDue(core, peer);
    case 'keepalive':
      return keepaliveDue(core, peer);
    case 'flush':
      return flush(core, peer);
    case 'receipts':
      return receiptsDue(core, peer);
    case 'told':
      recordTold(core, peer);
      showServices(core, peer);
      return showStatus(core, peer);
    case 'probe':
      return probeDue(core, peer);
    case 'voucher':
      return issueVoucher(core, peer);
    case 'seal':
      return sealDue(core, peer);
    case 'lanes':
      return lanesDue(core, peer);
    case 'sweep':
    case 'patience':
    case 'twin':
    case 'file':
      return;
    default:
      return timer.kind satisfies never;
  }
}

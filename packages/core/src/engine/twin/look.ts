// Looks whether another machine runs this account: before our service is published, and now and then afterwards.
import { decodeLine } from '../../messages/index.ts';
import { chance, newHex, send } from '../core.ts';
import type { Reply } from '../io/command.ts';
import type { Input } from '../io/input.ts';
import type { Core } from '../state.ts';
import {
  TWIN_ABSENCE,
  TWIN_AGAIN,
  TWIN_AGAIN_JITTER,
  TWIN_CHECK,
  TWIN_CHECK_JITTER,
  TWIN_DEADLINE,
  TWIN_FIRST_CHECK,
  TWIN_MISSES,
  TWIN_PATIENCE,
  TWIN_RETRY,
  TWIN_YIELD,
} from '../timing.ts';
import { becomeAlone, giveWay, goOffline } from './phase.ts';
import { isProof, twinProof } from './proof.ts';
import type { Look, Twin } from './state.ts';

/** Dials our own address on a circuit of its own, unless it does already. */
function look(core: Core): void {
  const { twin } = core;
  if (twin === null || !core.network || twin.look !== null) return;
  const link = core.nextLink++;
  twin.look = { link, nonce: newHex(core, 16), connected: false, yielding: false };
  // While nothing of ours is published tor has nothing of ours in its memory either.
  const refetch = twin.phase === 'alone';
  const how = { deadline: TWIN_DEADLINE, probing: true, apart: true, refetch };
  core.outputs.push({ type: 'dial', link, id: core.id, ...how });
}

/** Takes what concerns the connection of a look; false for everything else. */
export function onLook(core: Core, input: Input): boolean {
  const { twin } = core;
  const current = twin?.look;
  if (twin == null || current == null || !('link' in input) || input.link !== current.link) return false;
  switch (input.type) {
    case 'connected':
      current.connected = true;
      hello(core, twin, current);
      break;
    case 'dial_failed':
      twin.look = null;
      notReached(core, twin, input.reason);
      break;
    case 'line':
      heard(core, twin, current, input.line);
      break;
    case 'closed':
      twin.look = null;
      if (current.yielding) becomeAlone(core, twin);
      else mute(core, twin);
      break;
    case 'overlong':
      lookOver(core, twin);
      mute(core, twin);
      break;
    case 'accepted':
    case 'congested':
    case 'drained':
    case 'lane_room':
    case 'lane_frame':
      break;
    default:
      input satisfies never;
  }
  return true;
}

/** The timer of looks: the next one is due, or the present one took too long. */
export function lookDue(core: Core): void {
  const { twin } = core;
  if (twin === null) return;
  if (!core.network) return absent(core, twin);
  const current = twin.look;
  if (current === null) return look(core);
  // A dial ends by itself.
  if (!current.connected) return;
  lookOver(core, twin);
  if (current.yielding) becomeAlone(core, twin);
  else mute(core, twin);
}

/** The user decided for this machine. */
export function takeOver(core: Core): Reply {
  const { twin } = core;
  if (twin === null)
    return { ok: false, code: 'bad_request', message: 'Somebody else holds the key of this account.' };
  twin.takeOver = true;
  if (twin.phase === 'found') look(core);
  return { ok: true };
}

/** The network has come or gone. */
export function twinNetwork(core: Core, up: boolean): void {
  const { twin } = core;
  if (twin === null) return;
  core.timers.clear(core.everyone, 'twin');
  if (up && twin.phase !== 'alone') return look(core);
  lookOver(core, twin);
  if (!up && twin.phase === 'alone') core.timers.set(core.everyone, 'twin', core.now + TWIN_ABSENCE);
}

/** Our service is up: who reaches it? */
export function planFirstCheck(core: Core): void {
  if (core.twin?.phase === 'alone' && core.everyone.timers.twin === undefined)
    core.timers.set(core.everyone, 'twin', core.now + TWIN_FIRST_CHECK);
}

/** Who was away for so long may have been replaced: tor must not publish on its return what we have not looked at. */
function absent(core: Core, twin: Twin): void {
  if (twin.phase !== 'alone') return;
  twin.phase = 'looking';
  goOffline(core);
}

/** It was ourselves whom we reached. */
export function reachedOurselves(core: Core, twin: Twin): void {
  lookOver(core, twin);
  twin.misses = 0;
  if (twin.phase === 'alone') planCheck(core);
  else becomeAlone(core, twin);
}

function planCheck(core: Core): void {
  core.timers.set(core.everyone, 'twin', core.now + TWIN_CHECK + chance(core, TWIN_CHECK_JITTER));
}

export function lookOver(core: Core, twin: Twin): void {
  if (twin.look !== null) core.outputs.push({ type: 'close', link: twin.look.link });
  twin.look = null;
}

function hello(core: Core, { key, machine }: Twin, { link, nonce }: Look): void {
  const proof = twinProof(key, core.id, 'hello', nonce, machine);
  send(core, link, { command: 'twin_hello', nonce, proof, machine });
  core.timers.set(core.everyone, 'twin', core.now + TWIN_PATIENCE);
}

function heard(core: Core, twin: Twin, current: Look, line: Uint8Array): void {
  const decoded = decodeLine(line);
  if (!decoded.ok || decoded.message.command !== 'twin_here' || current.yielding) return;
  const { nonce, proof, machine } = decoded.message;
  if (!isProof(proof, twinProof(twin.key, core.id, 'here', current.nonce, nonce, machine))) return;
  twin.misses = 0;
  if (!twin.takeOver) {
    lookOver(core, twin);
    return found(core, twin, machine);
  }
  current.yielding = true;
  const yes = twinProof(twin.key, core.id, 'yield', current.nonce, nonce);
  send(core, current.link, { command: 'twin_yield', proof: yes });
  core.timers.set(core.everyone, 'twin', core.now + TWIN_YIELD);
}

/** Nobody there, or tor could not tell. */
function notReached(core: Core, twin: Twin, reason: Extract<Input, { type: 'dial_failed' }>['reason']): void {
  if (reason === 'tor_unavailable' || reason === 'cancelled')
    return core.timers.set(core.everyone, 'twin', core.now + TWIN_RETRY);
  // Afterwards we look for a twin, not for our own reachability: `self` does that.
  if (twin.phase === 'alone') return planCheck(core);
  const isSure = reason === 'not_published' || reason === 'introduction_failed';
  twin.misses++;
  if (isSure || twin.misses >= 2) becomeAlone(core, twin);
  else look(core);
}

/** Somebody took the connection, it was not us, and it did not say what it is: an older program, or a broken circuit. */
function mute(core: Core, twin: Twin): void {
  twin.misses++;
  if (twin.phase !== 'alone' || twin.misses >= TWIN_MISSES) found(core, twin, '');
  else core.timers.set(core.everyone, 'twin', core.now + TWIN_RETRY);
}

function found(core: Core, twin: Twin, machine: string): void {
  twin.misses = 0;
  // It cannot be asked to give way: the user has decided.
  if (twin.takeOver) return becomeAlone(core, twin);
  giveWay(core, twin, machine);
  core.timers.set(core.everyone, 'twin', core.now + TWIN_AGAIN + chance(core, TWIN_AGAIN_JITTER));
}

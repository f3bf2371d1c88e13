// Machines that run one account, each alone on its stage, and what passes between two of them.
import type { DialFailure } from '../../../src/engine/io/input.ts';
import type { LinkId } from '../../../src/engine/io/keys.ts';
import { twinKeyOf } from '../../../src/engine/twin/proof.ts';
import { idOf, Stage } from '../stage.ts';

const KEY = twinKeyOf(new Uint8Array(64).fill(5));

/** A machine that runs the account, with one contact; its network is up. */
export function machine(name: string, { takeOver = false, key = KEY } = {}): Stage {
  const stage = new Stage();
  // Two machines draw different numbers.
  stage.core.random.bytes(name.length);
  stage.twin = { key, machine: name, takeOver };
  stage.do({ type: 'add', id: idOf(1) });
  stage.restart();
  stage.dials.length = 0;
  stage.put({ type: 'network', up: true });
  return stage;
}

/** The look that is under way. */
export function lookOf(stage: Stage): LinkId {
  return stage.looks.at(-1) as LinkId;
}

export function failLook(stage: Stage, reason: DialFailure): void {
  stage.put({ type: 'dial_failed', link: lookOf(stage), reason });
}

/** The look of one reaches the door of the other: every line arrives, and every end. */
export function reaches(from: Stage, to: Stage): void {
  const out = lookOf(from);
  from.put({ type: 'connected', link: out });
  const into = to.accept();
  for (let round = 0; round < 5; round++) {
    const there = from.heard(out);
    if (!to.closed.has(into)) to.say(into, ...there);
    const back = to.heard(into);
    if (!from.closed.has(out)) from.say(out, ...back);
  }
  if (to.closed.has(into) && !from.closed.has(out)) from.close(out);
  if (from.closed.has(out) && !to.closed.has(into)) to.close(into);
}

/** It runs alone: looked, published, dials. */
export function settled(name: string, options = {}): Stage {
  const stage = machine(name, options);
  failLook(stage, 'not_published');
  stage.put({ type: 'published' });
  return stage;
}

export function twinOf(stage: Stage): string | undefined {
  return stage.engine.view().twin?.machine;
}

// Runs a scenario in a world: starts its people, lets things happen and break, waits for what is under way, and judges.
import { cpus, totalmem } from 'node:os';
import { TorchatError } from '@torchat/core';
import { judge } from '../judge/judge.ts';
import { Recorder } from '../record/recorder.ts';
import { recoveriesOf } from '../record/recoveries.ts';
import type { SimResult } from '../record/result.ts';
import { type Cast, castOf } from '../scenario/cast.ts';
import { lotOf } from '../scenario/lot.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SimWorld, WorldKind } from '../world/sim-world.ts';
import { Faults } from './faults.ts';
import { leftOutOf, unfitFor } from './fit.ts';
import { Happenings } from './happenings.ts';
import type { RunWatch } from './watch.ts';
import { type Step, Timeline } from './timeline.ts';

export interface RunOptions {
  readonly scenario: Scenario;
  /** For the record: as the user named it. */
  readonly file: string;
  readonly kind: WorldKind;
  readonly seed: number;
  /** So many people in all; as the scenario has it by default. */
  readonly clients?: number | undefined;
  /** The command that repeats this run. */
  readonly repeat: string;
  readonly signal: AbortSignal;
  readonly watch?: RunWatch | undefined;
}

/** Of the world's clock, between two looks at what clients cost; at least and at most so many in a run. */
const SAMPLE_EVERY = 60_000;
const FEWEST_SAMPLES = 40;
const MOST_SAMPLES = 500;
/** While only what is under way is waited for. */
const SETTLE_STEP = 1000;
const SETTLED_LOOKS = 2;

/** Rejects with `bad_request` where the world cannot carry the scenario, and with what the world rejects with. */
export async function runScenario(options: RunOptions): Promise<SimResult> {
  const { scenario, kind, seed, signal, watch } = options;
  const [unfit] = unfitFor(scenario, kind);
  if (unfit !== undefined) throw new TorchatError('bad_request', `It cannot run: ${unfit.what}.`);
  const cast = castOf(scenario, lotOf(seed, 'graph'), options.clients);
  const recorder = new Recorder(cast);
  const startedAt = new Date();
  const began = performance.now();
  watch?.opening?.(cast, recorder);
  await using world = await kind.open({
    scenario,
    cast,
    seed,
    signal,
    onEvent: (event) => {
      recorder.note(event);
      watch?.event?.(event);
    },
    onProgress: (fraction, sentence) => watch?.progress?.(fraction, sentence),
  });
  const faults = new Faults(world, watch);
  watch?.living?.(world, faults);
  const ended = await live(options, cast, world, recorder, faults);
  watch?.ending?.();
  const length = world.now();
  const records = {
    people: recorder.people,
    views: recorder.views,
    faults: faults.records,
  };
  const run = {
    format: 'torchat-sim-1' as const,
    scenario: { name: scenario.name, file: options.file },
    world: kind.name,
    seed,
    repeat: options.repeat,
    startedAt: startedAt.toISOString(),
    seconds: (performance.now() - began) / 1000,
    length,
    facts: world.facts,
    machine: { cores: cpus().length, memory: totalmem(), node: process.version },
    ...records,
    texts: recorder.texts.records,
    files: recorder.files.records,
    forwards: recorder.forwards,
    recoveries: recoveriesOf(records.people, records.views, records.faults, length),
    samples: recorder.samples,
    incidents: [...recorder.incidents, ...recorder.texts.strange].sort((a, b) => a.at - b.at),
    leftOut: leftOutOf(scenario, kind),
    ended,
  };
  return { ...run, checks: judge(run, scenario.holds, kind.carries.checks) };
}

/** Null when it came to its end, else the sentence of what ended it. */
async function live(
  { scenario, kind, seed }: RunOptions,
  cast: Cast,
  world: SimWorld,
  recorder: Recorder,
  faults: Faults,
): Promise<string | null> {
  const timeline = new Timeline(scenario, cast, seed, kind.name);
  const happenings = new Happenings(world, cast, recorder);
  const every = Math.max(
    Math.min(SAMPLE_EVERY, scenario.duration / FEWEST_SAMPLES),
    scenario.duration / MOST_SAMPLES,
  );
  let nextSample = every;
  const sample = async (): Promise<void> => {
    for (const one of await world.sample()) recorder.sampled(one);
    nextSample = world.now() + every;
  };
  const take = async (step: Step | null): Promise<void> => {
    if (step === null) return;
    if (step.type === 'start') await world.start(step.person);
    else if (step.type === 'fault') await faults.begin(step.fault, step.who, cast, scenario.duration);
    else await happenings.perform(step);
  };
  try {
    for (;;) {
      const next = Math.min(
        timeline.next ?? Infinity,
        faults.next ?? Infinity,
        nextSample,
        scenario.duration,
      );
      await world.until(next);
      if (next >= (faults.next ?? Infinity)) await faults.mendDue(next);
      else if (next >= (timeline.next ?? Infinity)) await take(timeline.take());
      else if (next >= nextSample) await sample();
      else break;
    }
    const until = scenario.duration + scenario.settle;
    // What was asked for last is a moment on its way before the client has taken it: one look is not enough.
    for (let looks = 0; looks < SETTLED_LOOKS && world.now() < until; ) {
      await world.until(Math.min(until, world.now() + SETTLE_STEP));
      looks = isSettled(recorder, scenario) ? looks + 1 : 0;
    }
    await sample();
    return null;
  } catch (error) {
    if (!(error instanceof TorchatError)) throw error;
    return error.message;
  }
}

/** Nothing that a check waits for is under way any more. */
function isSettled(recorder: Recorder, { holds }: Scenario): boolean {
  const { texts, files, people, roundsUnder } = recorder;
  if (holds.texts !== undefined && texts.shown < texts.taken) return false;
  if (holds.files !== undefined && files.under > 0) return false;
  if (holds.forwards !== undefined && roundsUnder > 0) return false;
  if (holds.online_at_end === undefined && holds.recovery_within === undefined) return true;
  return people.every(
    ({ kind, contacts }, viewer) =>
      kind === 'hostile' ||
      !recorder.isUp(viewer) ||
      contacts.every(
        (contact) =>
          people[contact]?.kind === 'hostile' || !recorder.isUp(contact) || recorder.sees(viewer, contact),
      ),
  );
}

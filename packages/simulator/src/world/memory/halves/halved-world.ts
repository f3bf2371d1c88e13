// A town of many people on two processors: one half in this thread, one in another, which meet four times in a virtual second.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Person } from '../../../scenario/cast.ts';
import type { Fault } from '../../deed.ts';
import type { Sample } from '../../event.ts';
import type { OpenOptions, SimWorld, WorldFacts } from '../../sim-world.ts';
import { stretches } from '../breath.ts';
import { type HalfOptions, HalfPart } from './half.ts';
import { meetingPlace, OTHER_HAS_ENDED } from './meeting.ts';
import type { Answer, Question } from './questions.ts';

/** Virtual milliseconds between two looks at the other thread's events. */
const STRIDE = 10_000;
/** Half of the engines of thousands of people, with room. */
const MOST_MEGABYTES = 4096;

/** Tests run on sources, and so does their other half. */
const SOURCE = import.meta.url.endsWith('.ts');

export async function openHalves(options: OpenOptions, facts: WorldFacts): Promise<SimWorld> {
  const { cast, seed, signal, onEvent } = options;
  const workerData: HalfOptions = { seed, people: cast.people.length, shared: meetingPlace() };
  const worker = new Worker(new URL(`half.worker.${SOURCE ? 'ts' : 'js'}`, import.meta.url), {
    workerData,
    ...(SOURCE && { execArgv: ['--conditions=source'] }),
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  await once(worker, 'message');
  const ended = once(worker, 'exit').catch((failure: unknown) => failure);
  const here = new HalfPart(workerData, 0);

  /** Blocks this thread until the other half has answered. */
  async function there(question: Question, meanwhile: () => void = () => undefined): Promise<unknown> {
    try {
      here.say(question);
      meanwhile();
      const { value, events } = here.hear() as Answer;
      const both = [...here.happened(), ...events];
      for (const event of both.sort((one, other) => one.at - other.at)) onEvent(event);
      return value;
    } catch (failure) {
      here.leave();
      // Of two halves that ended one ended first, and the other one only says so.
      throw failure instanceof Error && failure.message === OTHER_HAS_ENDED ? await ended : failure;
    }
  }

  /** Where the person lives. */
  const isHere = ({ at }: Person): boolean => here.town.isHere(at);
  function tell(): void {
    for (const event of here.happened()) onEvent(event);
  }
  async function both(ask: 'begin' | 'end', fault: Fault): Promise<void> {
    if (ask === 'begin') here.breakIt(fault);
    else here.mend(fault);
    await there({ ask, fault });
  }

  return {
    facts,
    now: () => here.town.time,
    async until(time) {
      for await (const until of stretches(here.town, time, signal, STRIDE))
        await there({ ask: 'live', until }, () => here.live(until));
    },
    async start(person) {
      if (!isHere(person)) await there({ ask: 'start', person });
      else {
        here.start(person);
        tell();
      }
    },
    async perform(deed) {
      if (!isHere(deed.who)) return (await there({ ask: 'perform', deed })) === true;
      const done = here.perform(deed);
      tell();
      return done;
    },
    async breakIt(fault) {
      await both('begin', fault);
      return [];
    },
    mend: (fault) => both('end', fault),
    sample: async () => [...here.samples(), ...((await there({ ask: 'samples' })) as readonly Sample[])],
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

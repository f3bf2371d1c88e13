// How a run goes, for whoever watches: a table that is drawn anew on a terminal, plain lines elsewhere.
import type { Scenario } from '../../scenario/scenario.ts';
import type { WorldName } from '../../scenario/moment.ts';
import type { RunWatch } from '../../run/watch.ts';
import { Counts } from './counts.ts';
import { frame, type Heading } from './frame.ts';
import { plainLine } from './plain.ts';

/** Milliseconds between two drawings, and between two plain lines. */
const DRAW_EVERY = 250;
const SAY_EVERY = 30_000;
/** Faults, as they come and go, below the table. */
const NEWS = 6;

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export interface LiveView extends RunWatch {
  /** Draws the last state and leaves the terminal as it was. Idempotent. */
  close(): void;
}

export function liveView(
  screen: Screen,
  env: NodeJS.ProcessEnv,
  {
    scenario,
    world,
    seed,
  }: { readonly scenario: Scenario; readonly world: WorldName; readonly seed: number },
): LiveView {
  const live = screen.isTTY === true && env['TERM'] !== 'dumb';
  const color = live && !env['NO_COLOR'];
  const counts = new Counts();
  const heading: Heading = { name: scenario.name, world, seed, duration: scenario.duration };
  const news: string[] = [];
  const began = performance.now();
  let drawn = 0;
  let opened = '';
  let closed = false;

  const draw = (): void => {
    const took = performance.now() - began;
    if (!live) return void screen.write(`${plainLine(heading, counts, opened, took)}\n`);
    const lines = frame({
      heading,
      counts,
      opened,
      news,
      took,
      color,
      rows: screen.rows ?? 24,
      columns: screen.columns ?? 80,
    });
    screen.write(`${drawn === 0 ? '' : `\u001B[${drawn}A`}\u001B[J${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  const timer = setInterval(draw, live ? DRAW_EVERY : SAY_EVERY);
  timer.unref();
  return {
    opening: (cast, recorder) => counts.begin(cast, recorder),
    progress: (_, sentence) => {
      opened = sentence;
    },
    living: (simulated, faults) => counts.live(simulated, faults),
    event: (event) => counts.note(event),
    fault: (at, sentence) => {
      news.push(`${clock(at)}  ${sentence}`);
      if (news.length > NEWS) news.shift();
    },
    close() {
      clearInterval(timer);
      if (!closed && live) draw();
      closed = true;
    },
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function clock(at: number): string {
  const seconds = Math.floor(at / 1000);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// A virtual day of towns of 100 to 2,000 people in memory: how time and memory grow, and what being online costs.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench, Benchmark, Measured } from '../figure.ts';
import type { TownTook } from './town.child.ts';

const SIZES = [100, 500, 1000, 2000];
const MOST_SECONDS = 600;
const MOST_MEGABYTES = 4000;
const LARGEST_ANSWER = 1 << 28;

export const memory: Benchmark = {
  name: 'memory',
  profile: 'none',
  deadline: 4 * 3600,
  async run(bench) {
    const towns: TownTook[] = [];
    for (const clients of bench.quick ? [50, 100] : SIZES) {
      const town = await lived(clients, bench.quick ? 1 : 24, bench);
      towns.push(town);
      const { seconds, cpu, memory, contacts, texts, hours, broken } = town;
      bench.say(
        `${clients} people, ${contacts} views, ${hours} h, ${texts} texts: ${seconds.toFixed(0)} s, ${cpu.toFixed(0)} s of processors, ${memory.toFixed(0)} MB${broken.length === 0 ? '' : `; ${broken.join('; ')}`}`,
      );
    }
    const [smallest, largest] = [towns[0], towns.at(-1)];
    if (smallest === undefined || largest === undefined) return [];
    return [
      ...sizes(largest),
      growth(smallest, largest),
      traffic(largest),

      broken(towns),
    ];
  },
};

async function lived(clients: number, hours: number, { signal }: Bench): Promise<TownTook> {
  const child = join(import.meta.dirname, 'town.child.ts');
  const words = [child, `${clients}`, `${hours}`];
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    signal,
    maxBuffer: LARGEST_ANSWER,
  });
  return JSON.parse(stdout) as TownTook;
}

function sizes({ clients, contacts, hours, seconds, memory }: TownTook): Measured[] {
  const day = (seconds * 24) / hours;
  const who = `${clients} people with ${(contacts / clients).toFixed(0)} contacts each`;
  const of = hours === 24 ? 'a day' : `${hours} h, taken for a day`;
  return [
    {
      name: `${who}, ${of}`,
      unit: 's',
      ours: day,
      target: `<= ${MOST_SECONDS} s`,
      holds: day <= MOST_SECONDS,
    },
    {
      name: `${who}, memory`,
      unit: 'MB',
      ours: memory,
      target: `<= ${MOST_MEGABYTES} MB`,
      holds: memory <= MOST_MEGABYTES,
    },
  ];
}

function growth(smallest: TownTook, largest: TownTook): Measured {
  const ours = largest.cpu / largest.contacts / (smallest.cpu / smallest.contacts);
  return {
    name: `processor time a contact, ${largest.clients} people to ${smallest.clients}`,
    unit: 'times',
    ours,
    target: '<= 3',
    holds: ours <= 3,
  };
}

function traffic({ traffic }: TownTook): Measured {
  return {
    name: 'lines of a contact and day, both ways',
    unit: 'KB',
    ours: traffic / 1000,
    target: '<= 250 KB',
    holds: traffic <= 250_000,
  };
}

function broken(towns: readonly TownTook[]): Measured {
  const ours = towns.reduce((sum, town) => sum + town.broken.length, 0);
  return { name: 'checks that did not hold', unit: 'checks', ours, target: '0', holds: ours === 0 };
}

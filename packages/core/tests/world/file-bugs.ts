// Bugs of files that only a crash at the wrong moment shows, in a driver, in an engine or in what writes to the disk.
import type { Output } from '../../src/engine/io/output.ts';
import type { CrashesOptions, Deed } from '../../src/testing/index.ts';
import type { World } from '../../src/testing/index.ts';

type Planted = Pick<CrashesOptions, 'plant' | 'discipline'>;

export const FILE_BUGS: Readonly<Record<string, () => Planted>> = {
  'the hidden name goes before it is recorded that the file has landed': () => first('file_discard'),
  'what is to be kept is written after everything else': () => ({
    discipline: (deeds) => [...deeds.filter((deed) => !isKeeping(deed)), ...deeds.filter(isKeeping)],
  }),
  'what arrives is never synced': () => ({ plant: neverSynced }),
  'and the sums are not compared': () => ({
    plant: (engine, world) => {
      neverSynced(engine, world);
      return changing(engine, (output) =>
        output.type === 'file_finish' ? { ...output, digest: null } : output,
      );
    },
  }),
  'a file that has ended is not remembered': () =>
    outputs((output) => {
      if (output.type !== 'save' || output.change.type !== 'file') return output;
      const { state, key } = output.change.file;
      return state === 'done' ? { type: 'save', change: { type: 'file_gone', key } } : output;
    }),
  'it is not recorded that our user took a file': () =>
    outputs((output) =>
      output.type === 'save' && output.change.type === 'file' && output.change.file.state === 'running'
        ? null
        : output,
    ),
  'all that lies on the disk is trusted after a power cut': () => ({
    plant: (engine, world) => {
      for (const { drive } of world.residents) drive.doubtful = 0;
      return engine;
    },
  }),
  'the receiver is not told the digest again on another connection': () => {
    const told = new Set<string>();
    return outputs((output) => {
      const line = lineOf(output);
      if (!line.startsWith('file_digest ')) return output;
      const again = told.has(line);
      told.add(line);
      return again ? null : output;
    });
  },
};

/** These deeds come before all others of their input. */
function first(type: Deed['type']): Planted {
  return {
    discipline: (deeds) => [
      ...deeds.filter((deed) => deed.type === type),
      ...deeds.filter((deed) => deed.type !== type),
    ],
  };
}

type Plant = NonNullable<Planted['plant']>;
type Engine = Parameters<Plant>[0];

function outputs(change: (output: Output) => Output | null): Planted {
  return { plant: (engine) => changing(engine, change) };
}

function changing(engine: Engine, change: (output: Output) => Output | null): Engine {
  return {
    ...engine,
    handle: (input, now) =>
      engine
        .handle(input, now)
        .map(change)
        .filter((output) => output !== null),
  };
}

function neverSynced(engine: Engine, world: World): Engine {
  for (const { drive } of world.residents) {
    const write = drive.write.bind(drive);
    drive.write = (part, bytes) => {
      write(part, bytes);
      part.safe = 0;
    };
  }
  return engine;
}

function isKeeping({ type }: Deed): boolean {
  return type === 'write' || type === 'sync';
}

function lineOf(output: Output): string {
  return output.type === 'send' ? new TextDecoder().decode(output.bytes.subarray(0, 200)) : '';
}

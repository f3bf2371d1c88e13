// The worlds there are, each loaded when it is asked for: most runs need one of them.
import type { WorldName } from '../scenario/moment.ts';
import type { WorldKind } from './sim-world.ts';

const WORLDS: Readonly<Partial<Record<WorldName, () => Promise<WorldKind>>>> = {
  memory: async () => (await import('./memory/memory-world.ts')).memoryWorld,
  local: async () => (await import('../worlds/local/local-world.ts')).localWorld,
  tor: async () => (await import('../worlds/tor/tor-world.ts')).torWorld,
  containers: async () => (await import('../worlds/containers/containers-world.ts')).containersWorld,
};

export async function worldNamed(name: WorldName): Promise<WorldKind | null> {
  return (await WORLDS[name]?.()) ?? null;
}

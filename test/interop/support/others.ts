// Whom our client is tried against, and in which worlds each of them can live.
import type { Party } from './party.ts';
import { LEGACY, LEGACY555, type LegacyClient } from '@torchat/simulator/legacy';
import type { World, WorldName } from './world.ts';

export interface Other {
  /** By which it is chosen. */
  readonly key: '553' | '555' | 'ours';
  readonly label: string;
  /** Null: our own, which needs no checkout. */
  readonly client: LegacyClient | null;
  /** Of the ids that both use. */
  readonly idLength: 16 | 56;
  readonly worlds: readonly WorldName[];
  readonly enter: (world: World) => Promise<Party>;
}

export const OTHERS: readonly Other[] = [
  {
    key: '553',
    label: LEGACY.version,
    client: LEGACY,
    idLength: 16,
    // Its ids are of 16 characters, which no tor of today can reach.
    worlds: ['loopback'],
    enter: (world) => world.legacy(LEGACY, 16),
  },
  {
    key: '553',
    label: `${LEGACY.version} behind the bridge`,
    client: LEGACY,
    idLength: 56,
    worlds: ['loopback', 'containers'],
    enter: (world) => world.bridged(LEGACY),
  },
  {
    key: '555',
    label: LEGACY555.version,
    client: LEGACY555,
    idLength: 56,
    worlds: ['loopback', 'containers'],
    enter: (world) => world.legacy(LEGACY555, 56),
  },
  {
    key: 'ours',
    label: 'of today',
    client: null,
    idLength: 56,
    worlds: ['loopback', 'containers'],
    enter: (world) => world.ours(56, 'theirs'),
  },
];

// The nodes of an exported Tor network as files: their torrc, the keys of the authorities, and a past for each.
import { makeAuthorityKeys } from '../tornet/keys.ts';
import { nodeStateAt } from '../tornet/node-state.ts';
import {
  type Authority,
  authorityTorrc,
  clientLines,
  type NodeSettings,
  relayTorrc,
  type TornetProfile,
  type VoteTimes,
} from '../tornet/torrc.ts';

export const DIR_PORT = 7030;
const OR_PORT = 7001;

/** Nobody is there to call the vote, so it is held again and again; whoever comes too late for one is in the next. */
const VOTE: VoteTimes = { first: 20, later: 20, offset: 0 };

export interface TorFilesOptions {
  readonly profile: TornetProfile;
  readonly authorities: number;
  readonly relays: number;
  /** IPv4 of a node, or what stands for it until it starts. */
  readonly addressOf: (name: string) => string;
  /** Where a node keeps everything, as it sees it itself. */
  readonly folder: string;
  /** `2026-01-31 23:59:00` in UTC, or what stands for it: the end of the past that each node is given. */
  readonly ends: string;
  /** When the keys are made; they count for a year from then. */
  readonly now: Date;
}

interface TorNodeFiles {
  readonly name: string;
  /** By name. */
  readonly files: ReadonlyMap<string, string>;
}

export interface TorFiles {
  readonly authorities: readonly TorNodeFiles[];
  readonly relays: readonly TorNodeFiles[];
  /** What the torrc of a client needs. */
  readonly clientTorrc: string;
}

/** Those among a node's files that tor wants in its folder `keys`. */
export const KEY_FILES = ['authority_certificate', 'authority_signing_key', 'secret_id_key'] as const;

export async function torFiles(options: TorFilesOptions): Promise<TorFiles> {
  const { profile, addressOf, folder, ends, now } = options;
  const known = await Promise.all(
    numbered('authority', options.authorities).map(async (name) => {
      const keys = await makeAuthorityKeys(now);
      return { name, address: addressOf(name), orPort: OR_PORT, dirPort: DIR_PORT, keys };
    }),
  );
  const shared = clientLines(known, profile);
  const settings = (name: string, address: string): NodeSettings => ({
    name,
    address,
    dataFolder: folder,
    emptyFile: `${folder}/empty`,
    ownerPid: null,
    shared,
  });
  const state = nodeStateAt(ends);
  return {
    authorities: known.map((own) => ({
      name: own.name,
      files: new Map([
        ['torrc', authorityTorrc(settings(own.name, own.address), own satisfies Authority, VOTE)],
        ['state', state],
        ['empty', ''],
        ['authority_certificate', own.keys.certificate],
        ['authority_signing_key', own.keys.signingKey],
        ['secret_id_key', own.keys.relayKey],
      ]),
    })),
    relays: numbered('relay', options.relays).map((name) => ({
      name,
      files: new Map([
        ['torrc', relayTorrc(settings(name, addressOf(name)))],
        ['state', state],
        ['empty', ''],
      ]),
    })),
    clientTorrc: `${shared.join('\n')}\n`,
  };
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${name}${at + 1}`);
}

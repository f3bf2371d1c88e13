// The settings of a private Tor network: what every node shares, what an authority and a relay add, what a client needs.
import type { AuthorityKeys } from './keys.ts';

/**
 * How long a round trip takes. `fast`: about 1 ms, `default`: 16 ms, `slow`: 400 ms, the closest to the public network.
 * Delays come from tor's cell scheduler, so every node and every client has to use the same.
 */
export type TornetProfile = 'fast' | 'default' | 'slow';

const KNOBS: Readonly<Record<TornetProfile, readonly string[]>> = {
  fast: ['Schedulers Vanilla'],
  default: [],
  slow: ['KISTSchedRunInterval 100 msec'],
};

/** Where an authority listens, and who it is. */
export interface Authority {
  readonly name: string;
  readonly address: string;
  readonly orPort: number;
  readonly dirPort: number;
  readonly keys: Pick<AuthorityKeys, 'v3ident' | 'fingerprint'>;
}

/**
 * When the authorities vote: at each multiple of `first` seconds of the day, plus `offset`, until there is a consensus;
 * then of `later` seconds. tor wants `first` to divide half an hour, and `offset` below both.
 */
export interface VoteTimes {
  readonly first: number;
  readonly later: number;
  readonly offset: number;
}

const HALF_HOUR = 1800;

/** No vote for at least ten minutes. `now` in seconds since 1970. */
export function heldVote(now: number): VoteTimes {
  const offset = now % HALF_HOUR > HALF_HOUR - 600 ? HALF_HOUR / 2 : 0;
  return { first: HALF_HOUR, later: HALF_HOUR, offset };
}

/**
 * A vote whose consensus becomes valid `ahead` to `ahead + 1` seconds from now (with intervals this short tor cuts both delays
 * to a second each), then one every 20 seconds.
 */
export function voteSoon(now: number, ahead: number): VoteTimes {
  const first = 5;
  return { first, later: 20, offset: Math.ceil(now + ahead) % first };
}

/** What a client's tor needs to join: trust in these authorities, haste, and the profile's knobs. */
export function clientLines(authorities: readonly Authority[], profile: TornetProfile): string[] {
  return [
    'TestingTorNetwork 1',
    'AssumeReachable 1',
    'PathsNeededToBuildCircuits 0.67',
    'EnforceDistinctSubnets 0',
    ...KNOBS[profile],
    ...authorities.map(
      ({ name, address, orPort, dirPort, keys }) =>
        `DirAuthority ${name} orport=${orPort} v3ident=${keys.v3ident} ${address}:${dirPort} ${keys.fingerprint}`,
    ),
  ];
}

export interface NodeSettings {
  readonly name: string;
  /** IPv4, its own: it listens there and nowhere else. */
  readonly address: string;
  readonly dataFolder: string;
  /** An empty file: it stands for the country tables, which cost a third of a second to read. */
  readonly emptyFile: string;
  /** Tor ends within 15 s of this process, should the guard not have ended it before; null: whoever runs it sees to that. */
  readonly ownerPid: number | null;
  readonly shared: readonly string[];
}

/** Bytes a second; every node has carried far more by its `nodeState`, so all of them claim exactly this. */
const ADVERTISED = 1_000_000;

function nodeLines(node: NodeSettings): string[] {
  return [
    ...node.shared,
    `Nickname ${node.name}`,
    `Address ${node.address}`,
    `DataDirectory ${quote(node.dataFolder)}`,
    `GeoIPFile ${quote(node.emptyFile)}`,
    `GeoIPv6File ${quote(node.emptyFile)}`,
    ...(node.ownerPid === null ? [] : [`__OwningControllerProcess ${node.ownerPid}`]),
    'Log notice stdout',
    'SocksPort 0',
    'ExitPolicy reject *:*',
    'ContactInfo nobody@example.invalid',
    'ShutdownWaitLength 0',
    'AvoidDiskWrites 1',
    `MaxAdvertisedBandwidth ${ADVERTISED}`,
    'NumCPUs 1',
  ];
}

export function relayTorrc(node: NodeSettings): string {
  return text([...nodeLines(node), `ORPort ${node.address}:auto`]);
}

export function authorityTorrc(node: NodeSettings, authority: Authority, vote: VoteTimes): string {
  return text([
    ...nodeLines(node),
    `ORPort ${node.address}:${authority.orPort}`,
    `DirPort ${node.address}:${authority.dirPort}`,
    'AuthoritativeDirectory 1',
    'V3AuthoritativeDirectory 1',
    `TestingV3AuthInitialVotingInterval ${vote.first}`,
    `TestingV3AuthVotingStartOffset ${vote.offset}`,
    'TestingV3AuthInitialVoteDelay 2',
    'TestingV3AuthInitialDistDelay 2',
    `V3AuthVotingInterval ${vote.later}`,
    'V3AuthVoteDelay 4',
    'V3AuthDistDelay 4',
    'V3AuthNIntervalsValid 2',
    'TestingDirAuthVoteExit *',
    'TestingDirAuthVoteGuard *',
    'TestingDirAuthVoteHSDir *',
    'TestingMinExitFlagThreshold 0',
  ]);
}

/** A value in the quotes of tor(1): blanks and the like in a path survive. */
function quote(value: string): string {
  return `"${value.replace(/["\\]/gu, '\\$&')}"`;
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

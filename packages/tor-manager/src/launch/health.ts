// How tor is doing, folded from its events: pure, so every sentence can be tested.
import type { NetworkState } from '@torchat/core/node';
import type { TorEvent } from '../control/events/event.ts';

export interface Health {
  readonly version: string;
  /** What the user should know although all works. */
  readonly warning: string | null;
  readonly progress: number;
  readonly summary: string;
  /** What keeps tor from its network, a sentence or null. */
  readonly problem: string | null;
  /** What tor itself says of its network ... */
  readonly live: boolean;
  /** ... and whether anything comes from there, see pulse.ts. */
  readonly heard: boolean;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['NOROUTE', 'this computer has no way to the internet'],
  ['CONNECTREFUSED', 'the connection was refused'],
  ['CONNECTRESET', 'the connection was cut'],
  ['TIMEOUT', 'nothing answers'],
  ['IDENTITY', 'somebody answers in place of a relay'],
  ['TLS_ERROR', 'the encrypted connection failed'],
  ['RESOURCELIMIT', 'this computer is out of memory or files'],
]);
const MINUTE = 60;

export function newHealth(version: string, warning: string | null): Health {
  return { version, warning, progress: 0, summary: 'Starting', problem: null, live: true, heard: true };
}

export function heard(health: Health, event: TorEvent): Health {
  switch (event.type) {
    case 'bootstrap': {
      const problem = event.problem && unreachable(event.problem.reason, event.problem.warning);
      return { ...health, progress: event.progress, summary: event.summary, problem };
    }
    case 'liveness':
      return { ...health, live: event.up };
    case 'clock_skew':
      return clockSkew(health, event.seconds);
    case 'consensus':
    case 'hs_desc':
      return health;
    default:
      return event satisfies never;
  }
}

export function stateOf(health: Health): NetworkState {
  if (health.problem !== null) return { phase: 'down', reason: health.problem, retryAt: null };
  if (!health.live || !health.heard) return { phase: 'down', reason: OFFLINE, retryAt: null };
  if (health.progress < 100) return { phase: 'starting', progress: health.progress, summary: health.summary };
  return { phase: 'ready', version: health.version, warning: health.warning };
}

const OFFLINE =
  'Tor hears nothing from its network; it goes on by itself when this computer is online again.';

function unreachable(reason: string, warning: string): string {
  const why = REASONS.get(reason) ?? (warning.toLowerCase() || 'no reason given');
  return `Tor cannot reach its network (${why}); it keeps trying.`;
}

function clockSkew(health: Health, seconds: number): Health {
  const minutes = Math.round(Math.abs(seconds) / MINUTE);
  const much = minutes >= 120 ? `${Math.round(minutes / 60)} hours` : `${minutes} minutes`;
  const side = seconds > 0 ? 'ahead' : 'behind';
  const sentence = `This computer's clock is about ${much} ${side} of Tor's network; set it right, Tor then goes on by itself.`;
  return health.progress < 100 ? { ...health, problem: sentence } : { ...health, warning: sentence };
}

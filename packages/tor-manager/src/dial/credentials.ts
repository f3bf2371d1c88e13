// SOCKS credentials: one pair per isolation, which tell tor to keep circuits apart and carry no id.
import { createHmac, randomBytes } from 'node:crypto';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface CredentialBook {
  /** The series to use first for this isolation: the one that got through last, or the one all begin with. */
  series(isolation: string): number;
  /** One that was never used: tor would send a second stream to wait where the first one waits in vain. */
  fresh(): number;
  /** Another series is another circuit. At most 255 bytes each, whatever the isolation. */
  credentials(isolation: string, series: number): Credentials;
  /** Start with this series from now on. */
  prefer(isolation: string, series: number): void;
}

/** Beyond this many isolations the oldest start over, which costs them one stale circuit at most. */
const REMEMBERED = 4096;

export function credentialBook(): CredentialBook {
  const secret = randomBytes(32);
  const preferred = new Map<string, number>();
  let last = 0;
  return {
    fresh: () => ++last,
    series: (isolation) => preferred.get(isolation) ?? 0,
    credentials: (isolation, series) => ({
      user: createHmac('sha256', secret).update(isolation).digest('base64url'),
      password: String(series),
    }),
    prefer(isolation, series) {
      preferred.delete(isolation);
      if (series > 0) preferred.set(isolation, series);
      const [oldest] = preferred.keys();
      if (preferred.size > REMEMBERED && oldest !== undefined) preferred.delete(oldest);
    },
  };
}

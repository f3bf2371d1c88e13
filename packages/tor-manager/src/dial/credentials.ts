// SOCKS credentials: one pair per isolation, which tell tor to keep circuits apart and carry no id.
import { createHmac, randomBytes } from 'node:crypto';
import type { DialFailure } from '@torchat/core';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface CredentialBook {
  for(isolation: string): Credentials;
  /** The next dial with this isolation gets new credentials, and so new circuits, when the failure asks for it. */
  failed(isolation: string, failure: DialFailure): void;
}

/** Beyond this many isolations in doubt the oldest start over, which costs them one stale circuit at most. */
const REMEMBERED = 4096;
const FRESH_AFTER: ReadonlySet<DialFailure> = new Set<DialFailure>([
  'bad_descriptor',
  'introduction_failed',
  'rendezvous_failed',
  'timeout',
  'failed',
]);

export function credentialBook(): CredentialBook {
  const secret = randomBytes(32);
  const attempts = new Map<string, number>();
  const userOf = (isolation: string): string =>
    createHmac('sha256', secret).update(isolation).digest('base64url');
  return {
    for(isolation) {
      const user = userOf(isolation);
      return { user, password: String(attempts.get(user) ?? 0) };
    },
    failed(isolation, failure) {
      if (!FRESH_AFTER.has(failure)) return;
      const user = userOf(isolation);
      const next = (attempts.get(user) ?? 0) + 1;
      attempts.delete(user);
      attempts.set(user, next);
      const [oldest] = attempts.keys();
      if (attempts.size > REMEMBERED && oldest !== undefined) attempts.delete(oldest);
    },
  };
}

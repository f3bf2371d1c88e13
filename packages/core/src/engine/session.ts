// The states of the connection pair with one peer, and every way from one to another. docs/protocol.md is drawn from this.

/**
 * `offline`: nothing under way. `queued`: waits for a place to dial. `dialling`: tor is at it.
 * `handshake`: our connection is up. `online`: both are up, both proved themselves, its first status came.
 */
export type SessionState = 'offline' | 'queued' | 'dialling' | 'handshake' | 'online';

/** `lost`: one connection of the pair ended, was closed by a rule, or the contact was removed. */
export type SessionTrigger = 'want' | 'place' | 'connected' | 'failed' | 'verified' | 'lost';

export const SESSION: Readonly<Record<SessionState, Partial<Record<SessionTrigger, SessionState>>>> = {
  offline: { want: 'queued', lost: 'offline' },
  queued: { want: 'queued', place: 'dialling', lost: 'offline' },
  dialling: { connected: 'handshake', failed: 'offline', lost: 'offline' },
  handshake: { verified: 'online', lost: 'offline' },
  online: { verified: 'online', lost: 'offline' },
};

/** The state after a trigger. Throws where the table has none: that is our bug, and the tests' worlds look for it. */
export function next(state: SessionState, trigger: SessionTrigger): SessionState {
  const to = SESSION[state][trigger];
  if (to === undefined) throw new Error(`no way from ${state} by ${trigger}`);
  return to;
}

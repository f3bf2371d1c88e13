// Ties a scope to the signal of whoever started it.
import { TorchatError } from '@torchat/core';
import type { Scope } from '@torchat/core/node';

/** Throws `cancelled` where it aborted already. */
export function closeWith(signal: AbortSignal | undefined, scope: Scope): void {
  if (signal === undefined) return;
  if (signal.aborted) throw new TorchatError('cancelled', 'Stopped before it had started.');
  const close = (): void => void scope.close().catch(() => undefined);
  signal.addEventListener('abort', close);
  scope.signal.addEventListener('abort', () => signal.removeEventListener('abort', close));
}

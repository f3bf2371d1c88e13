// Publishes our onion service in the background, and withdraws it with its scope.
import type { ClientOptions } from '../client.ts';
import type { OnionNetwork, OnionService, ServiceState } from '../network.ts';
import type { Held, Scope } from '../scope.ts';

/** The port of every TorChat's onion service. */
export const VIRTUAL_PORT = 11009;

/** Does nothing without a key: somebody else publishes. */
export function publishInBackground(
  scope: Scope,
  network: OnionNetwork,
  { onionKey: key, listen: target }: Pick<ClientOptions, 'onionKey' | 'listen'>,
  report: (state: ServiceState | 'off') => void,
): { isPublished(): boolean } {
  if (key === null) return { isPublished: () => false };
  let current: OnionService | null = null;

  async function publish(signal: AbortSignal): Promise<Held<void>> {
    const publishing = network.publish({ key: key as Uint8Array, virtualPort: VIRTUAL_PORT, target });
    // A network that takes its time must not keep the client from closing: what comes late is withdrawn.
    void publishing.then(
      (late) => (signal.aborted ? late.withdraw().catch(() => undefined) : undefined),
      () => undefined,
    );
    const service = await Promise.race([publishing, aborted(signal)]);
    current = service;
    const unsubscribe = service.subscribe(report);
    report(service.state);
    const undo = () => {
      unsubscribe();
      return service.withdraw();
    };
    return { value: undefined, undo };
  }

  report('publishing');
  scope.use('onion service', publish).catch(() => report('lost'));
  return { isPublished: () => current?.state === 'published' };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

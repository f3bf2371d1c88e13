// Our onion service as the engine wants it: published, withdrawn, published again.
import type { ClientOptions } from '../client.ts';
import type { OnionNetwork, ServiceState } from '../network.ts';
import { createScope, type Scope } from '../scope.ts';
import { publishInBackground } from './publish.ts';

export interface OwnService {
  publish(): void;
  withdraw(): void;
  isPublished(): boolean;
  /** Resolves when everything is withdrawn. */
  close(): Promise<void>;
}

export function openOwnService(
  network: OnionNetwork,
  options: Pick<ClientOptions, 'onionKey' | 'listen'>,
  report: (state: ServiceState | 'off') => void,
): OwnService {
  let scope: Scope | null = null;
  let publisher: ReturnType<typeof publishInBackground> | null = null;
  /** What was withdrawn last: tor refuses a key that it still has. */
  let withdrawn: Promise<void> = Promise.resolve();

  async function begin(wanted: Scope): Promise<void> {
    await withdrawn;
    if (scope !== wanted) return;
    publisher = publishInBackground(wanted, network, options, (state) => {
      if (scope === wanted) report(state);
    });
  }

  function end(): Promise<void> {
    const ending = scope;
    scope = null;
    publisher = null;
    // What cannot be withdrawn went with its tor.
    if (ending !== null) withdrawn = withdrawn.then(() => ending.close()).catch(() => undefined);
    return withdrawn;
  }

  return {
    publish() {
      if (scope !== null) return;
      scope = createScope();
      void begin(scope);
    },
    withdraw() {
      if (scope === null) return;
      void end();
      report('withdrawn');
    },
    // What somebody else publishes is taken to be up whenever the network is.
    isPublished: () => scope !== null && (options.onionKey === null || publisher?.isPublished() === true),
    close: end,
  };
}

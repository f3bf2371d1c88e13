// The contract of OnionNetwork, one group of rules after another.
import { afterAll, beforeAll, describe } from 'vitest';
import { dialContract } from './dial-contract.ts';
import { ready } from './helpers.ts';
import { lifeContract } from './life-contract.ts';
import { serviceContract } from './service-contract.ts';
import type { ContractClient, ContractNetwork, Patience } from './setup.ts';
import { streamContract } from './stream-contract.ts';

/** What the groups share: two clients that are ready, made once because on real tor they take seconds. */
export interface Stage {
  readonly network: ContractNetwork;
  readonly host: ContractClient;
  readonly guest: ContractClient;
  readonly patience: Patience;
}

const DEFAULT_PATIENCE: Patience = { network: 5000, dial: 5000 };

/** Declares the suite for one implementation of the port. */
export function onionNetworkContract(
  name: string,
  setup: () => Promise<ContractNetwork>,
  patience: Patience = DEFAULT_PATIENCE,
): void {
  const timeout = patience.network + 2 * patience.dial;
  describe(name, { timeout }, () => {
    let stage: Stage | undefined;
    const get = (): Stage => {
      if (!stage) throw new Error('The stage was not set up.');
      return stage;
    };
    beforeAll(async () => {
      const network = await setup();
      const [host, guest] = await Promise.all([network.client(), network.client()]);
      stage = { network, host, guest, patience };
      await Promise.all([ready(host.network), ready(guest.network)]);
    }, timeout);
    afterAll(async () => {
      await stage?.network[Symbol.asyncDispose]();
    }, timeout);
    serviceContract(get);
    streamContract(get);
    dialContract(get);
    lifeContract(get);
  });
}

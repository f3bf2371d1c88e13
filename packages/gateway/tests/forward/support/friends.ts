// Two accounts that are each other's contacts, online over the mock of tor: Bob shares, Ann forwards.
import { type MockNet, mockNet } from '@torchat/tor-manager/testing';
import type { TorchatId } from '@torchat/core';
import { onTestFinished } from 'vitest';
import { type Gateway, startGateway } from '../../../src/gateway.ts';
import { offline, someAccount } from '../../support/accounts.ts';

export interface Friends {
  readonly net: MockNet;
  readonly ann: Gateway;
  readonly bob: Gateway;
  /** Bob shares this port of his with Ann under this name; resolves when Ann heard of it. */
  readonly share: (name: string, port: number, kind?: 'tcp' | 'udp') => Promise<void>;
}

/** `serve`: their APIs are served, too. */
export async function friends({ serve = false } = {}): Promise<Friends> {
  const net = await mockNet();
  onTestFinished(() => net.close());
  const [ann, bob] = [await running(net, 'ann', serve), await running(net, 'bob', serve)];
  await ann.client.command({ type: 'add', id: bob.client.id });
  await bob.client.command({ type: 'add', id: ann.client.id });
  await seen(ann, () => ann.client.contact(bob.client.id)?.presence === 'available');
  return {
    net,
    ann,
    bob,
    async share(name, port, kind = 'tcp') {
      const share = { name, kind, host: '127.0.0.1', port, with: [ann.client.id] };
      await bob.client.command({ type: 'share', share });
      await seen(ann, () => offers(ann, bob.client.id, name));
    },
  };
}

function offers(gateway: Gateway, contact: TorchatId, name: string): boolean {
  return gateway.client.contact(contact)?.services.some((service) => service.name === name) === true;
}

async function running(net: MockNet, name: string, serve: boolean): Promise<Gateway> {
  const { paths } = await someAccount(name);
  const gateway = await startGateway({
    ...offline(paths),
    network: { mode: 'given', network: net.client() },
    publish: true,
    serve,
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Resolves when the condition holds, which is asked again at every event of the client. */
export function seen({ client }: Gateway, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const undo = client.subscribe(() => {
      if (!holds()) return;
      undo();
      resolve();
    });
  });
}

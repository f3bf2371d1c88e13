// Two accounts online over the mock of tor: Ann's gateway serves the API of a shell's home, Bob shares ports with her.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import { accountPaths, createAccount } from '@torchat/core/node';
import { type Gateway, startGateway } from '@torchat/gateway';
import { type MockNet, mockNet } from '@torchat/tor-manager/testing';
import { onTestFinished } from 'vitest';
import { shell, type Shell } from './terminal.ts';

export interface Friends {
  readonly net: MockNet;
  readonly home: Shell;
  readonly ann: Gateway;
  readonly bob: Gateway;
  /** Bob shares a server of his with Ann under this name; resolves when she heard of it. */
  readonly share: (name: string, serve: (socket: Socket) => unknown) => Promise<void>;
}

export async function friends(): Promise<Friends> {
  const net = await mockNet();
  onTestFinished(() => net.close());
  const [home, other] = [shell(), shell()];
  onTestFinished(() => home[Symbol.dispose]());
  onTestFinished(() => other[Symbol.dispose]());
  const ann = await running(home.home, net.client());
  const bob = await running(other.home, net.client());
  await ann.client.command({ type: 'add', id: bob.client.id, name: 'bob' });
  await bob.client.command({ type: 'add', id: ann.client.id, name: 'ann' });
  await seen(ann, () => ann.client.contact(bob.client.id)?.presence === 'available');
  return {
    net,
    home,
    ann,
    bob,
    async share(name, serve) {
      const share = { name, kind: 'tcp', host: '127.0.0.1', port: await serverPort(serve) } as const;
      await bob.api.putShare({ ...share, with: [ann.client.id] });
      await seen(ann, () => offers(ann, bob.client.id, name));
    },
  };
}

async function running(home: string, network: ReturnType<MockNet['client']>): Promise<Gateway> {
  const paths = accountPaths('default', { env: { TORCHAT_HOME: home } });
  await createAccount(paths, {
    passphrase: null,
    onionSeed: randomBytes(32),
    profile: { name: '', text: '' },
  });
  const gateway = await startGateway({
    paths,
    passphrase: null,
    network: { mode: 'given', network },
    publish: true,
    serve: true,
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

function offers(gateway: Gateway, contact: TorchatId, name: string): boolean {
  return gateway.client.contact(contact)?.services.some((service) => service.name === name) === true;
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

async function serverPort(serve: (socket: Socket) => unknown): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

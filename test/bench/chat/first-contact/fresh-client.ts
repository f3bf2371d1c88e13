// A client with an identity that nobody has met, its store on disk, its onion service up and reached by itself.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onionKeyOfSeed, type TorchatId } from '@torchat/core';
import { type Client, openStore, type OnionNetwork, startClient } from '@torchat/core/node';
import { within } from '../../support/within.ts';

export interface FreshClient extends AsyncDisposable {
  readonly client: Client;
  /** Resolves once this contact is seen online. */
  sees(id: TorchatId): Promise<void>;
}

const REACHABLE_WITHIN = 120;

/** `folder` exists; `name` is new in it. */
export async function freshClient(
  network: OnionNetwork,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<FreshClient> {
  await using stack = new AsyncDisposableStack();
  const { id, expanded } = onionKeyOfSeed(randomBytes(32));
  const store = openStore(join(folder, `${name}.db`), randomBytes(32));
  stack.defer(() => store.close());
  store.apply([
    { type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } },
    { type: 'profile', profile: { name, text: '' } },
  ]);
  const client = stack.use(
    await startClient({
      id,
      store,
      network,
      listen: { path: join(folder, `${name}.sock`) },
      onionKey: expanded,
    }),
  );
  const reachable = happens(client, () => client.view().reachability.state === 'reachable');
  await within(REACHABLE_WITHIN, 'a new service was reached by itself', reachable, signal);
  const held = stack.move();
  return {
    client,
    sees: (other) => happens(client, () => client.contact(other)?.presence === 'available'),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function happens(client: Client, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      undo();
      resolve();
    };
    const undo = client.subscribe(look);
    look();
  });
}

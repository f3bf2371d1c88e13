// A stage that shares a service with a friend, and the openings that somebody tries on it.
import type { LinkId } from '../../../src/engine/io/keys.ts';
import type { Output } from '../../../src/engine/io/output.ts';
import { encodeLine } from '../../../src/messages/index.ts';
import type { Share } from '../../../src/model.ts';
import { openMac } from '../../../src/tunnel/proof.ts';
import { acquainted, type Friend } from '../friend.ts';
import { bare, idOf, OWN, Stage } from '../stage.ts';

export const MODERN = { supports: 'delivery tunnel' } as const;
export const web: Share = { name: 'web', kind: 'tcp', host: '127.0.0.1', port: 8080, with: [idOf(1)] };

/** The newest key that the stage gave to the friend. */
export function keyOf(stage: Stage, friend: Friend): Uint8Array {
  const [given] = stage.core.peers.get(friend.id)?.tunnels.given ?? [];
  if (given === undefined) throw new Error('no key was given');
  return given.key;
}

export interface Opening {
  readonly key: Uint8Array;
  readonly id?: string;
  readonly service?: string;
  readonly nonce?: number;
  readonly macOf?: { readonly service?: string; readonly nonce?: number };
}

/** A fresh connection whose first line this is: what the engine makes of it. */
export function open(
  stage: Stage,
  friend: Friend,
  { key, id = friend.id, service = 'web', nonce = 1, macOf = {} }: Opening,
): { readonly link: LinkId; readonly outputs: readonly Output[] } {
  const link = stage.accept();
  const mac = openMac(key, { opener: friend.id, owner: OWN, service, nonce, ...macOf });
  const line = bare(encodeLine({ command: 'tunnel_open', id, service, nonce, mac }));
  return { link, outputs: stage.put({ type: 'line', link, line }) };
}

export function arrived(outputs: readonly Output[]): Output | undefined {
  return outputs.find((output) => output.type === 'tunnel_arrived');
}

/** A stage whose friend is online and may reach `web`, and the key that it got for it. */
export function sharing(): { readonly stage: Stage; readonly friend: Friend; readonly key: Uint8Array } {
  const stage = new Stage();
  const friend = acquainted(stage, MODERN);
  stage.do({ type: 'share', share: web });
  return { stage, friend, key: keyOf(stage, friend) };
}

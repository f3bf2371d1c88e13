// A stage with a contact that speaks `bulk`, and what is wanted of lanes.
import type { LinkId } from '../../../src/engine/io/keys.ts';
import type { LaneOutput } from '../../../src/engine/io/output.ts';
import { encodeLine } from '../../../src/messages/index.ts';
import { openMac } from '../../../src/tunnel/proof.ts';
import { acquainted, type Friend } from '../friend.ts';
import { bare, OWN, Stage } from '../stage.ts';
import { paper } from '../transfer/paper.ts';

const BULK = { supports: 'bulk delivery latency tunnel' };
export const BLOCK = 128 * 1024;

export interface Scene {
  readonly stage: Stage;
  readonly friend: Friend;
  readonly lanes: LaneOutput[];
}

/** A contact that speaks `bulk`, and everything that is wanted of lanes. */
export function scene(): Scene {
  const stage = new Stage();
  const lanes: LaneOutput[] = [];
  const put = stage.put.bind(stage);
  stage.put = (input) => {
    const outputs = put(input);
    for (const output of outputs) if (output.type.startsWith('lane_')) lanes.push(output as LaneOutput);
    return outputs;
  };
  const friend = acquainted(stage, BULK);
  return { stage, friend, lanes };
}

export function of<T extends LaneOutput['type']>(
  { lanes }: Scene,
  type: T,
): Extract<LaneOutput, { type: T }>[] {
  return lanes.filter((output): output is Extract<LaneOutput, { type: T }> => output.type === type);
}

/** The key that the stage gave its contact for tunnels. */
export function given({ stage, friend }: Scene): Uint8Array {
  return stage.core.peers.get(friend.id)?.tunnels.given[0]?.key ?? new Uint8Array(0);
}

/** The contact opens a lane; its name. */
export function arrives(on: Scene, nonce: number): LinkId {
  const link = on.stage.accept();
  const opening = { opener: on.friend.id, owner: OWN, service: 'file', nonce };
  const mac = openMac(given(on), opening);
  on.stage.say(
    link,
    bare(encodeLine({ command: 'tunnel_open', id: on.friend.id, service: 'file', nonce, mac })),
  );
  return link;
}

/** The stage sends a file whose first block is confirmed. */
export function sends(on: Scene, size: number): string {
  const { stage, friend } = on;
  const bytes = paper(size);
  stage.do({
    type: 'send_file',
    id: friend.id,
    ...stage.disk.offer(bytes),
    name: 'a',
  });
  stage.work();
  const wire = [...(stage.core.peers.get(friend.id)?.files ?? [])].at(-1)?.wire ?? '';
  friend.say(`filedata_error ${wire} 0`);
  stage.work();
  friend.say(`filedata_ok ${wire} 0`);
  stage.work();
  return wire;
}

/** Offsets of the blocks that went by this lane. */
export const offsetsOf = (on: Scene, link: LinkId): number[] =>
  of(on, 'lane_send')
    .filter((output) => output.link === link)
    .map(({ head }) => Number(new TextDecoder().decode(head).split(' ')[2]));

// Another machine with our key asks who is here, and may ask us to give way.
import { emit, newHex, send, violation } from '../core.ts';
import { closeLink } from '../links.ts';
import type { Core, InLink } from '../state.ts';
import { lookOver, reachedOurselves } from './look.ts';
import { giveWay } from './phase.ts';
import { isProof, twinProof } from './proof.ts';
import { TWIN_AGAIN } from '../timing.ts';

export function onTwinHello(
  core: Core,
  link: InLink,
  { nonce, proof, machine }: { nonce: string; proof: string; machine: string },
): void {
  const { twin } = core;
  if (twin === null || !isProof(proof, twinProof(twin.key, core.id, 'hello', nonce, machine))) {
    violation(core, null, 'a connection claims to be another machine of ours');
    return closeLink(core, link);
  }
  if (twin.look?.nonce === nonce) {
    closeLink(core, link);
    return reachedOurselves(core, twin);
  }
  const ours = newHex(core, 16);
  twin.asked = { link: link.link, nonce: ours, theirs: nonce, machine };
  const answer = twinProof(twin.key, core.id, 'here', nonce, ours, twin.machine);
  send(core, link.link, { command: 'twin_here', nonce: ours, proof: answer, machine: twin.machine });
  emit(core, { type: 'twin_asked', machine });
}

export function onTwinYield(core: Core, link: InLink, proof: string): void {
  const { twin } = core;
  const asked = twin?.asked?.link === link.link ? twin.asked : null;
  closeLink(core, link);
  if (twin === null || asked === null) return;
  if (!isProof(proof, twinProof(twin.key, core.id, 'yield', asked.theirs, asked.nonce))) return;
  twin.asked = null;
  // The last word of the user counts, and that was said over there.
  twin.takeOver = false;
  lookOver(core, twin);
  giveWay(core, twin, asked.machine);
  core.timers.set(core.everyone, 'twin', core.now + TWIN_AGAIN);
}

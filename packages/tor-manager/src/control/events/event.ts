// Which parser reads which event of the control port, and the events we ask for.
import type { ControlMessage } from '../reply-parser.ts';
import { type BootstrapEvent, bootstrapOf } from './bootstrap.ts';
import { type ClockSkewEvent, clockSkewOf } from './clock-skew.ts';
import { type ConsensusEvent, consensusOf } from './consensus.ts';
import { type HsDescEvent, hsDescOf } from './hs-desc.ts';
import { type LivenessEvent, livenessOf } from './network-liveness.ts';

export type TorEvent = BootstrapEvent | ClockSkewEvent | ConsensusEvent | HsDescEvent | LivenessEvent;

const PARSERS: ReadonlyMap<string, (text: string) => TorEvent | null> = new Map<
  string,
  (text: string) => TorEvent | null
>([
  ['STATUS_CLIENT', (text) => bootstrapOf(text) ?? consensusOf(text)],
  ['STATUS_GENERAL', clockSkewOf],
  ['HS_DESC', hsDescOf],
  ['NETWORK_LIVENESS', livenessOf],
]);

export const EVENTS: readonly string[] = [...PARSERS.keys()];

/** What an event means to us, null when nothing. */
export function torEvent(message: ControlMessage): TorEvent | null {
  const text = message.lines[0]?.text ?? '';
  const space = text.indexOf(' ');
  return PARSERS.get(text.slice(0, space))?.(text.slice(space + 1)) ?? null;
}

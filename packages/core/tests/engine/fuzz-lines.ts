// What the fuzzing peers say where chance alone would hardly ever find the right words.
import { encodeLine } from '../../src/messages/index.ts';
import { bare, type idOf, OWN, type Stage } from './stage.ts';

export const ABOUT_FILES = [
  'filedata_ok',
  'filedata_error',
  'file_stop_sending',
  'file_stop_receiving',
] as const;

export function ping(who: string, cookie: string): Uint8Array {
  return bare(encodeLine({ command: 'ping', id: who, cookie: new TextEncoder().encode(cookie) }));
}

export function pong(stage: Stage, who: ReturnType<typeof idOf>): Uint8Array {
  return new TextEncoder().encode(`pong ${cookieFor(stage, who)}`);
}

export function cookieFor(stage: Stage, who: ReturnType<typeof idOf>): string {
  return new TextDecoder().decode(stage.core.peers.get(who)?.cookie ?? Uint8Array.of(0x30));
}

export function receipt(who: ReturnType<typeof idOf>, seq: number): (stage: Stage) => Uint8Array {
  return (stage) =>
    new TextEncoder().encode(`delivery_ok ${stage.core.peers.get(who)?.numbering.outEpoch || 'e'} ${seq}`);
}

/** Of a file that the stage really sends, where there is one. */
export function aboutFile([who, what, at]: [ReturnType<typeof idOf>, (typeof ABOUT_FILES)[number], number]) {
  return (stage: Stage): Uint8Array => {
    const [known] = stage.core.peers.get(who)?.files ?? [];
    return new TextEncoder().encode(`${what} ${known?.wire ?? '5'} ${(at % 4) * 8192}`);
  };
}

/** A whole handshake: left to chance alone it would hardly ever come about. */
export function meet(stage: Stage, who: ReturnType<typeof idOf>, modern: boolean): void {
  stage.do({ type: 'dial', id: who });
  const link = stage.accept();
  stage.say(link, ping(who, who === OWN ? cookieFor(stage, who) : '42'));
  for (const [dialled, { peer }] of stage.core.dials)
    if (peer.id === who) stage.put({ type: 'connected', link: dialled });
  stage.say(link, pong(stage, who), modern ? 'supports delivery latency' : 'client TorChat', 'add_me ');
  stage.say(link, 'status available');
}

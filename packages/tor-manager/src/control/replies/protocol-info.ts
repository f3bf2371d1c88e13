// 250-PROTOCOLINFO 1
// 250-AUTH METHODS=COOKIE,SAFECOOKIE COOKIEFILE="/home/user/tor/control.cookie"
// 250-VERSION Tor="0.4.9.11"
// 250 OK
import type { ControlMessage } from '../reply-parser.ts';
import { words } from '../words.ts';

export interface ProtocolInfo {
  readonly methods: readonly string[];
  readonly version: string;
}

export function protocolInfo(reply: ControlMessage): ProtocolInfo {
  let methods: readonly string[] = [];
  let version = '';
  for (const { text } of reply.lines) {
    const { plain, keys } = words(text);
    if (plain[0] === 'AUTH') methods = keys.get('METHODS')?.split(',') ?? [];
    if (plain[0] === 'VERSION') version = keys.get('Tor') ?? '';
  }
  return { methods, version };
}

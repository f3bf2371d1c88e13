// 250-net/listeners/socks="unix:/home/user/tor/socks.sock"
// 250 OK
// or, with TCP: 250-net/listeners/socks="127.0.0.1:43081"
import type { Endpoint } from '../../dial/endpoint.ts';
import type { ControlMessage } from '../reply-parser.ts';
import { words } from '../words.ts';

/** The first SOCKS port tor has opened, null when there is none. */
export function socksListener(reply: ControlMessage): Endpoint | null {
  const text = words(reply.lines[0]?.text ?? '').keys.get('net/listeners/socks') ?? '';
  if (text.startsWith('unix:')) return { path: text.slice('unix:'.length) };
  const [, host, port] = /^(.*):(\d+)$/u.exec(text) ?? [];
  return host === undefined ? null : { host, port: Number(port) };
}

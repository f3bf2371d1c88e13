// 250 AUTHCHALLENGE SERVERHASH=680A73C9836C4F557314EA1C4EDE54C285DB9DC89C83627401AEF9D7D27A95D5 SERVERNONCE=F8EA4B1F2C8B40EF1AF68860171605B910E3BBCABADF6FC3DB1FA064F4690E85
import type { ControlMessage } from '../reply-parser.ts';
import { words } from '../words.ts';

export interface AuthChallenge {
  readonly serverHash: Buffer;
  readonly serverNonce: Buffer;
}

/** Null when either is not 32 bytes of hex. */
export function authChallenge(reply: ControlMessage): AuthChallenge | null {
  const { keys } = words(reply.lines[0]?.text ?? '');
  const hash = keys.get('SERVERHASH') ?? '';
  const nonce = keys.get('SERVERNONCE') ?? '';
  if (!isHash(hash) || !isHash(nonce)) return null;
  return { serverHash: Buffer.from(hash, 'hex'), serverNonce: Buffer.from(nonce, 'hex') };
}

function isHash(text: string): boolean {
  return /^[0-9A-Fa-f]{64}$/u.test(text);
}

// Asks an authority in its container, from inside: nothing leads there from this machine.
import type { AskAuthority } from '../../tornet/authority-port.ts';
import type { Container } from '../engine/container.ts';

// bash speaks TCP by itself; the image has no other program that would.
const ASK = `exec 3<>"/dev/tcp/$1/$2" && printf 'GET %s HTTP/1.0\\r\\n\\r\\n' "$3" >&3 && timeout 2 cat <&3`;

export function authorityIn(container: Container, dirPort: number): AskAuthority {
  return async (path, signal) => {
    signal.throwIfAborted();
    const answer = await container
      .exec('bash', '-c', ASK, 'bash', container.address, String(dirPort), path)
      // An authority that does not listen yet is as good as one that knows nothing.
      .catch(() => '');
    const end = answer.search(/\r?\n\r?\n/u);
    return end >= 0 && /^HTTP\/1\.\d 200 /u.test(answer) ? answer.slice(end).trimStart() : null;
  };
}

// Lines of files as a peer of bare sockets writes them.
import { createHash } from 'node:crypto';
import { encodeLine } from '../../src/messages/index.ts';

export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

export function filedata(id: string, offset: number, bytes: Uint8Array, sum = md5(bytes)): Uint8Array {
  return encodeLine({ command: 'filedata', id, offset, md5: sum, bytes });
}

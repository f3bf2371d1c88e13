// 250-ServiceID=sk6dqrxg2jv3ufwzfwqnqgkyxj2tyrsgjwk4dvxs3rahgskqg3xnzrid
// 250 OK
import { type TorchatId, wireId } from '@torchat/core';
import type { ControlMessage } from '../reply-parser.ts';
import { words } from '../words.ts';

/** The id of the service that tor took, null when it names none. */
export function addOnion(reply: ControlMessage): TorchatId | null {
  for (const { text } of reply.lines) {
    const id = words(text).keys.get('ServiceID');
    if (id !== undefined) return wireId(id);
  }
  return null;
}

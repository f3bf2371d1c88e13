// What tells a file from another one in its place, or from itself after a change.
import type { BigIntStats } from 'node:fs';

export function markOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mtimeNs}`;
}

// Keeps our memory, and the keys in it, out of core dumps where the system lets a process say so.
import { writeFileSync } from 'node:fs';

/** Linux alone (core(5), coredump_filter): a dump then holds no memory. Elsewhere nothing. Children inherit it. */
export function withoutCoreDumps(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // A kernel without dumps, or a sandbox: nothing more can be done from here.
  }
}

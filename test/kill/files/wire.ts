// What a process has written so far, sockets included: a sender of a file writes hardly anything else.
import { readFileSync } from 'node:fs';

/** Bytes; the kernel's own count (`wchar` of proc_pid_io(5)). */
export function writtenBy(pid: number): number {
  const found = /^wchar: (\d+)$/mu.exec(readFileSync(`/proc/${pid}/io`, 'utf8'));
  return Number(found?.[1] ?? 0);
}

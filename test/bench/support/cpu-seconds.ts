// What a process has used of the processor so far (proc(5), /proc/PID/stat: utime and stime).
import { readFile } from 'node:fs/promises';

const TICKS_A_SECOND = 100;

/** Seconds; NaN where the system tells it otherwise. */
export async function cpuSeconds(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

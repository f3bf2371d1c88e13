// A world in which everybody takes whatever file is offered, and what became of the files.
import type { Event } from '../../engine/io/event.ts';
import type { TorchatId } from '../../identity/id.ts';
import type { Resident } from './resident.ts';
import { World } from './world.ts';

/** The longest a user thinks an offer over. */
const THOUGHT = 20_000;

export class FilesWorld extends World {
  /** By name: every file has one of its own. `promised`: its sender's account said that it has it. */
  readonly written = new Map<string, Uint8Array>();
  readonly promised = new Set<string>();
  readonly ends: Extract<Event, { type: 'file_end' }>[] = [];

  override happened(id: TorchatId, event: Event): void {
    super.happened(id, event);
    const resident = this.resident(id);
    if (event.type === 'file_offer')
      this.agenda.after(this.random.below(THOUGHT), () =>
        resident?.command({ type: 'accept_file', file: event.file.key }),
      );
    if (event.type === 'file_end') this.ends.push(event);
  }
}

/** Of at most so many bytes. */
export function sendFile(world: FilesWorld, from: Resident, to: Resident, largest: number): void {
  const { random } = world;
  if (from.run === null) return;
  const size = random.chance(0.3) ? 8192 * random.below(largest / 8192) : random.below(largest);
  const bytes = random.bytes(size);
  const name = `${world.written.size}.bin`;
  world.written.set(name, bytes);
  const reply = from.command({ type: 'send_file', id: to.id, ...from.run.disk.offer(bytes), name });
  if (reply?.ok === true) world.promised.add(name);
}

/** Who was away when his user would have said yes. */
export function acceptAll(resident: Resident): void {
  for (const { key, direction, state } of resident.run?.engine.files() ?? [])
    if (direction === 'in' && state === 'offered') resident.command({ type: 'accept_file', file: key });
}

/** The sentences that do not hold: every file is there as it was, once, both know it, and nothing else is left. */
export function judgeFiles({ written, promised, ends, residents }: FilesWorld): string[] {
  const broken: string[] = [];
  const landed = new Map<string, number>();
  for (const { drive } of residents)
    for (const { name, bytes } of drive.landed) {
      landed.set(name, (landed.get(name) ?? 0) + 1);
      if (!isSame(bytes, written.get(name))) broken.push(`${name} arrived with wrong bytes`);
    }
  for (const name of promised) if (!landed.has(name)) broken.push(`${name} did not arrive`);
  for (const [name, times] of landed) if (times > 1) broken.push(`${name} arrived ${times} times`);
  for (const { ok, file, why } of ends)
    if (!ok) broken.push(`${file.name} (${file.direction}) ended: ${why}`);
    else if (!landed.has(file.name)) broken.push(`${file.name} counts as arrived and did not`);
  for (const { run } of residents) {
    for (const { name, direction, state } of run?.engine.files() ?? [])
      if (state !== 'done') broken.push(`${name} (${direction}) has not ended: ${state}`);
    if (run?.disk.held !== 0) broken.push('a file was left open');
  }
  return broken;
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, at) => byte === b[at]);
}

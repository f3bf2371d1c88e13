// The scenario of files: half an hour of breaking connections (and crashes, if wanted), then calm, then the account of it.
import type { Event } from '../../engine/io/event.ts';
import type { TorchatId } from '../../identity/id.ts';
import type { Resident } from './resident.ts';
import { World } from './world.ts';

const MINUTE = 60_000;
const STORM = 30 * MINUTE;
/** Longer than the longest patience of a sender, after the longest back-off of a dial. */
const CALM = 40 * MINUTE;
const LARGEST = 60 * 8192;

export interface FilesOptions {
  readonly seed: number;
  readonly clients?: number;
  /** Files that each client sends. */
  readonly files?: number;
  readonly crashes?: number;
}

export interface FilesAccount {
  readonly sent: number;
  readonly landed: number;
  /** What was promised and did not hold; empty when all is well. */
  readonly broken: readonly string[];
}

/** Everybody takes whatever is offered. */
class FilesWorld extends World {
  /** By name: every file has one of its own. */
  readonly sent = new Map<string, Uint8Array>();
  readonly landed = new Map<string, Uint8Array>();
  readonly ends: Extract<Event, { type: 'file_end' }>[] = [];

  override happened(id: TorchatId, event: Event): void {
    super.happened(id, event);
    const resident = this.resident(id);
    if (event.type === 'file_offer')
      this.agenda.after(this.random.below(20_000), () =>
        resident?.command({ type: 'accept_file', file: event.file.key }),
      );
    if (event.type !== 'file_end') return;
    this.ends.push(event);
    for (const { name, bytes } of resident?.run?.disk.landed ?? []) this.landed.set(name, bytes);
  }
}

export function sendFilesAbout({ seed, clients = 4, files = 8, crashes = 0 }: FilesOptions): FilesAccount {
  const world = new FilesWorld({ seed, clients, failing: 0.3 });
  for (const resident of world.residents) plan(world, resident, files, crashes);
  world.run(STORM);
  world.calm();
  for (const resident of world.residents) {
    if (resident.run === null) resident.start();
    acceptAll(resident);
  }
  world.run(STORM + CALM);
  return { sent: world.sent.size, landed: world.landed.size, broken: judge(world) };
}

/** Who was away when his user would have said yes. */
function acceptAll(resident: Resident): void {
  for (const { key, direction, state } of resident.run?.engine.files() ?? [])
    if (direction === 'in' && state === 'offered') resident.command({ type: 'accept_file', file: key });
}

function plan(world: FilesWorld, resident: Resident, files: number, crashes: number): void {
  const { agenda, random, residents } = world;
  resident.start();
  resident.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
  for (const other of residents) if (other !== resident) resident.command({ type: 'add', id: other.id });
  for (let at = 0; at < files; at++)
    agenda.after(random.between(MINUTE, STORM - MINUTE), () => send(world, resident));
  for (let at = 0; at < 12; at++)
    agenda.after(random.between(MINUTE, STORM), () =>
      resident.command({ type: 'drop', id: random.pick(residents).id }),
    );
  agenda.after(random.between(MINUTE, STORM), () => resident.run?.outage(random.between(1000, 2 * MINUTE)));
  for (let at = 0; at < crashes; at++)
    agenda.after(random.between(MINUTE, STORM), () => {
      resident.crash();
      agenda.after(random.between(500, MINUTE), () => {
        if (resident.run === null) resident.start();
      });
    });
}

function send(world: FilesWorld, resident: Resident): void {
  const { random } = world;
  const other = random.pick(world.residents);
  if (other === resident || resident.run === null) return;
  const size = random.chance(0.3) ? 8192 * random.below(20) : random.below(LARGEST);
  const bytes = random.bytes(size);
  const name = `${world.sent.size}.bin`;
  const offered = resident.run.disk.offer(bytes);
  const reply = resident.command({ type: 'send_file', id: other.id, ...offered, name });
  if (reply?.ok === true) world.sent.set(name, bytes);
}

function judge(world: FilesWorld): string[] {
  const broken = [...world.witness.brokenRules, ...world.witness.violations];
  for (const [name, bytes] of world.landed)
    if (!isSame(bytes, world.sent.get(name))) broken.push(`${name} arrived with wrong bytes`);
  for (const name of world.sent.keys()) if (!world.landed.has(name)) broken.push(`${name} did not arrive`);
  for (const { ok, file, why } of world.ends) {
    if (!ok) broken.push(`${file.name} (${file.direction}) ended: ${why}`);
    if (ok && !world.landed.has(file.name)) broken.push(`${file.name} counts as arrived and did not`);
  }
  for (const { run } of world.residents) {
    for (const { name, direction, state } of run?.engine.files() ?? [])
      if (state !== 'done') broken.push(`${name} (${direction}) has not ended`);
    if (run?.disk.held !== 0) broken.push('a file was left open');
  }
  return broken;
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, at) => byte === b[at]);
}

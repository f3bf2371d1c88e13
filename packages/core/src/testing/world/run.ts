// One run of a client of the in-memory world: an engine with its connections, from its start to its end.
import type { Core } from '../../engine/state.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Command, Reply } from '../../engine/io/command.ts';
import type { Input } from '../../engine/io/input.ts';
import type { LinkId } from '../../engine/io/keys.ts';
import type { Output } from '../../engine/io/output.ts';
import { Alarm } from './alarm.ts';
import { type Deed, deedsOf } from './deeds.ts';
import { Disk } from './disk.ts';
import { Doom } from './doom.ts';
import { PageCache } from './page-cache.ts';
import { Pause } from './pause.ts';
import type { Connection, Holder } from './pipe.ts';
import type { Fall, Resident } from './resident.ts';
import type { World } from './world.ts';

const TICK: Input = { type: 'tick' };
const LINES_DONE: Input = { type: 'lines_done' };

export class Run implements Holder {
  readonly #world: World;
  readonly resident: Resident;
  readonly engine: Engine;
  readonly disk: Disk;
  readonly doom = new Doom();
  readonly #core: Core;
  readonly #pipes = new Map<LinkId, Connection>();
  readonly #dials = new Set<LinkId>();
  readonly #cache: PageCache;
  readonly #sleep = new Pause();
  #alive = true;
  #published = false;
  #nextAccepted: LinkId = -1;
  readonly #alarm: Alarm;
  #reply: Reply | null = null;

  constructor(world: World, resident: Resident, engine: Engine, core: Core) {
    this.#world = world;
    this.resident = resident;
    this.engine = engine;
    this.#core = core;
    this.#alarm = new Alarm({ world, ahead: () => resident.ahead, ring: () => this.put(TICK) });
    this.#cache = new PageCache(resident.store, (changes) => world.saved(resident.id, changes));
    this.disk = new Disk({
      put: (input) => this.put(input),
      later: (run) =>
        world.agenda.after(5, () => {
          if (this.#alive) run();
        }),
      drive: resident.drive,
    });
  }

  get reachable(): boolean {
    return this.#alive && this.#published && !this.#sleep.on;
  }

  get pipes(): Iterable<Connection> {
    return this.#pipes.values();
  }

  /** The machine sleeps: its clock goes on, and nothing else. */
  sleep(): void {
    this.#sleep.begin();
  }

  wake(): void {
    for (const run of this.#sleep.end()) run();
  }

  publish(): void {
    this.#published = true;
    this.put({ type: 'published' });
  }

  /** tor loses its network for so long: connections break, dials fail, nobody can come. */
  outage(duration: number): void {
    if (!this.reachable) return;
    this.loseTor();
    this.findTor(duration);
  }

  loseTor(): void {
    this.#published = false;
    this.put({ type: 'network', up: false });
    for (const [link, pipe] of this.#pipes) {
      pipe.break(this);
      this.closed(link);
    }
    for (const link of this.#dials) this.dialled(link, null);
  }

  /** tor has a network again after so long, and we are published a while later. */
  findTor(after: number): void {
    const { agenda, random } = this.#world;
    agenda.after(after, () => this.put({ type: 'network', up: true }));
    agenda.after(after + random.between(500, 9000), () => this.publish());
  }

  /** Ends in order: the others are told by their connections. */
  quit(): void {
    for (const pipe of this.#pipes.values()) pipe.close(this);
    this.#pipes.clear();
    this.end('process');
  }

  put(input: Input): void {
    if (!this.#alive) return;
    if (this.#sleep.on && this.#sleep.holds(() => this.put(input))) return;
    this.#world.saw(this.resident.id, input);
    this.#perform(this.engine.handle(input, this.#now));
    this.#world.lookInto(this.#core);
  }

  /** Null: nobody is there to answer, or it died over it. */
  command(command: Command): Reply | null {
    if (this.#sleep.on) return null;
    this.#reply = null;
    this.put({ type: 'command', ref: 1, command });
    return this.#reply;
  }

  end(what: Fall): void {
    if (!this.#alive) return;
    this.#alive = false;
    if (what === 'power') {
      this.#cache.cutPower(this.#world.random);
      this.disk.drive.cutPower(this.#world.random);
    } else this.#cache.sync();
    for (const pipe of this.#pipes.values()) pipe.break(this);
    this.#pipes.clear();
  }

  lines(link: LinkId, lines: readonly Uint8Array[]): void {
    if (!this.#alive) return;
    if (this.#sleep.on && this.#sleep.holds(() => this.lines(link, lines))) return;
    // As the driver does: one chunk is decided together and recorded in one transaction.
    const outputs: Output[] = [];
    const now = this.#now;
    for (const line of lines) {
      this.resident.received += line.length + 1;
      const input: Input = { type: 'line', link, line };
      this.#world.saw(this.resident.id, input);
      for (const output of this.engine.handle(input, now)) outputs.push(output);
    }
    for (const output of this.engine.handle(LINES_DONE, now)) outputs.push(output);
    this.#perform(outputs);
    this.#world.lookInto(this.#core);
  }

  closed(link: LinkId): void {
    this.#pipes.delete(link);
    this.put({ type: 'closed', link });
  }

  accept(pipeTo: (holder: Holder, link: LinkId) => Connection): Connection {
    const link = this.#nextAccepted--;
    const pipe = pipeTo(this, link);
    this.#pipes.set(link, pipe);
    this.put({ type: 'accepted', link });
    return pipe;
  }

  /** By the clock of its machine. */
  get #now(): number {
    return this.#world.agenda.now + this.resident.ahead;
  }

  #perform(outputs: readonly Output[]): void {
    if (outputs.length === 0) return;
    let sendTo: LinkId | null = null;
    let lines: Uint8Array[] = [];
    let before: Deed | null = null;
    for (const deed of this.#world.discipline(deedsOf(outputs))) {
      const doomed = this.doom.strikes();
      const dies = this.#world.gaps?.pass(before, deed, doomed) ?? doomed;
      before = deed;
      if (deed.type === 'send' && deed.link === sendTo && !dies) {
        lines.push(deed.bytes);
        continue;
      }
      if (sendTo !== null) this.#send(sendTo, lines);
      sendTo = null;
      if (dies) return this.resident.fall(this.doom.what);
      if (deed.type === 'write') this.#cache.write(deed.changes);
      else if (deed.type === 'sync') this.#cache.sync();
      else if (deed.type === 'send') {
        sendTo = deed.link;
        lines = [deed.bytes];
      } else this.#effect(deed);
      if (!this.#alive) return;
    }
    if (sendTo !== null) this.#send(sendTo, lines);
  }

  #send(link: LinkId, lines: readonly Uint8Array[]): void {
    this.#pipes.get(link)?.send(this, lines);
    for (const line of lines) this.resident.sent += line.length;
  }

  #effect(output: Exclude<Output, { type: 'send' | 'save' }>): void {
    switch (output.type) {
      // Residents are alone with their ids: they publish unasked.
      case 'publish':
      case 'withdraw':
        return;
      case 'dial':
        this.#dials.add(output.link);
        return this.#world.dial(this, output);
      case 'close': {
        this.#dials.delete(output.link);
        this.#pipes.get(output.link)?.close(this);
        this.#pipes.delete(output.link);
        return;
      }
      case 'wake':
        return this.#alarm.set(output.at);
      case 'event':
        return this.#world.happened(this.resident.id, output.event);
      case 'reply':
        this.#reply = output.reply;
        return;
      case 'file_open':
      case 'file_read':
      case 'file_sum':
      case 'file_close':
      case 'file_create':
      case 'file_write':
      case 'file_finish':
      case 'file_discard':
        return this.disk.perform(output);
      // Nobody shares anything in this world.
      // Lanes never come to stand there: all goes by lines.
      case 'lane_dial':
        this.#world.agenda.after(1000, () => this.put({ type: 'closed', link: output.link }));
        return;
      case 'lane_arrived':
      case 'lane_send':
      case 'tunnel_arrived':
      case 'tunnels_cut':
        return;
      default:
        return output satisfies never;
    }
  }

  /** The world's answer to a dial, unless it was withdrawn. */
  dialled(link: LinkId, pipe: (() => Connection) | null): void {
    if (this.#sleep.holds(() => this.dialled(link, null))) return;
    if (!this.#alive || !this.#dials.delete(link)) return;
    if (pipe === null) return this.put({ type: 'dial_failed', link, reason: 'failed' });
    this.#pipes.set(link, pipe());
    this.put({ type: 'connected', link });
  }
}

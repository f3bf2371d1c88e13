// Two honest clients who hold their onion keys, and whoever stands between them: he has every line, and may do with it as he likes.
import { type Engine, engineOver } from '../../../src/engine/engine.ts';
import type { Command, ContactView, Event, Input, LinkId, Output, Reply } from '../../../src/engine/io.ts';
import { restore } from '../../../src/engine/restore.ts';
import type { Core } from '../../../src/engine/state.ts';
import { pureSealCrypto } from '../../../src/engine/seal/crypto.ts';
import { onionKeyOfSeed } from '../../../src/identity/onion-key.ts';
import type { TorchatId } from '../../../src/identity/id.ts';
import type { SealCrypto } from '../../../src/ports.ts';
import { memoryStore } from '../../../src/testing/index.ts';
import { prng } from '../../../src/testing/world/prng.ts';
import { bare } from '../stage.ts';

const START = Date.UTC(2026, 0, 1);

/** A line on its way: who wrote it, and on whose connection. */
export interface Passing {
  readonly from: Person;
  readonly to: Person;
  readonly dialler: Person;
  /** Without its LF, one character a byte. */
  readonly text: string;
}

/** What becomes of a line: the lines that arrive in its place, one character a byte. */
export type Between = (passing: Passing) => readonly string[];

export class Person {
  readonly id: TorchatId;
  readonly name: string;
  readonly events: Event[] = [];
  readonly #key: Uint8Array;
  readonly seals: boolean;
  readonly #pair: Pair;
  readonly #random;
  readonly #crypto: SealCrypto;
  store = memoryStore();
  core: Core;
  engine: Engine;
  wakeAt: number | null = null;
  nextAccepted: LinkId = -1;
  #reply: Reply | null = null;

  constructor(pair: Pair, name: string, number: number, options: PersonOptions) {
    this.#pair = pair;
    this.name = name;
    const seed = prng(number).bytes(32);
    this.#key = onionKeyOfSeed(options.impostor === true ? prng(99).bytes(32) : seed).expanded;
    this.#random = prng(number + 1000);
    this.seals = options.seals ?? true;
    const { count = () => undefined } = options;
    this.#crypto = {
      ...pureSealCrypto,
      agree(secret, point) {
        count();
        return pureSealCrypto.agree(secret, point);
      },
    };
    this.id = options.oldId === true ? ('a'.repeat(16) as TorchatId) : onionKeyOfSeed(seed).id;
    this.core = this.#restored();
    this.engine = engineOver(this.core);
  }

  #restored(): Core {
    const seal = this.seals ? { onionKey: this.#key, crypto: this.#crypto } : null;
    const snapshot = this.store.load();
    return restore({ id: this.id, snapshot, random: this.#random, now: this.#pair.now, seal });
  }

  /** The program ends and starts again. */
  restart(): void {
    this.store = this.store.reopen();
    this.core = this.#restored();
    this.engine = engineOver(this.core);
    this.wakeAt = null;
    this.#pair.forget(this);
    this.online();
  }

  online(): this {
    this.put({ type: 'network', up: true });
    this.put({ type: 'published' });
    return this;
  }

  put(input: Input): void {
    const outputs = this.engine.handle(input, this.#pair.now);
    for (const output of outputs) if (output.type === 'save') this.store.apply([output.change]);
    for (const output of outputs) this.#perform(output);
  }

  #perform(output: Output): void {
    if (output.type === 'event') this.events.push(output.event);
    else if (output.type === 'reply') this.#reply = output.reply;
    else if (output.type === 'wake') this.wakeAt = output.at;
    else this.#pair.perform(this, output);
  }

  do(command: Command): Reply {
    this.#reply = null;
    this.put({ type: 'command', ref: 1, command });
    this.#pair.settle();
    if (this.#reply === null) throw new Error('no reply');
    return this.#reply;
  }

  say(text: string): Reply {
    return this.do({ type: 'send', id: this.other.id, text });
  }

  get other(): Person {
    return this.#pair.otherOf(this);
  }

  /** How it sees the other one. */
  get view(): ContactView {
    const view = this.engine.contact(this.other.id);
    if (view === null) throw new Error('the other one is no contact');
    return view;
  }

  /** Texts that came in, in their order. */
  get got(): string[] {
    return this.of('message').flatMap(({ message }) => (message.direction === 'in' ? [message.text] : []));
  }

  get violations(): string[] {
    return this.of('violation').map(({ what }) => what);
  }

  of<T extends Event['type']>(type: T): Extract<Event, { type: T }>[] {
    return this.events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  }
}

interface PersonOptions {
  readonly seals?: boolean;
  /** Called at each agreement of X25519. */
  readonly count?: () => void;
  readonly oldId?: boolean;
  /** Has the id, and a key that is not that of the id. */
  readonly impostor?: boolean;
}

interface Wire {
  readonly dialler: Person;
  readonly ends: Map<Person, LinkId>;
}

export class Pair {
  now = START;
  readonly a: Person;
  readonly b: Person;
  /** All that passed, as the one between saw it. */
  readonly seen: Passing[] = [];
  between: Between = ({ text }) => [text];
  /** While false nobody gets through to anybody. */
  dialable = true;
  #wires: Wire[] = [];
  readonly #deeds: (() => void)[] = [];

  constructor(a: PersonOptions = {}, b: PersonOptions = {}) {
    this.a = new Person(this, 'a', 1, a);
    this.b = new Person(this, 'b', 2, b);
  }

  otherOf(person: Person): Person {
    return person === this.a ? this.b : this.a;
  }

  /** Both add each other; what follows from that has happened. */
  meet(): this {
    this.a.online();
    this.b.online();
    this.a.do({ type: 'add', id: this.b.id });
    this.b.do({ type: 'add', id: this.a.id });
    this.pass(10_000);
    return this;
  }

  perform(person: Person, output: Output): void {
    if (output.type === 'dial') {
      const { link, id } = output;
      this.#deeds.push(() => this.#dial(person, link, id));
    } else if (output.type === 'close') {
      const wire = this.#wireOf(person, output.link);
      if (wire !== undefined) this.#deeds.push(() => this.cut(wire, person));
    } else if (output.type === 'send') {
      const wire = this.#wireOf(person, output.link);
      if (wire === undefined) return;
      const text = latin1(bare(output.bytes));
      this.#deeds.push(() =>
        this.#pass({ from: person, to: this.otherOf(person), dialler: wire.dialler, text }, wire),
      );
    }
  }

  #dial(person: Person, link: LinkId, id: TorchatId): void {
    const door = this.otherOf(person);
    // Ourselves we reach as well, and nobody else is there.
    if (id !== door.id || !this.dialable) return person.put({ type: 'dial_failed', link, reason: 'failed' });
    const accepted = door.nextAccepted--;
    this.#wires.push({
      dialler: person,
      ends: new Map([
        [person, link],
        [door, accepted],
      ]),
    });
    door.put({ type: 'accepted', link: accepted });
    person.put({ type: 'connected', link });
  }

  #pass(passing: Passing, wire: Wire): void {
    this.seen.push(passing);
    for (const text of this.between(passing)) this.deliver(passing.to, wire.dialler, text);
  }

  /** He says something to somebody on the newest connection of this dialler. */
  deliver(to: Person, dialler: Person, text: string): void {
    const link = this.#wires.findLast((wire) => wire.dialler === dialler)?.ends.get(to);
    if (link === undefined) return;
    to.put({ type: 'line', link, line: bytes(text) });
    to.put({ type: 'lines_done' });
  }

  cut(wire: Wire, by: Person | null): void {
    if (!this.#wires.includes(wire)) return;
    this.#wires = this.#wires.filter((other) => other !== wire);
    for (const [person, link] of wire.ends) if (person !== by) person.put({ type: 'closed', link });
  }

  /** Every connection ends. */
  cutAll(): void {
    for (const wire of this.#wires.slice()) this.cut(wire, null);
    this.settle();
  }

  forget(person: Person): void {
    for (const wire of this.#wires.slice()) this.cut(wire, person);
  }

  get connections(): number {
    return this.#wires.length;
  }

  /** Everything on its way arrives. */
  settle(): void {
    let deeds = 0;
    for (let deed = this.#deeds.shift(); deed !== undefined; deed = this.#deeds.shift()) {
      deed();
      if (++deeds > 100_000) throw new Error('it never ends');
    }
  }

  /** The clock runs, with a tick wherever somebody asked for one. */
  pass(milliseconds: number): void {
    this.settle();
    const end = this.now + milliseconds;
    for (;;) {
      const next = [this.a, this.b].filter(({ wakeAt }) => wakeAt !== null && wakeAt <= end);
      const first = next.toSorted((x, y) => (x.wakeAt ?? 0) - (y.wakeAt ?? 0))[0];
      if (first?.wakeAt == null) break;
      this.now = Math.max(this.now, first.wakeAt);
      first.wakeAt = null;
      first.put({ type: 'tick' });
      this.settle();
    }
    this.now = end;
  }

  #wireOf(person: Person, link: LinkId): Wire | undefined {
    return this.#wires.find(({ ends }) => ends.get(person) === link);
  }

  /** The commands that passed, from one of them. */
  commands(from: Person): string[] {
    return this.seen.filter((passing) => passing.from === from).map(({ text }) => commandOf(text));
  }
}

export function commandOf(text: string): string {
  return text.split(' ')[0] as string;
}

export function bytes(latin: string): Uint8Array {
  return Uint8Array.from(latin, (character) => character.charCodeAt(0));
}

export function latin1(line: Uint8Array): string {
  return Array.from(line, (byte) => String.fromCharCode(byte)).join('');
}

// Two honest clients, and whoever stands between them: he has every line, and may do with it as he likes.
import type { LinkId } from '../../../src/engine/io/keys.ts';
import type { Output } from '../../../src/engine/io/output.ts';
import type { TorchatId } from '../../../src/identity/id.ts';
import { bare } from '../stage.ts';
import { bytes, commandOf, latin1 } from './latin1.ts';
import { Person, type PersonOptions } from './person.ts';

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

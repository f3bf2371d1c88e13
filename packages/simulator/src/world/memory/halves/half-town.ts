// One half of a town: everybody has a place in it, every second one lives here, and letters go to the others.
import type { Resident, Run } from '@torchat/core/testing';
import { Town, type TownOptions } from '../town.ts';
import { FarConnection } from './far-connection.ts';
import { type Letter, Post } from './letters.ts';
import type { Half } from './meeting.ts';
import { FAR, HALF_A_DIAL } from './window.ts';

/** As in core's pipe: until it is known that what was written came to nobody. */
const DEAD_LETTER = [500, 4000] as const;

type Dial = Parameters<Town['dial']>[1];

export class HalfTown extends Town {
  readonly #half: Half;
  readonly #post = new Post();
  readonly #connections = new Map<number, FarConnection>();
  readonly #dials = new Map<number, { readonly from: Run; readonly dial: Dial; readonly to: Resident }>();
  #numbers = 0;

  constructor(options: TownOptions, half: Half) {
    super({ ...options, part: half });
    this.#half = half;
  }

  override isHere(place: number): boolean {
    return place % 2 === this.#half;
  }

  /** Letters since the last time, for the other half. Valid until anything happens here. */
  sent(): Uint8Array {
    return this.#post.take();
  }

  received(letters: Iterable<Letter>): void {
    for (const letter of letters) this.agenda.at(letter.at, () => this.#open(letter));
  }

  override dial(from: Run, dial: Dial): void {
    const place = this.placeOf(dial.id);
    if (place === null || this.isHere(place)) return super.dial(from, dial);
    const to = this.residents[place] as Resident;
    if (!this.cuts.passes(from.resident, to)) return super.dial(from, dial);
    const connection = 2 * this.#numbers++ + this.#half;
    this.#dials.set(connection, { from, dial, to });
    const at = this.agenda.now + this.random.between(...HALF_A_DIAL);
    const caller = this.placeOf(from.resident.id) as number;
    this.#post.write({ kind: 'dial', connection, at, from: caller, to: place });
  }

  override reroute(touched: ReadonlySet<Resident>): void {
    super.reroute(touched);
    for (const connection of this.#connections.values())
      if (touched.has(connection.other.resident)) this.look(connection, connection.holder as Run);
  }

  #open(letter: Letter): void {
    const { connection } = letter;
    switch (letter.kind) {
      case 'lines': {
        const to = this.#connections.get(connection);
        if (to === undefined) return this.#answer('closed', connection, DEAD_LETTER);
        return to.arrived(letter.lines);
      }
      case 'closed':
        return this.#connections.get(connection)?.ended();
      case 'dial':
        return this.#dialled(letter);
      case 'connected':
      case 'refused':
        return this.#answered(letter);
      default:
        return letter satisfies never;
    }
  }

  #dialled({ connection, from, to }: Extract<Letter, { kind: 'dial' }>): void {
    const { run } = this.residents[to] as Resident;
    if (run === null || !run.reachable) return this.#answer('refused', connection, HALF_A_DIAL);
    const other = this.residents[from] as Resident;
    const made = run.accept((holder, link) => this.#connect(connection, holder, link, other));
    this.#answer('connected', connection, HALF_A_DIAL);
    this.look(made, run);
  }

  #answered({ kind, connection }: Letter): void {
    const asked = this.#dials.get(connection);
    this.#dials.delete(connection);
    if (asked === undefined) return;
    const { from, dial, to } = asked;
    if (kind === 'refused') return from.dialled(dial.link, null);
    from.dialled(dial.link, () => this.#connect(connection, from, dial.link, to));
    const made = this.#connections.get(connection);
    // Whoever dialled does not want it any more.
    if (made === undefined) this.#answer('closed', connection, FAR);
    else this.look(made, from);
  }

  #connect(number: number, holder: FarConnection['holder'], link: number, other: Resident): FarConnection {
    const connection = new FarConnection({
      town: this,
      number,
      holder,
      link,
      other,
      post: (letter) => this.#post.write(letter),
      ended: () => this.#connections.delete(number),
    });
    this.#connections.set(number, connection);
    return connection;
  }

  #answer(
    kind: 'closed' | 'connected' | 'refused',
    connection: number,
    delay: readonly [number, number],
  ): void {
    this.#post.write({ kind, connection, at: this.agenda.now + this.random.between(...delay) });
  }
}

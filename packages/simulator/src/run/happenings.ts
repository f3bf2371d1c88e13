// Makes happenings into deeds: to whom, and with which text or file, and takes down what was asked.
import type { Cast, Person } from '../scenario/cast.ts';
import type { Lot } from '../scenario/lot.ts';
import type { Happening } from '../scenario/happenings.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Deed } from '../world/deed.ts';
import type { SimWorld } from '../world/sim-world.ts';
import { seated, seatsOf } from './choose.ts';
import type { Step } from './timeline.ts';

export class Happenings {
  readonly #world: SimWorld;
  readonly #cast: Cast;
  readonly #recorder: Recorder;
  #count = 0;

  constructor(world: SimWorld, cast: Cast, recorder: Recorder) {
    this.#world = world;
    this.#cast = cast;
    this.#recorder = recorder;
  }

  /** Whoever is not there does nothing. */
  async perform({ happening, who, lot }: Extract<Step, { type: 'happening' }>): Promise<void> {
    if (!this.#recorder.isUp(who.at)) return;
    for (const deed of this.#deedsOf(happening, who, lot)) {
      if (deed.does === 'chat') this.#recorder.texts.asked(who.at, deed.to.at, deed.text);
      const taken = await this.#world.perform(deed);
      if (taken && deed.does === 'forward') this.#recorder.roundBegan();
    }
  }

  *#deedsOf(happening: Happening, who: Person, lot: Lot): Generator<Deed> {
    // Faults to the world, both of them.
    if (happening.does === 'restart' || happening.does === 'twin') return;
    if (happening.does === 'status') {
      yield { does: 'status', who, status: happening.status };
      return;
    }
    for (const to of this.#othersOf(happening, who, lot)) {
      const number = ++this.#count;
      switch (happening.does) {
        case 'chat':
          yield { does: 'chat', who, to, text: textOf(number, happening.length) };
          break;
        case 'file':
        case 'forward':
          yield { does: happening.does, who, to, name: `${who.name}-${number}.bin`, size: happening.size };
          break;
        case 'add':
        case 'remove':
          yield { does: happening.does, who, to };
          break;
        default:
          happening satisfies never;
      }
    }
  }

  /** Whoever adds somebody needs not know him; all the rest is among contacts. */
  #othersOf(happening: Extract<Happening, { to?: unknown }>, who: Person, lot: Lot): readonly Person[] {
    const { people } = this.#cast;
    const known = new Set(who.contacts);
    const others = people.filter(({ at }) => at !== who.at && (happening.does === 'add' || known.has(at)));
    const chosen = seatsOf(happening.to ?? ['any'], { people: others }).map((seat) => seated(seat, lot));
    return [...new Set(chosen.filter((one) => one !== null))];
  }
}

/** One of its kind by its number, and as long as it is to be where that is long enough. */
function textOf(number: number, length: number): string {
  const text = `text ${number} `;
  return text.length >= length ? text.trimEnd() : text.padEnd(length, 'abcdefghijklmnopqrstuvwxyz ');
}

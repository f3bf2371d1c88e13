// Every text of a run from its writing to its showing. Texts are one of their kind, so their words name them.
import type { SimEvent } from '../world/event.ts';
import type { IncidentRecord, TextRecord } from './result.ts';

interface Text {
  readonly from: number;
  readonly to: number;
  taken: number | null;
  readonly shown: number[];
  place: number;
  delivered: number | null;
}

export class TextsRecorder {
  readonly #texts = new Map<string, Text>();
  readonly #shownOf = new Map<string, number>();
  readonly #strange: IncidentRecord[] = [];
  taken = 0;
  shown = 0;

  /** Somebody is about to write it; his client may die over it. */
  asked(from: number, to: number, text: string): void {
    this.#texts.set(text, { from, to, taken: null, shown: [], place: -1, delivered: null });
  }

  note(event: Extract<SimEvent, { type: `text_${string}` }>): void {
    const text = this.#texts.get(event.text);
    if (event.type === 'text_shown') {
      if (text === undefined || text.from !== event.from || text.to !== event.who)
        return void this.#strange.push({
          at: event.at,
          who: event.who,
          kind: 'error',
          other: event.from,
          what: `a text that nobody wrote to it: ${JSON.stringify(event.text.slice(0, 40))}`,
        });
      if (text.shown.push(event.at) > 1) return;
      const way = `${text.from} ${text.to}`;
      text.place = this.#shownOf.get(way) ?? 0;
      this.#shownOf.set(way, text.place + 1);
      this.shown++;
    } else if (text === undefined) return;
    else if (event.type === 'text_taken') {
      if (text.taken === null) this.taken++;
      text.taken ??= event.at;
    } else text.delivered ??= event.at;
  }

  /** Those that a client took, and those that were shown all the same; in the order of their writing. */
  get records(): readonly TextRecord[] {
    const records: TextRecord[] = [];
    for (const [text, record] of this.#texts)
      if (record.taken !== null || record.shown.length > 0) records.push({ text, ...record });
    return records;
  }

  get strange(): readonly IncidentRecord[] {
    return this.#strange;
  }
}

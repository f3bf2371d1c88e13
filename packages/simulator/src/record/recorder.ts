// Takes down what a world tells, event by event, in the form of the record.
import type { Presence } from '@torchat/core';
import type { Cast } from '../scenario/cast.ts';
import type { Sample, SimEvent } from '../world/event.ts';
import { FilesRecorder } from './files.ts';
import type { ForwardRecord, IncidentRecord, PersonRecord, SamplesRecord, ViewRecord } from './result.ts';
import { TextsRecorder } from './texts.ts';

type Mutable<T> = {
  -readonly [Field in keyof T]: T[Field] extends readonly (infer Item)[] ? Item[] : T[Field];
};

type Columns = { who: number; at: number[] } & Partial<Record<keyof Omit<Sample, 'who' | 'at'>, number[]>>;

/** No run needs more to see what is wrong. */
const MOST_INCIDENTS = 10_000;

export class Recorder {
  readonly texts = new TextsRecorder();
  readonly files = new FilesRecorder();
  readonly forwards: ForwardRecord[] = [];
  readonly incidents: IncidentRecord[] = [];
  readonly #people: Mutable<PersonRecord>[];
  readonly #views = new Map<number, Mutable<ViewRecord>>();
  readonly #samples = new Map<number, Columns>();
  readonly #online = new Set<number>();
  #up = 0;
  #rounds = 0;

  constructor({ people }: Cast) {
    this.#people = people.map(({ name, group, kind, contacts }) => ({
      name,
      group,
      kind,
      contacts: [...contacts],
      lives: [],
    }));
  }

  /** A client was asked for a round through a forwarded port, and will tell what came of it. */
  roundBegan(): void {
    this.#rounds++;
  }

  get roundsUnder(): number {
    return this.#rounds - this.forwards.length;
  }

  /** How many clients run, and how many of those who look at a contact see it online. */
  get up(): number {
    return this.#up;
  }

  get online(): number {
    return this.#online.size;
  }

  get people(): readonly PersonRecord[] {
    return this.#people;
  }

  get views(): readonly ViewRecord[] {
    return [...this.#views.values()];
  }

  get samples(): readonly SamplesRecord[] {
    return [...this.#samples.values()].sort((a, b) => a.who - b.who);
  }

  isUp(who: number): boolean {
    return (this.#people[who]?.lives.length ?? 0) % 2 === 1;
  }

  sees(viewer: number, contact: number): boolean {
    return this.#online.has(this.#pair(viewer, contact));
  }

  note(event: SimEvent): void {
    switch (event.type) {
      case 'up':
      case 'down':
        return this.#life(event.who, event.at, event.type === 'up');
      case 'presence':
        return this.#look(event.who, event.contact, event.at, event.presence);
      case 'text_taken':
      case 'text_shown':
      case 'text_delivered':
        return this.texts.note(event);
      case 'file_taken':
      case 'file_landed':
      case 'file_failed':
        return this.files.note(event);
      case 'forward_done': {
        const { who: from, to, size, at, milliseconds, right, why } = event;
        return void this.forwards.push({ from, to, size, at, milliseconds, right, why });
      }
      case 'contact':
        return this.#listed(event.who, event.contact, event.at, event.change === 'added');
      case 'violation':
        return this.#incident({ ...about(event), kind: 'violation', other: event.contact, what: event.what });
      case 'connection':
        return this.#incident({ ...about(event), kind: 'connection', other: null, what: event.to });
      case 'twin':
        return this.#incident({
          ...about(event),
          kind: 'twin',
          other: null,
          what: event.on ? 'another machine runs it' : 'no other machine runs it any more',
        });
      case 'error':
        return this.#incident({ ...about(event), kind: 'error', other: null, what: event.what });
      default:
        return event satisfies never;
    }
  }

  sampled({ at, who, ...values }: Sample): void {
    let samples = this.#samples.get(who);
    if (samples === undefined) this.#samples.set(who, (samples = { who, at: [] }));
    samples.at.push(at);
    for (const [column, value] of Object.entries(values) as [keyof typeof values, number][])
      (samples[column] ??= []).push(value);
  }

  #life(who: number, at: number, up: boolean): void {
    if (this.isUp(who) === up) return;
    this.#people[who]?.lives.push(at);
    this.#up += up ? 1 : -1;
    // Nobody looks any more.
    if (!up) for (const contact of this.#people[who]?.contacts ?? []) this.#look(who, contact, at, 'offline');
  }

  #listed(who: number, contact: number, at: number, added: boolean): void {
    const contacts = this.#people[who]?.contacts ?? [];
    const place = contacts.indexOf(contact);
    if (added && place < 0) contacts.push(contact);
    if (added || place < 0) return;
    contacts.splice(place, 1);
    this.#look(who, contact, at, 'offline');
  }

  #look(viewer: number, contact: number, at: number, presence: Presence): void {
    const pair = this.#pair(viewer, contact);
    let view = this.#views.get(pair);
    if (view === undefined) this.#views.set(pair, (view = { viewer, contact, changes: [] }));
    const last = view.changes.at(-1)?.[1] ?? 'offline';
    if (last === presence) return;
    view.changes.push([at, presence]);
    if (isOnline(presence)) this.#online.add(pair);
    else this.#online.delete(pair);
  }

  #incident(incident: IncidentRecord): void {
    if (this.incidents.length < MOST_INCIDENTS) this.incidents.push(incident);
  }

  #pair(viewer: number, contact: number): number {
    return viewer * this.#people.length + contact;
  }
}

/** `handshake`: our connection stands, and theirs does not yet. */
export function isOnline(presence: Presence): boolean {
  return presence !== 'offline' && presence !== 'handshake';
}

function about({ at, who }: SimEvent): { at: number; who: number } {
  return { at, who };
}

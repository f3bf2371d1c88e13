// What engines tell, in the words of the simulator: people by their places, texts by their words.
import type { Event, FileView, Message } from '@torchat/core';
import { bytesOf } from '../content.ts';
import type { SimEvent } from '../event.ts';
import type { Town } from './town.ts';

export class Teller {
  readonly #town: Town;
  readonly #tell: (event: SimEvent) => void;
  /** Texts whose receipts are still to come, by their keys at their writers. */
  readonly #open = new Map<number, Map<number, string>>();

  constructor(town: Town, tell: (event: SimEvent) => void) {
    this.#town = town;
    this.#tell = tell;
  }

  up(who: number): void {
    this.#tell({ type: 'up', at: this.#town.time, who });
  }

  down(who: number): void {
    this.#tell({ type: 'down', at: this.#town.time, who });
  }

  taken(who: number, to: number, { key, text }: Message): void {
    const open = this.#open.get(who) ?? new Map<number, string>();
    this.#open.set(who, open.set(key, text));
    this.#tell({ type: 'text_taken', at: this.#town.time, who, to, text });
  }

  fileTaken(who: number, to: number, name: string, size: number): void {
    this.#tell({ type: 'file_taken', at: this.#town.time, who, to, name, size });
  }

  changed(who: number, contact: number, change: 'added' | 'removed'): void {
    this.#tell({ type: 'contact', at: this.#town.time, who, contact, change });
  }

  heard(who: number, event: Event): void {
    const at = this.#town.time;
    // Most of what an engine tells is for screens.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (event.type) {
      case 'presence': {
        const contact = this.#town.placeOf(event.id);
        if (contact !== null) this.#tell({ type: 'presence', at, who, contact, presence: event.presence });
        return;
      }
      case 'message': {
        const from = this.#town.placeOf(event.message.contact);
        if (event.message.direction === 'in' && from !== null)
          this.#tell({ type: 'text_shown', at, who, from, text: event.message.text });
        return;
      }
      case 'message_state': {
        const text = this.#open.get(who)?.get(event.key);
        const to = this.#town.placeOf(event.id);
        if (event.state !== 'delivered' || text === undefined || to === null) return;
        this.#open.get(who)?.delete(event.key);
        this.#tell({ type: 'text_delivered', at, who, to, text });
        return;
      }
      case 'removed_us': {
        const contact = this.#town.placeOf(event.id);
        if (contact !== null) this.changed(who, contact, 'removed');
        return;
      }
      case 'file_offer':
        // Whoever is offered a file takes it, a moment later.
        return this.#town.agenda.after(0, () => this.#accept(who, event.file));
      case 'file_end':
        return this.#fileEnd(who, event);
      case 'violation': {
        const contact = event.id === null ? null : this.#town.placeOf(event.id);
        return this.#tell({ type: 'violation', at, who, contact, what: event.what });
      }
      case 'twin':
        return this.#tell({ type: 'twin', at, who, on: event.twin !== null });
      default:
        return;
    }
  }

  #accept(who: number, { key }: FileView): void {
    this.#town.residents[who]?.command({ type: 'accept_file', file: key });
  }

  #fileEnd(who: number, { file, ok, why }: Extract<Event, { type: 'file_end' }>): void {
    const at = this.#town.time;
    const { name, size, direction } = file;
    const other = this.#town.placeOf(file.contact);
    if (other === null) return;
    if (!ok) return this.#tell({ type: 'file_failed', at, who, other, name, why });
    if (direction === 'out') return;
    const landed = this.#town.residents[who]?.run?.disk.landed ?? [];
    const bytes = landed.find((one) => one.name === name)?.bytes;
    const right = bytes !== undefined && bytesOf(name, size).equals(bytes);
    this.#tell({ type: 'file_landed', at, who, from: other, name, right });
  }
}

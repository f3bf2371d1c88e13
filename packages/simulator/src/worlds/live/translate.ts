// What a client's program tells, in the words of the simulator: people by their places, texts and files by their names.
import { createHash } from 'node:crypto';
import type { Presence } from '@torchat/core';
import type { PeerEvent } from '../../peer/peer-program.ts';
import { bytesOf } from '../../world/content.ts';
import type { SimEvent } from '../../world/event.ts';

type Told<E = SimEvent> = E extends SimEvent ? Omit<E, 'at' | 'who'> : never;

export interface Acquaintance {
  /** The client's own place. */
  readonly own: number;
  /** Null: nobody of this run. */
  placeOf(id: unknown): number | null;
  /** Whether one of the two is a client of old, which joins and marks the texts that had to wait. */
  isOld(contact: number): boolean;
  /** Of a file of this run. */
  sizeOf(name: string): number | null;
}

const DELAYED = /^\[delayed\] /u;

/** Of one person's client, over all its lives. */
export class Translator {
  readonly #acquaintance: Acquaintance;
  /** Texts by contact and key: those whose receipts are to come, and those that were shown. */
  readonly #open = new Map<string, string>();
  readonly #shown = new Set<string>();
  readonly #offered = new Map<string, string>();

  constructor(acquaintance: Acquaintance) {
    this.#acquaintance = acquaintance;
  }

  of(event: PeerEvent): readonly Told[] {
    const { ev, addr } = event;
    if (ev === 'twin') return [{ type: 'twin', on: event['on'] === true }];
    if (ev === 'error') return [{ type: 'error', what: String(event['msg']) }];
    const place = this.#acquaintance.placeOf(addr);
    if (ev === 'violation') return [{ type: 'violation', contact: place, what: String(event['what']) }];
    // A client tells of its own service as if it were a contact.
    return place === null || place === this.#acquaintance.own ? [] : this.#ofContact(place, event);
  }

  #ofContact(place: number, event: PeerEvent): readonly Told[] {
    const key = `${place} ${String(event['id'])}`;
    switch (event.ev) {
      case 'status':
        return [{ type: 'presence', contact: place, presence: event['status'] as Presence }];
      case 'added':
      case 'removed':
        return [{ type: 'contact', contact: place, change: event.ev }];
      case 'queued': {
        const text = String(event['text']);
        this.#open.set(key, text);
        return [{ type: 'text_taken', to: place, text }];
      }
      case 'delivered': {
        const text = this.#open.get(key);
        this.#open.delete(key);
        return text === undefined ? [] : [{ type: 'text_delivered', to: place, text }];
      }
      case 'chat':
        return this.#shows(place, String(event['text']), 'id' in event ? key : null);
      case 'file_queued': {
        const { name, size } = event;
        return [{ type: 'file_taken', to: place, name: String(name), size: Number(size) }];
      }
      case 'file_offer':
        this.#offered.set(key, String(event['name']));
        return [];
      case 'file_send': {
        const { complete, name, msg } = event;
        if (complete === true || msg === '') return [];
        return [{ type: 'file_failed', other: place, name: String(name), why: String(msg) }];
      }
      case 'file_recv_end':
        return [this.#landed(place, this.#offered.get(key) ?? '', event)];
      default:
        return [];
    }
  }

  #shows(from: number, text: string, key: string | null): readonly Told[] {
    // What was stored and not yet marked as read when the program was killed is told again: it stands there once.
    if (key !== null && this.#shown.has(key)) return [];
    if (key !== null) this.#shown.add(key);
    const parts = this.#acquaintance.isOld(from) ? text.split('\n') : [text];
    return parts.map((part) => ({ type: 'text_shown', from, text: part.replace(DELAYED, '') }));
  }

  #landed(from: number, name: string, event: PeerEvent): Told {
    if (event['ok'] !== true) return { type: 'file_failed', other: from, name, why: String(event['msg']) };
    const size = this.#acquaintance.sizeOf(name);
    const right = size !== null && md5(bytesOf(name, size)) === event['md5'];
    return { type: 'file_landed', from, name, right };
  }
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

// What a client has told so far, as the cases ask for it: what holds now, and what came and was not taken yet.
import type { PeerEvent } from '@torchat/simulator';

export interface Profile {
  readonly name: string;
  readonly text: string;
}

/** A file on its way out, as last told. It has ended when it is complete or says why not. */
export interface Sending {
  readonly to: string;
  readonly sent: number;
  readonly complete: boolean;
  readonly why: string;
}

/** What comes once for each thing another did, so that each has to be taken once. */
export type Arrival = 'chat' | 'file_offer' | 'file_recv_end';

export class Told {
  readonly presence = new Map<string, string>();
  readonly listed = new Set<string>();
  readonly profiles = new Map<string, Profile>();
  /** SHA-256 of the pixels, empty where a picture was taken away. */
  readonly avatars = new Map<string, string>();
  /** By the client's own key of the transfer. */
  readonly sendings = new Map<string, Sending>();
  /** Texts it took over and was not told to have been delivered, by their keys. */
  readonly unconfirmed = new Map<number, string>();
  readonly #arrivals: PeerEvent[] = [];

  /** A program that was just started has seen nobody. */
  restart(): void {
    // Its keys begin anew with some.
    this.sendings.clear();
    this.presence.clear();
  }

  /** What came from there and was not taken. */
  arrivals(kind: Arrival, addr: string): readonly PeerEvent[] {
    return this.#arrivals.filter((event) => event.ev === kind && event['addr'] === addr);
  }

  remove(event: PeerEvent): void {
    const at = this.#arrivals.indexOf(event);
    if (at >= 0) this.#arrivals.splice(at, 1);
  }

  take(event: PeerEvent): void {
    const { ev, addr } = event;
    if (typeof addr !== 'string') return;
    switch (ev) {
      case 'status':
        this.presence.set(addr, String(event['status']));
        return;
      case 'added':
        this.listed.add(addr);
        return;
      case 'removed':
        this.listed.delete(addr);
        // A client that removes somebody says no more of him, not even that he is offline.
        this.presence.delete(addr);
        return;
      case 'profile':
        this.profiles.set(addr, { name: String(event['name']), text: String(event['text']) });
        return;
      case 'avatar':
        this.avatars.set(addr, String(event['sha256']));
        return;
      case 'file_send': {
        const { id, sent, complete, msg } = event;
        const key = String(id);
        this.sendings.set(key, {
          to: addr,
          sent: Number(sent),
          complete: complete === true,
          // What was on its way when a client of old gave it up is still told as its progress.
          why: String(msg) || (this.sendings.get(key)?.why ?? ''),
        });
        return;
      }
      case 'queued':
        this.unconfirmed.set(Number(event['id']), addr);
        return;
      case 'delivered':
        this.unconfirmed.delete(Number(event['id']));
        return;
      case 'chat':
      case 'file_offer':
      case 'file_recv_end':
        this.#arrivals.push(event);
        return;
      default:
    }
  }
}

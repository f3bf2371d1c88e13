// One client under test, ours or another's: what it has told so far, and waiting for what it should tell next.
import { type PeerEvent, PeerProgram, type PeerProgramOptions } from '@torchat/simulator';
import type { TorchatId } from '@torchat/core';

/** No case waits longer for anything that it does not name itself. */
const PATIENCE = 30;

interface Profile {
  readonly name: string;
  readonly text: string;
}

export class Party implements AsyncDisposable {
  readonly id: TorchatId;
  readonly name: string;
  readonly #launch: Pick<PeerProgramOptions, 'command' | 'args'>;
  readonly #listed = new Set<string>();
  readonly #presence = new Map<string, string>();
  readonly #profiles = new Map<string, Profile>();
  readonly #texts = new Map<string, string[]>();
  #program: PeerProgram | null = null;

  constructor(id: TorchatId, name: string, launch: Pick<PeerProgramOptions, 'command' | 'args'>) {
    this.id = id;
    this.name = name;
    this.#launch = launch;
  }

  async start(): Promise<void> {
    this.#presence.clear();
    this.#program = new PeerProgram({
      name: this.name,
      ...this.#launch,
      onEvent: (event) => {
        this.#take(event);
      },
    });
    await this.#program.next('get ready', PATIENCE, ({ ev }) => ev === 'ready');
  }

  say(...words: readonly string[]): void {
    this.#running().say(...words);
  }

  /** Text as a JSON string, so that line breaks survive the command line. */
  text(to: Party, text: string): void {
    this.say('msg', to.id, JSON.stringify(text));
  }

  /** `offline` until it told something else. */
  presenceOf(other: Party): string {
    return this.#presence.get(other.id) ?? 'offline';
  }

  profileOf(other: Party): Profile {
    return this.#profiles.get(other.id) ?? { name: '', text: '' };
  }

  lists(other: Party): boolean {
    return this.#listed.has(other.id);
  }

  /** Texts that came and were not taken yet. */
  unreadFrom(other: Party): readonly string[] {
    return this.#texts.get(other.id) ?? [];
  }

  /** Waits for so many texts and takes them. */
  async take(other: Party, count: number): Promise<string[]> {
    await this.until(`get ${count} texts`, () => this.unreadFrom(other).length >= count);
    return this.#texts.get(other.id)?.splice(0, count) ?? [];
  }

  /** Resolves when it holds, looked at now and with each event. */
  async until(what: string, holds: () => boolean, seconds = PATIENCE): Promise<void> {
    if (!holds()) await this.#running().next(what, seconds, holds);
  }

  async sees(other: Party, presence: string, seconds = PATIENCE): Promise<void> {
    await this.until(`see ${other.name} ${presence}`, () => this.presenceOf(other) === presence, seconds);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    await this.#running().kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program?.close();
  }

  #running(): PeerProgram {
    if (this.#program === null) throw new Error(`${this.name} was never started`);
    return this.#program;
  }

  #take(event: PeerEvent): void {
    const { ev, addr } = event;
    if (typeof addr !== 'string') return;
    if (ev === 'status') this.#presence.set(addr, String(event['status']));
    else if (ev === 'added') this.#listed.add(addr);
    else if (ev === 'removed') {
      this.#listed.delete(addr);
      // A client that removes somebody says no more of him, not even that he is offline.
      this.#presence.delete(addr);
    } else if (ev === 'profile')
      this.#profiles.set(addr, { name: String(event['name']), text: String(event['text']) });
    else if (ev === 'chat') {
      const texts = this.#texts.get(addr) ?? [];
      texts.push(String(event['text']));
      this.#texts.set(addr, texts);
    }
  }
}

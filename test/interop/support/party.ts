// One client under test, ours or another's: told what to do, asked what it told, waited for. Its files are its place's.
import { type PeerEvent, PeerProgram } from '@torchat/simulator';
import type { TorchatId } from '@torchat/core';
import { type Arrival, type Profile, type Sending, Told } from './told.ts';
import type { Place } from './world.ts';

export class Party implements AsyncDisposable {
  readonly id: TorchatId;
  readonly name: string;
  readonly #place: Place;
  readonly #told = new Told();
  #program: PeerProgram | null = null;

  constructor(id: TorchatId, name: string, place: Place) {
    this.id = id;
    this.name = name;
    this.#place = place;
  }

  /** Seconds for whatever takes no time by itself. */
  get patience(): number {
    return this.#place.patience;
  }

  /** Whether it is a client of old, with its ways. */
  get old(): boolean {
    return this.#place.old;
  }

  async start(): Promise<void> {
    this.#told.restart();
    this.#program = new PeerProgram({
      name: this.name,
      ...this.#place.launch,
      onEvent: (event) => this.#told.take(event),
    });
    await this.#program.next('get ready', this.patience, ({ ev }) => ev === 'ready');
  }

  say(...words: readonly string[]): void {
    this.#running().say(...words);
  }

  /** Text as a JSON string, so that line breaks survive the command line. */
  text(to: Party, text: string): void {
    this.say('msg', to.id, JSON.stringify(text));
  }

  /** As `text`; resolves when it is kept. */
  async says(text: string, to: Party): Promise<void> {
    const kept = this.#running().next(
      'keep the text',
      this.patience,
      ({ ev, addr }) => ev === 'queued' && addr === to.id,
    );
    this.text(to, text);
    await kept;
  }

  /** `offline` until it told something else. */
  presenceOf(other: Party): string {
    return this.#told.presence.get(other.id) ?? 'offline';
  }

  profileOf(other: Party): Profile {
    return this.#told.profiles.get(other.id) ?? { name: '', text: '' };
  }

  /** SHA-256 of the pixels, colours first, in hex; empty where there is no picture. */
  avatarOf(other: Party): string {
    return this.#told.avatars.get(other.id) ?? '';
  }

  lists(other: Party): boolean {
    return this.#told.listed.has(other.id);
  }

  /** What came from the other and was not taken yet. */
  untaken(kind: Arrival, other: Party): readonly PeerEvent[] {
    return this.#told.arrivals(kind, other.id);
  }

  /** Waits for the next of its kind that fits, and takes it. */
  async takeNext(
    kind: Arrival,
    other: Party,
    fits: (event: PeerEvent) => boolean = () => true,
    seconds = this.patience,
  ): Promise<PeerEvent> {
    const find = (): PeerEvent | undefined => this.untaken(kind, other).find(fits);
    await this.until(`get a ${kind} of ${other.name}`, () => find() !== undefined, seconds);
    const event = find();
    if (event === undefined) throw new Error('it was taken by somebody else');
    this.#told.remove(event);
    return event;
  }

  /** Whether every text to the other was confirmed; only our own client tells. */
  allDelivered(to: Party): boolean {
    return ![...this.#told.unconfirmed.values()].includes(to.id);
  }

  /** Waits for so many texts and takes them. */
  async take(other: Party, count: number): Promise<string[]> {
    await this.until(`get ${count} texts`, () => this.untaken('chat', other).length >= count);
    const events = this.untaken('chat', other).slice(0, count);
    for (const event of events) this.#told.remove(event);
    return events.map((event) => String(event['text']));
  }

  /** Begins to send a file of this name; resolves with its key, by which it can be asked for and cancelled. */
  async send(to: Party, name: string, bytes: Uint8Array): Promise<string> {
    const path = await this.#place.write(name, bytes);
    const known = new Set(this.#told.sendings.keys());
    const begun = (): string | undefined =>
      [...this.#told.sendings].find(([key, sending]) => !known.has(key) && sending.to === to.id)?.[0];
    this.say('file', to.id, JSON.stringify(path));
    await this.until('begin to send', () => begun() !== undefined);
    return begun() ?? '';
  }

  sending(key: string): Sending | undefined {
    return this.#told.sendings.get(key);
  }

  /** Sets the picture from the bytes of a PNG of 64x64, or takes it away. */
  async avatar(png: Uint8Array | null): Promise<void> {
    this.say('avatar', png === null ? 'none' : JSON.stringify(await this.#place.write('me.png', png)));
  }

  /** Resolves when it holds, looked at now and with each event. */
  async until(what: string, holds: () => boolean, seconds = this.patience): Promise<void> {
    if (!holds()) await this.#running().next(what, seconds, holds);
  }

  async sees(other: Party, presence: string, seconds = this.patience): Promise<void> {
    await this.seesInTurn(other, [presence], seconds);
  }

  /** Resolves when it has told each of these of the other, one after another; ask before doing what causes it. */
  async seesInTurn(other: Party, turn: readonly string[], seconds = this.patience): Promise<void> {
    let at = 0;
    const isNext = (): boolean => {
      if (this.presenceOf(other) === turn[at]) at += 1;
      return at === turn.length;
    };
    await this.until(`see ${other.name} ${turn.join(', then ')}`, isNext, seconds);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    await this.#place.kill(this.#running());
  }

  /** Until undone, its connections carry a part of a file and then wait. */
  narrow(): () => void {
    return this.#place.narrow();
  }

  restartTor(): Promise<void> {
    return this.#place.restartTor();
  }

  /** Whatever it has written, as paths. */
  files(): Promise<readonly string[]> {
    return this.#place.files();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program?.close();
  }

  #running(): PeerProgram {
    if (this.#program === null) throw new Error(`${this.name} was never started`);
    return this.#program;
  }
}

// The other side of a stage's conversation, played by the book of protocol.md, section 4.
import type { LinkId } from '../../src/engine/io/keys.ts';
import type { TorchatId } from '../../src/identity/id.ts';
import { idOf, type Stage } from './stage.ts';

export interface FriendOptions {
  /** What it supports; null: a client of old that says nothing of it. */
  readonly supports?: string | null;
  readonly status?: string;
  readonly addsUs?: boolean;
  /** Name and version of its client. */
  readonly client?: readonly [string, string];
  readonly name?: string;
  /** A client of old that gives back no token of ours. */
  readonly mute?: boolean;
}

export class Friend {
  readonly stage: Stage;
  readonly id: TorchatId;
  readonly cookie: string;
  /** The connection the stage made to it, and the one it made to the stage. */
  out: LinkId = 0;
  in: LinkId = 0;
  readonly #heard: string[] = [];

  constructor(stage: Stage, number = 1) {
    this.stage = stage;
    this.id = idOf(number);
    this.cookie = `${number}`.padStart(40, '7');
  }

  /** The stage adds it. */
  added(): this {
    this.stage.do({ type: 'add', id: this.id });
    return this;
  }

  /** It takes the stage's dial; the stage's cookie for it. */
  takeDial(): string {
    this.out = this.stage.connect(this.id);
    return this.cookieFromUs();
  }

  /** The cookie in the last ping on the stage's connection; what was sent there stays taken. */
  cookieFromUs(): string {
    const ping = this.stage
      .heard(this.out)
      .filter((line) => line.startsWith('ping '))
      .at(-1);
    if (ping === undefined) throw new Error('it was not pinged');
    return ping.split(' ')[2] as string;
  }

  /** It connects to the stage and pings. */
  ping(cookie = this.cookie): LinkId {
    this.in = this.stage.accept();
    this.stage.say(this.in, `ping ${this.id} ${cookie}`);
    return this.in;
  }

  say(...lines: readonly (string | Uint8Array)[]): void {
    this.stage.say(this.in, ...lines);
  }

  /** Pong and greeting on its connection. */
  greet(ourCookie: string, options: FriendOptions = {}): void {
    const { supports = 'delivery latency', status = 'available', addsUs = true, name } = options;
    const [client, version] = options.client ?? ['Friend', '1.2.3.4'];
    this.say(`pong ${ourCookie}`, `client ${client}`, `version ${version}`);
    if (supports !== null) this.say(`supports ${supports}`);
    if (name !== undefined) this.say(`profile_name ${name}`);
    if (addsUs) this.say('add_me ');
    this.say(`status ${status}`);
  }

  /** The whole of a handshake: afterwards it is online, and what was said so far is taken. */
  meet(options: FriendOptions = {}): this {
    const cookie = this.takeDial();
    this.ping();
    this.greet(cookie, options);
    if (options.supports === null && options.mute !== true) this.answerQuestion();
    return this;
  }

  /** As 0.9.9.553 does when it is asked whether it gives back tokens. */
  answerQuestion(): void {
    const lines = this.heard();
    const question = lines.findIndex((line) => /^filedata_ok p\d+ 0$/u.test(line));
    if (question < 0) throw new Error('it was asked nothing');
    const [, token] = (lines[question] as string).split(' ');
    this.#heard.push(...lines.toSpliced(question, 2));
    this.say(`file_stop_receiving ${token}`, 'not_implemented ');
  }

  /** What the stage said to it since the last time. */
  heard(): string[] {
    return [...this.#heard.splice(0), ...this.stage.heard(this.out)];
  }

  /** Both connections break. */
  vanish(): void {
    this.stage.close(this.in);
  }

  get presence(): string | undefined {
    return this.stage.presenceOf(this.id);
  }
}

/** A stage with one listed contact that is online. */
export function acquainted(stage: Stage, options: FriendOptions = {}, number = 1): Friend {
  if (!stage.core.network) stage.online();
  return new Friend(stage, number).added().meet(options);
}

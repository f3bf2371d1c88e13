// An honest client that holds its onion key, and what it has seen so far.
import { type Engine, engineOver } from '../../../src/engine/engine.ts';
import type { Command, Reply } from '../../../src/engine/io/command.ts';
import type { Event } from '../../../src/engine/io/event.ts';
import type { Input } from '../../../src/engine/io/input.ts';
import type { LinkId } from '../../../src/engine/io/keys.ts';
import type { Output } from '../../../src/engine/io/output.ts';
import type { ContactView } from '../../../src/engine/io/view.ts';
import { restore } from '../../../src/engine/restore.ts';
import { pureSealCrypto } from '../../../src/engine/seal/crypto.ts';
import type { Core } from '../../../src/engine/state.ts';
import type { TorchatId } from '../../../src/identity/id.ts';
import { onionKeyOfSeed } from '../../../src/identity/onion-key.ts';
import type { SealCrypto } from '../../../src/ports.ts';
import { memoryStore } from '../../../src/testing/index.ts';
import { prng } from '../../../src/testing/world/prng.ts';
import type { Pair } from './pair.ts';

export interface PersonOptions {
  readonly seals?: boolean;
  /** Called at each agreement of X25519. */
  readonly count?: () => void;
  readonly oldId?: boolean;
  /** Has the id, and a key that is not that of the id. */
  readonly impostor?: boolean;
}

export class Person {
  readonly id: TorchatId;
  readonly name: string;
  readonly events: Event[] = [];
  readonly #key: Uint8Array;
  readonly seals: boolean;
  readonly #pair: Pair;
  readonly #random;
  readonly #crypto: SealCrypto;
  store = memoryStore();
  core: Core;
  engine: Engine;
  wakeAt: number | null = null;
  nextAccepted: LinkId = -1;
  #reply: Reply | null = null;

  constructor(pair: Pair, name: string, number: number, options: PersonOptions) {
    this.#pair = pair;
    this.name = name;
    const seed = prng(number).bytes(32);
    this.#key = onionKeyOfSeed(options.impostor === true ? prng(99).bytes(32) : seed).expanded;
    this.#random = prng(number + 1000);
    this.seals = options.seals ?? true;
    const { count = () => undefined } = options;
    this.#crypto = {
      ...pureSealCrypto,
      agree(secret, point) {
        count();
        return pureSealCrypto.agree(secret, point);
      },
    };
    this.id = options.oldId === true ? ('a'.repeat(16) as TorchatId) : onionKeyOfSeed(seed).id;
    this.core = this.#restored();
    this.engine = engineOver(this.core);
  }

  #restored(): Core {
    const seal = this.seals ? { onionKey: this.#key, crypto: this.#crypto } : null;
    const snapshot = this.store.load();
    return restore({ id: this.id, snapshot, random: this.#random, now: this.#pair.now, seal });
  }

  /** The program ends and starts again. */
  restart(): void {
    this.store = this.store.reopen();
    this.core = this.#restored();
    this.engine = engineOver(this.core);
    this.wakeAt = null;
    this.#pair.forget(this);
    this.online();
  }

  online(): this {
    this.put({ type: 'network', up: true });
    this.put({ type: 'published' });
    return this;
  }

  put(input: Input): void {
    const outputs = this.engine.handle(input, this.#pair.now);
    for (const output of outputs) if (output.type === 'save') this.store.apply([output.change]);
    for (const output of outputs) this.#perform(output);
  }

  #perform(output: Output): void {
    if (output.type === 'event') this.events.push(output.event);
    else if (output.type === 'reply') this.#reply = output.reply;
    else if (output.type === 'wake') this.wakeAt = output.at;
    else this.#pair.perform(this, output);
  }

  do(command: Command): Reply {
    this.#reply = null;
    this.put({ type: 'command', ref: 1, command });
    this.#pair.settle();
    if (this.#reply === null) throw new Error('no reply');
    return this.#reply;
  }

  say(text: string): Reply {
    return this.do({ type: 'send', id: this.other.id, text });
  }

  get other(): Person {
    return this.#pair.otherOf(this);
  }

  /** How it sees the other one. */
  get view(): ContactView {
    const view = this.engine.contact(this.other.id);
    if (view === null) throw new Error('the other one is no contact');
    return view;
  }

  /** Texts that came in, in their order. */
  get got(): string[] {
    return this.of('message').flatMap(({ message }) => (message.direction === 'in' ? [message.text] : []));
  }

  get violations(): string[] {
    return this.of('violation').map(({ what }) => what);
  }

  of<T extends Event['type']>(type: T): Extract<Event, { type: T }>[] {
    return this.events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  }
}

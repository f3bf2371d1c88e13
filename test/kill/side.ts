// One of the two people: the account's process, what is connected to it now, and the texts it writes.
import type { ApiContact } from '@torchat/gateway/api';
import { type Api, openApi } from '../bench/support/api.ts';
import type { Person } from '../bench/support/person.ts';
import { within } from '../bench/support/within.ts';
import type { Letters } from './letters.ts';

export interface Side extends Disposable {
  readonly name: string;
  readonly person: Person;
  readonly letters: Letters;
  /** Of the latest start. */
  readonly api: Api;
  /** How often the store was opened by a start. */
  readonly starts: number;
  /** Starts the process; resolves with what its store held for `other` before anything else happened. */
  start(other: string): Promise<ApiContact | null>;
  /** Texts in the outbox now. */
  waiting(other: string): Promise<number>;
}

/** The machine may be busy with much else. */
const START_LIMIT = 120;

export function side(name: string, person: Person, letters: Letters, signal: AbortSignal): Side {
  let api: Api | null = null;
  let starts = 0;

  function current(): Api {
    if (api === null) throw new Error(`${name} was never started.`);
    return api;
  }

  async function endWith(died: AbortController): Promise<void> {
    const words = await person.ended();
    died.abort(new Error(`${name}'s account ended by itself: ${words}`));
  }

  return {
    name,
    person,
    letters,
    get api() {
      return current();
    },
    get starts() {
      return starts;
    },
    async start(other) {
      api?.[Symbol.dispose]();
      const died = new AbortController();
      person.start();
      void endWith(died);
      const opening = openApi(person.paths.socket, AbortSignal.any([signal, died.signal]));
      api = await within(START_LIMIT, `${name}'s account answered`, opening, signal);
      starts++;
      return api.contact(other);
    },
    async waiting(other) {
      const contact = (await current().ask('GET', `/v1/contacts/${other}`)) as ApiContact;
      return contact.waiting;
    },
    [Symbol.dispose]() {
      api?.[Symbol.dispose]();
    },
  };
}

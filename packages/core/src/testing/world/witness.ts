// What the world remembers of its clients, to hold it against what they promised.
import type { Event } from '../../engine/io/event.ts';
import type { TorchatId } from '../../identity/id.ts';
import type { Change } from '../../ports.ts';

export class Witness {
  dials = 0;
  inputs = 0;
  /** Texts by `from>to`, in the order in which the sender's and the receiver's store took them. */
  readonly written = new Map<string, string[]>();
  readonly stored = new Map<string, string[]>();
  /** Keys of texts whose sender saw `delivered`, by sender. */
  readonly delivered = new Map<TorchatId, Set<number>>();
  /** Texts that are safe at whoever wrote or got them, as `id key`. */
  readonly #safe = new Set<string>();
  readonly violations: string[] = [];
  /** What did not hold inside an engine. */
  readonly brokenRules = new Set<string>();
  /** Lines that reached each client since the count began. */
  readonly heard = new Map<TorchatId, number>();

  countFromHere(): void {
    this.heard.clear();
  }

  hears(id: TorchatId): void {
    this.heard.set(id, (this.heard.get(id) ?? 0) + 1);
  }

  saved(id: TorchatId, changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.type !== 'message') continue;
      const { message } = change;
      this.#safe.add(`${id} ${message.key}`);
      if (message.direction === 'out') listOf(this.written, `${id}>${message.contact}`).push(message.text);
      else listOf(this.stored, `${message.contact}>${id}`).push(message.text);
    }
  }

  happened(id: TorchatId, event: Event): void {
    if (event.type === 'message' && !this.#safe.has(`${id} ${event.message.key}`))
      this.brokenRules.add('a text is shown before it is safe');
    if (event.type === 'violation' && event.id !== null)
      this.violations.push(`${id.slice(0, 6)}: ${event.what}`);
    if (event.type === 'message_state' && event.state === 'delivered') {
      const keys = this.delivered.get(id) ?? new Set<number>();
      keys.add(event.key);
      this.delivered.set(id, keys);
    }
  }
}

function listOf(lists: Map<string, string[]>, key: string): string[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

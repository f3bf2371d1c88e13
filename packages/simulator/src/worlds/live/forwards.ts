// Rounds through forwarded ports: an echo is shared, a port is opened that leads there, and bytes go around.
import { TorchatError } from '@torchat/core';
import type { PeerEvent } from '../../peer/peer-program.ts';
import type { Deed } from '../../world/deed.ts';
import type { SimEvent } from '../../world/event.ts';
import type { Resident } from './resident.ts';

type Round = Extract<Deed, { does: 'forward' }>;
type Done = Omit<Extract<SimEvent, { type: 'forward_done' }>, 'at' | 'who'>;

const SERVICE = 'echo';
/** Seconds for what a program does by itself. */
const PATIENCE = 30;
/** Seconds until what one shares is known to the other. */
const HEARD_WITHIN = 60;
/** Milliseconds after which a round counts as lost. */
const ROUND_DEADLINE = 120_000;

export class Forwards {
  readonly #tell: (who: number, event: Done) => void;
  /** With whom each shares its echo, by place. */
  readonly #shared = new Map<number, Set<number>>();
  /** Open ports by the places of both. */
  readonly #ports = new Map<string, Promise<number>>();
  readonly #idAt: (place: number) => string;

  constructor(residents: readonly Resident[], tell: (who: number, event: Done) => void) {
    this.#tell = tell;
    this.#idAt = (place) => residents[place]?.home.id ?? '';
  }

  async round(from: Resident, to: Resident, { name, size }: Round, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    let right = false;
    let why = '';
    try {
      const port = await this.#port(from, to);
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(ROUND_DEADLINE)]);
      right = await from.home.round(port, name, size, deadline);
      if (!right) why = 'Other bytes came back.';
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
    const milliseconds = performance.now() - began;
    this.#tell(from.person.at, {
      type: 'forward_done',
      to: to.person.at,
      name,
      size,
      milliseconds,
      right,
      why,
    });
  }

  /** Both are kept by the clients, over restarts too. */
  #port(from: Resident, to: Resident): Promise<number> {
    const pair = `${from.person.at} ${to.person.at}`;
    const known = this.#ports.get(pair);
    if (known !== undefined) return known;
    const made = this.#open(from, to);
    this.#ports.set(pair, made);
    made.catch(() => this.#ports.delete(pair));
    return made;
  }

  async #open(from: Resident, to: Resident): Promise<number> {
    const shared = this.#shared.get(to.person.at) ?? new Set();
    this.#shared.set(to.person.at, shared.add(from.person.at));
    const echo = await to.home.echo();
    const ids = [...shared].map((place) => this.#idAt(place));
    // Before it is heard of, nothing leads there.
    const heard = from.next(`hear of the echo of ${to.person.name}`, HEARD_WITHIN, (event) =>
      isOffer(event, to.home.id),
    );
    heard.catch(() => undefined);
    await told(to, 'share', ['share', SERVICE, String(echo), ...ids]);
    await heard;
    const port = await from.home.freePort();
    await told(from, 'forward', ['forward', String(port), `${to.home.id}/${SERVICE}`]);
    return port;
  }
}

function isOffer({ ev, addr, services }: PeerEvent, id: string): boolean {
  return ev === 'services' && addr === id && Array.isArray(services) && services.includes(SERVICE);
}

async function told(who: Resident, ev: string, words: readonly string[]): Promise<void> {
  const next = who.next(`answer to ${ev}`, PATIENCE, (event) => event.ev === ev);
  if (!who.say(...words)) {
    next.catch(() => undefined);
    throw new TorchatError('contact_offline', `${who.person.name} is not there.`);
  }
  await next;
}

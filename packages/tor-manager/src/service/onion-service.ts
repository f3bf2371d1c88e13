// One onion service of ours over all lives of tor: published, lost with tor, published again, withdrawn.
import { idOfExpandedKey, isExpandedKey, TorchatError } from '@torchat/core';
import type { OnionService, ServiceOptions, ServiceState, ServiceTarget } from '@torchat/core/node';
import type { Clock } from '../clock.ts';
import type { ControlConnection } from '../control/connection.ts';
import type { HsDescEvent } from '../control/events/hs-desc.ts';
import { addOnion } from '../control/replies/add-onion.ts';
import { ASK_VOTES, type Votes, votesOf } from '../control/replies/votes.ts';
import { observable } from '../observable.ts';
import { cure } from './cure.ts';
import { missedTurn, turnBetween } from './turns.ts';
import { uploads } from './uploads.ts';

export interface ManagedService extends OnionService {
  /** Hands the key to a tor that has just started. Rejects with `tor_control` when that tor refuses it. */
  attach(control: ControlConnection): Promise<void>;
  /** That tor is gone. */
  detach(): void;
  heard(event: HsDescEvent): void;
  /**
   * tor has its network again after a while without, or its machine slept. Tor would take up its introduction points again; whoever asked
   * there meanwhile in vain does not ask the same ones again for two minutes (0.4.9.11). New ones are asked at once.
   */
  returned(): void;
  consensusArrived(): void;
  /** tor was handed the key while it went by a consensus from before a turn, see turns.ts. */
  readonly early: boolean;
}

/** What tor tells its directories in a row; nothing is missed in less. */
const BURST = 60_000;

/** Throws `bad_request` for a key or target that tor would refuse or misread. */
export function onionService(options: ServiceOptions, clock: Clock, forget: () => void): ManagedService {
  const { key, virtualPort, target } = options;
  if (!isExpandedKey(key)) throw new TorchatError('bad_request', 'This is no key of an onion service.');
  const command = `ADD_ONION ED25519-V3:${Buffer.from(key).toString('base64')} Port=${virtualPort},${targetOf(target)}`;
  const id = idOfExpandedKey(key);
  const state = observable<ServiceState>('publishing');
  let control: ControlConnection | null = null;
  let counted = uploads();
  /** When tor was last handed the key or told a directory of it; milliseconds since 1970. */
  let told = 0;
  let isEarly = false;
  const care = cure(clock, () => {
    void publishAnew();
  });

  async function add(to: ControlConnection): Promise<void> {
    counted = uploads();
    told = clock.now();
    care.watch();
    const answered = addOnion(await to.command(command));
    if (answered !== id)
      throw new TorchatError('tor_control', 'Tor published another address than the one of this key.');
    const votes = await votesFrom(to);
    // It says nothing of the next tor.
    if (to === control) isEarly = votes !== null && turnBetween(votes.last, told, votes.interval);
  }

  async function publishAnew(): Promise<void> {
    const to = control;
    if (!to?.open) return;
    told = clock.now();
    state.set('publishing');
    await to.command(`DEL_ONION ${id}`).catch(() => undefined);
    // What is refused now is tried again when the next pause is over.
    if (to === control) await add(to).catch(() => undefined);
  }

  async function lookAtTurns(): Promise<void> {
    const to = control;
    const last = told;
    told = clock.now();
    if (to === null || told - last < BURST) return;
    const votes = await votesFrom(to);
    if (votes !== null && to === control && missedTurn(last, clock.now(), votes.interval))
      await publishAnew();
  }

  return {
    id,
    get state() {
      return state.current;
    },
    subscribe: state.subscribe,
    async attach(to) {
      control = to;
      state.set('publishing');
      await add(to);
    },
    detach() {
      control = null;
      isEarly = false;
      care.rest();
      if (state.current !== 'withdrawn') state.set('lost');
    },
    heard(event) {
      if (event.address !== id || control === null) return;
      counted.heard(event);
      if (event.action === 'UPLOAD') void lookAtTurns();
      if (event.action !== 'UPLOADED' || !counted.enough) return;
      care.arrived();
      state.set('published');
    },
    returned() {
      if (control !== null && clock.now() - told >= BURST) void publishAnew();
    },
    get early() {
      return isEarly;
    },
    consensusArrived() {
      if (isEarly) void publishAnew();
    },
    async withdraw() {
      const from = control;
      control = null;
      care.rest();
      if (state.current === 'withdrawn') return;
      state.set('withdrawn');
      forget();
      if (from?.open) await from.command(`DEL_ONION ${id}`).catch(() => undefined);
    },
  };
}

async function votesFrom(control: ControlConnection): Promise<Votes | null> {
  const reply = await control.command(ASK_VOTES).catch(() => null);
  return reply && votesOf(reply);
}

function targetOf(target: ServiceTarget): string {
  if ('port' in target) return `127.0.0.1:${target.port}`;
  // ADD_ONION knows no quotes.
  if (/[\s"]/u.test(target.path))
    throw new TorchatError('bad_request', 'The socket of an onion service cannot lie in a path with blanks.');
  return `unix:${target.path}`;
}

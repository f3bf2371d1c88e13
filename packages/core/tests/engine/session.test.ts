import { expect, test, vi } from 'vitest';
import type * as Session from '../../src/engine/session.ts';
import { SESSION, type SessionState, type SessionTrigger } from '../../src/engine/session.ts';
import { liveAnHour } from '../../src/testing/index.ts';
import { acquainted, Friend } from './friend.ts';
import { idOf, Stage } from './stage.ts';

const taken = vi.hoisted(() => new Set<string>());

vi.mock('../../src/engine/session.ts', async (original) => {
  const real = await original<typeof Session>();
  const next = (state: SessionState, trigger: SessionTrigger): SessionState => {
    const to = real.next(state, trigger);
    taken.add(`${state} ${trigger} ${to}`);
    return to;
  };
  return { ...real, next };
});

test('every way between states is taken, and there is none beside the table', () => {
  for (let seed = 1; seed <= 3; seed++) expect(liveAnHour({ seed }).broken).toEqual([]);
  comesBackBeforeOurDial();
  comesTwice();
  goesMeanwhile();
  asksWhileInLine();
  expect([...taken].toSorted()).toEqual(ways().toSorted());
});

/** Proves itself while we have no connection of our own, and goes before we get one. */
function comesBackBeforeOurDial(): void {
  const stage = new Stage();
  const friend = acquainted(stage);
  const cookie = new TextDecoder().decode(stage.core.peers.get(friend.id)?.cookie);
  friend.vanish();
  friend.ping();
  stage.fail(friend.id);
  friend.greet(cookie);
  stage.fail(friend.id);
  friend.vanish();
}

/** Is removed while tor is at it. */
function goesMeanwhile(): void {
  const stage = new Stage().online();
  stage.do({ type: 'add', id: idOf(1) });
  stage.do({ type: 'remove', id: idOf(1) });
}

/** Proves itself anew while its old connection stands. */
function comesTwice(): void {
  const stage = new Stage();
  const friend = acquainted(stage);
  const cookie = new TextDecoder().decode(stage.core.peers.get(friend.id)?.cookie);
  friend.ping();
  friend.greet(cookie);
}

/** The line of routine dials is full; one in it says something, then the network goes. */
function asksWhileInLine(): void {
  const stage = new Stage();
  for (let number = 1; number <= 40; number++) stage.do({ type: 'add', id: idOf(number) });
  stage.online();
  stage.pass(30_000);
  const last = [...stage.core.routine].at(-1)?.id;
  for (let number = 1; number <= 40; number++) if (idOf(number) === last) new Friend(stage, number).ping();
  stage.put({ type: 'network', up: false });
}

function ways(): string[] {
  return Object.entries(SESSION).flatMap(([state, triggers]) =>
    Object.entries(triggers).map(([trigger, to]) => `${state} ${trigger} ${to}`),
  );
}

import { expect, test } from 'vitest';
import type { LinkId } from '../../src/engine/io/keys.ts';
import { OWN, Stage } from './stage.ts';

interface Mirror {
  readonly out: LinkId;
  readonly in: LinkId;
}

/** The link of the dial to ourselves that is under way. */
function ownDial(stage: Stage): LinkId {
  for (const [link, { peer }] of stage.core.dials) if (peer === stage.core.self) return link;
  throw new Error('no dial to ourselves');
}

function dialsItself(stage: Stage): boolean {
  return [...stage.core.dials.values()].some(({ peer }) => peer === stage.core.self);
}

/** Our dial to ourselves gets through: what leaves on one end arrives at the other until nothing more does. */
function reach(stage: Stage): Mirror {
  const out = ownDial(stage);
  stage.put({ type: 'connected', link: out });
  const mirror = { out, in: stage.accept() };
  reflect(stage, mirror);
  return mirror;
}

function reflect(stage: Stage, mirror: Mirror): void {
  for (let lines = stage.heard(mirror.out); lines.length > 0; lines = stage.heard(mirror.out))
    stage.say(mirror.in, ...lines);
}

test('reaching our own service says that others can, and its round trip is the delay', () => {
  const stage = new Stage();
  expect(stage.engine.view().reachability).toEqual({ state: 'unknown', delay: null });
  stage.online();
  expect(stage.engine.view().reachability.state).toBe('checking');
  const out = ownDial(stage);
  stage.put({ type: 'connected', link: out });
  const mirror = { out, in: stage.accept() };
  for (let step = 0; step < 6; step++) {
    stage.pass(700);
    stage.say(mirror.in, ...stage.heard(mirror.out));
  }
  expect(stage.engine.view().reachability).toEqual({ state: 'reachable', delay: 1400 });
});

test('we are no contact of ours: no row, no presence, no request', () => {
  const stage = new Stage().online();
  reach(stage);
  expect(stage.engine.view().contacts).toEqual([]);
  expect(stage.events.map(({ type }) => type)).not.toContain('presence');
  expect(stage.events.map(({ type }) => type)).not.toContain('request');
  expect(stage.engine.contact(OWN)).toBeNull();
});

test('two dials to ourselves in vain say that we are unreachable, and the next that gets through that we are', () => {
  const stage = new Stage().online();
  stage.put({ type: 'dial_failed', link: ownDial(stage), reason: 'failed' });
  expect(stage.engine.view().reachability.state).toBe('checking');
  stage.pass(20_000);
  stage.put({ type: 'dial_failed', link: ownDial(stage), reason: 'failed' });
  expect(stage.engine.view().reachability.state).toBe('unreachable');
  stage.pass(40_000);
  reach(stage);
  expect(stage.engine.view().reachability.state).toBe('reachable');
});

test('another machine under our own key makes us unreachable: our dial gets through, our cookie does not come', () => {
  const stage = new Stage().online();
  for (let round = 0; round < 2; round++) {
    const link = ownDial(stage);
    stage.put({ type: 'connected', link });
    stage.close(link);
    stage.pass(40_000);
  }
  expect(stage.engine.view().reachability.state).toBe('unreachable');
});

test('a silent own connection is given up after 32 s and dialled again', () => {
  const stage = new Stage().online();
  const mirror = reach(stage);
  expect(stage.engine.view().reachability.state).toBe('reachable');
  stage.pass(29_000);
  stage.heard(mirror.out);
  stage.pass(40_000);
  expect(stage.closed).toContain(mirror.out);
  expect(stage.engine.view().reachability.state).toBe('checking');
  expect(dialsItself(stage)).toBe(true);
});

test('the delay is measured again with each keep-alive', () => {
  const stage = new Stage().online();
  const mirror = reach(stage);
  for (let minute = 0; minute < 10; minute++) {
    stage.pass(10_000);
    reflect(stage, mirror);
  }
  expect(stage.of('reachability').length).toBeGreaterThanOrEqual(3);
  expect(stage.engine.view().reachability.state).toBe('reachable');
});

test('without a network nothing is known', () => {
  const stage = new Stage().online();
  const mirror = reach(stage);
  stage.put({ type: 'network', up: false });
  expect(stage.engine.view().reachability.state).toBe('unknown');
  stage.close(mirror.out);
  expect(stage.engine.view().reachability.state).toBe('unknown');
  stage.online();
  expect(stage.engine.view().reachability.state).toBe('checking');
});

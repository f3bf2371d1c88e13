import { expect, it } from 'vitest';
import type { TorEvent } from '../../src/control/events/event.ts';
import { heard, newHealth, stateOf } from '../../src/launch/health.ts';

const DONE: TorEvent = { type: 'bootstrap', progress: 100, summary: 'Done', problem: null };

function after(...events: readonly TorEvent[]): ReturnType<typeof stateOf> {
  return stateOf(events.reduce(heard, newHealth('0.4.9.11', null)));
}

it('is starting until the bootstrap is done, then ready', () => {
  expect(after({ ...DONE, progress: 45, summary: 'Asking' })).toEqual({
    phase: 'starting',
    progress: 45,
    summary: 'Asking',
  });
  expect(after(DONE)).toEqual({ phase: 'ready', version: '0.4.9.11', warning: null });
});

it.each([
  ['NOROUTE', '', 'no way to the internet'],
  ['CONNECTREFUSED', '', 'refused'],
  ['MISC', 'Strange things', 'strange things'],
])('says why tor cannot reach its network: %s', (reason, warning, words) => {
  const state = after({ type: 'bootstrap', progress: 5, summary: '', problem: { reason, warning } });
  expect(state).toMatchObject({ phase: 'down', retryAt: null, reason: expect.stringContaining(words) });
  expect(state).toMatchObject({ reason: expect.stringMatching(/it keeps trying\.$/u) });
});

it('goes on as soon as the bootstrap does', () => {
  const problem = { reason: 'TIMEOUT', warning: '' };
  expect(after({ type: 'bootstrap', progress: 5, summary: '', problem }, DONE)).toMatchObject({
    phase: 'ready',
  });
});

it('is down while the network is not live, and ready again after', () => {
  expect(after(DONE, { type: 'liveness', up: false })).toMatchObject({ phase: 'down', retryAt: null });
  expect(after(DONE, { type: 'liveness', up: false }, { type: 'liveness', up: true })).toMatchObject({
    phase: 'ready',
  });
});

it('tells of a wrong clock: an obstacle while starting, a warning later', () => {
  const skew: TorEvent = { type: 'clock_skew', seconds: -7200 };
  expect(after(skew)).toMatchObject({ phase: 'down', reason: expect.stringContaining('2 hours behind') });
  expect(after(DONE, skew)).toMatchObject({ phase: 'ready', warning: expect.stringContaining('clock') });
});

it('is down while nothing is heard from the network, whatever tor says of it', () => {
  const deaf = { ...heard(newHealth('0.4.9.11', null), DONE), heard: false };
  expect(stateOf(deaf)).toMatchObject({ phase: 'down', reason: expect.stringContaining('hears nothing') });
  expect(stateOf(heard(deaf, { type: 'liveness', up: true }))).toMatchObject({ phase: 'down' });
  expect(stateOf({ ...deaf, heard: true })).toMatchObject({ phase: 'ready' });
});

import { expect, it } from 'vitest';
import { comingBack } from '../../src/launch/coming-back.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

function stage() {
  const clock = virtualClock();
  const seen = { returned: 0, restarts: 0 };
  const services = {
    early: false,
    returned() {
      seen.returned += 1;
    },
  };
  const back = comingBack(clock, services, () => {
    seen.restarts += 1;
  });
  return { clock, seen, services, back };
}

it('publishes services anew, and leaves a tor that knows its network alone', () => {
  const { clock, seen, back } = stage();
  back.begin();
  clock.advance(60_000);
  expect(seen).toEqual({ returned: 1, restarts: 0 });
});

it('starts a tor anew that goes by an old consensus for five seconds', () => {
  const { clock, seen, services, back } = stage();
  services.early = true;
  back.begin();
  clock.advance(4999);
  expect(seen.restarts).toBe(0);
  clock.advance(1);
  expect(seen.restarts).toBe(1);
  clock.advance(60_000);
  expect(seen.restarts).toBe(1);
});

it('forgets it with its tor', () => {
  const { clock, seen, services, back } = stage();
  services.early = true;
  back.begin();
  back.forget();
  expect(clock.waiting).toBe(0);
  back.begin();
  clock.advance(4000);
  back.begin();
  clock.advance(4000);
  expect(seen.restarts).toBe(0);
});

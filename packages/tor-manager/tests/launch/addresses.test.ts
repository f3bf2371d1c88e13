import { isIP } from 'node:net';
import { expect, it } from 'vitest';
import { addressesOfMachine, watchAddresses } from '../../src/launch/addresses.ts';
import { virtualClock } from '../helpers/virtual-clock.ts';

it('tells of changes to other addresses, not of their end', () => {
  const clock = virtualClock();
  let addresses = 'here';
  let changes = 0;
  const leave = watchAddresses(
    clock,
    () => addresses,
    () => (changes += 1),
  );
  clock.advance(20_000);
  expect(changes).toBe(0);
  addresses = '';
  clock.advance(20_000);
  expect(changes).toBe(0);
  addresses = 'here';
  clock.advance(5000);
  expect(changes).toBe(1);
  addresses = 'here there';
  clock.advance(20_000);
  expect(changes).toBe(2);
  leave();
  expect(clock.waiting).toBe(0);
});

it('knows the addresses of this machine, without those that lead nowhere else', () => {
  const addresses = addressesOfMachine();
  expect(addressesOfMachine()).toBe(addresses);
  for (const address of addresses.split(' ').filter((text) => text !== '')) {
    expect(isIP(address)).not.toBe(0);
    expect(address).not.toMatch(/^(127\.|::1$|fe80)/u);
  }
});

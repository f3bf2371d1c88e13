// Ports between contacts on the chat screen: who offers what, what is forwarded, what is shared.
import { expect, test } from 'vitest';
import { openScreen } from '../support/screen.ts';
import { BOB, contact } from '../support/world.ts';

const services = [
  { name: 'web', kind: 'tcp' },
  { name: 'voice', kind: 'udp' },
] as const;

test('the head says what the contact offers and where it is, /forward opens, lists and closes it', async () => {
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare: (gateway) =>
      void gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available', services: [...services] })),
  });
  await screen.until('offers web, voice');
  screen.write('/forward 8080 web\r');
  await screen.until('127.0.0.1:8080 (tcp) leads to bob/web.');
  await screen.until('offers web:8080, voice');
  screen.write('/services\r');
  await screen.until('web (tcp) is 127.0.0.1:8080 here');
  await screen.until('You share nothing with bob.');
  screen.write('/forward\r');
  await screen.until('127.0.0.1:8080 is bob/web: 0 open, 0 B sent, 0 B got');
  screen.write('/forward close 8080\r');
  await screen.until('127.0.0.1:8080 is closed.');
  await screen.until('offers web, voice');
  screen.write('/forward close 8080\r');
  await screen.until('This local port is not forwarded: /forward lists them.');
});

test('/share lets the open contact reach a port, and one that others have already', async () => {
  const carol = 'c'.repeat(16);
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare(gateway) {
      gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available' }));
      gateway.ports.shares.push({ name: 'nas', kind: 'tcp', host: '10.0.0.2', port: 80, with: [carol] });
    },
  });
  const { gateway } = screen;
  await screen.until('bob (2gz');
  screen.write('/share web tcp 8080\r');
  await screen.until('web (tcp 127.0.0.1:8080) is shared with bob.');
  screen.write('/share nas\r');
  await screen.until('nas (tcp 10.0.0.2:80) is shared with bob.');
  expect(gateway.ports.shares).toMatchObject([
    { name: 'nas', with: [carol, BOB], exposeLan: true },
    { name: 'web', host: '127.0.0.1', port: 8080, with: [BOB], exposeLan: false },
  ]);
  screen.write('/share ssh\r');
  await screen.until('You share no ssh yet');
  screen.write('/share stop web\r');
  await screen.until('web is not shared any more.');
});

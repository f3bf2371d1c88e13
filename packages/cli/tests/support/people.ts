// The contacts that most tests of the chat screen have.
import type { FakeGateway } from './fake-gateway.ts';
import { BOB, CAROL, contact, DAVE } from './world.ts';

export function people(gateway: FakeGateway): void {
  gateway.contacts.set(BOB, contact(BOB, 'bob', { presence: 'available', client: 'TorChat 0.9.9.553' }));
  gateway.contacts.set(CAROL, contact(CAROL, 'carol', { presence: 'away' }));
  gateway.contacts.set(DAVE, contact(DAVE, '', { relation: 'request' }));
}

import { expect, test } from 'vitest';
import { Told } from './told.ts';

test('a file that a client gave up stays given up, whatever it still tells of its progress', () => {
  const told = new Told();
  const sent = (bytes: number, msg: string): void =>
    told.take({ ev: 'file_send', t: 0, addr: 'a', id: '7', sent: bytes, complete: false, msg });
  sent(10, '');
  sent(0, 'transfer aborted');
  sent(20, '');
  expect(told.sendings.get('7')).toEqual({ to: 'a', sent: 20, complete: false, why: 'transfer aborted' });
});

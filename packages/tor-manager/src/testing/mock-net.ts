// The mock of tor: a network in process, on loopback.
import { TorchatError } from '@torchat/core';
import type { MockNet, MockOptions } from './types.ts';

export async function mockNet(_options: MockOptions = {}): Promise<MockNet> {
  throw new TorchatError('internal', 'This is being built.');
}

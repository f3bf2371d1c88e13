import { describe, expect, it } from 'vitest';
import { type MemoryStore, memoryStore } from '../../src/testing/index.ts';
import { storeContract } from './store-contract.ts';

storeContract('the store in memory', () => {
  let store: MemoryStore | null = null;
  return {
    open: () => (store = store ? store.reopen() : memoryStore()),
    dispose: () => {},
  };
});

describe('the store in memory', () => {
  it('ends the old store when it is reopened', () => {
    const store = memoryStore();
    store.reopen();
    expect(() => store.load()).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('copies so that neither knows what the other does later', () => {
    const store = memoryStore();
    store.apply([{ type: 'status', status: 'away' }]);
    const copy = store.copy();
    store.apply([{ type: 'status', status: 'xa' }]);
    copy.apply([{ type: 'profile', profile: { name: 'Copy', text: '' } }]);
    expect(copy.load()).toMatchObject({ status: 'away', profile: { name: 'Copy' } });
    expect(store.load()).toMatchObject({ status: 'xa', profile: { name: '' } });
  });
});

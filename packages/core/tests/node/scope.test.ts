import { describe, expect, it } from 'vitest';
import { createScope, type Held, type Scope, setUp } from '../../src/node/scope.ts';

/** Something to hold that writes its undo into a log. */
function held(log: string[], name: string): Held<string> {
  return {
    value: name,
    undo: () => {
      log.push(name);
    },
  };
}

function gate(): { readonly opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe('scope', () => {
  it('hands out what it acquired and lists the labels in order', async () => {
    await using scope = createScope();
    expect(await scope.use('lock', () => held([], 'a'))).toBe('a');
    expect(await scope.use('store', async () => held([], 'b'))).toBe('b');
    expect(scope.held).toEqual(['lock', 'store']);
  });

  it('undoes last first, one after another', async () => {
    const log: string[] = [];
    const scope = createScope();
    const slow = gate();
    await scope.use('first', () => held(log, 'first'));
    await scope.use('second', () => ({
      value: 0,
      undo: async () => {
        await slow.opened;
        log.push('second');
      },
    }));
    const closing = scope.close();
    expect(log).toEqual([]);
    slow.open();
    await closing;
    expect(log).toEqual(['second', 'first']);
    expect(scope.held).toEqual([]);
  });

  it('goes on after a failing undo and tells of it at the end', async () => {
    const log: string[] = [];
    const scope = createScope();
    await scope.use('first', () => held(log, 'first'));
    await scope.use('bad', () => ({ value: 0, undo: () => Promise.reject(new Error('stuck')) }));
    await scope.use('third', () => held(log, 'third'));
    await expect(scope.close()).rejects.toMatchObject({ errors: [new Error('stuck')] });
    expect(log).toEqual(['third', 'first']);
  });

  it('refuses before acquiring once it is closed', async () => {
    const scope = createScope();
    await scope.close();
    let acquired = false;
    const late = scope.use('late', () => {
      acquired = true;
      return held([], 'late');
    });
    await expect(late).rejects.toMatchObject({ code: 'cancelled' });
    expect(acquired).toBe(false);
  });

  it('undoes what comes late while it closes, and waits for it', async () => {
    const log: string[] = [];
    const scope = createScope();
    const slow = gate();
    const using = scope.use('slow', async (signal) => {
      signal.addEventListener('abort', slow.open);
      await slow.opened;
      return held(log, 'slow');
    });
    const refused = expect(using).rejects.toMatchObject({ code: 'cancelled' });
    await scope.close();
    expect(log).toEqual(['slow']);
    await refused;
  });

  it('holds nothing of an acquire that throws', async () => {
    await using scope = createScope();
    const failing = scope.use('bad', () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(scope.held).toEqual([]);
  });

  it('closes once, however often it is asked', async () => {
    const log: string[] = [];
    const scope = createScope();
    await scope.use('once', () => held(log, 'once'));
    await Promise.all([scope.close(), scope.close()]);
    await scope.close();
    expect(log).toEqual(['once']);
  });

  it('closes once when those who hear its signal close it too', async () => {
    const log: string[] = [];
    const scope = createScope();
    const slow = gate();
    await scope.use('slow', () => ({
      value: 0,
      undo: async () => {
        await slow.opened;
        log.push('slow');
      },
    }));
    let inner: Promise<void> | undefined;
    scope.signal.addEventListener('abort', () => {
      inner = scope.close().then(() => void log.push('inner'));
    });
    const outer = scope.close();
    slow.open();
    await outer;
    await inner;
    expect(log).toEqual(['slow', 'inner']);
  });
});

describe('setUp', () => {
  it('closes the scope of a setup that throws and passes its error on', async () => {
    const log: string[] = [];
    const failing = setUp(async (scope) => {
      await scope.use('lock', () => held(log, 'lock'));
      throw new Error('second step failed');
    });
    await expect(failing).rejects.toThrow('second step failed');
    expect(log).toEqual(['lock']);
  });

  it('leaves the scope open when the setup succeeds', async () => {
    const log: string[] = [];
    const scope: Scope = await setUp(async (inner) => {
      await inner.use('lock', () => held(log, 'lock'));
      return inner;
    });
    expect(log).toEqual([]);
    await scope.close();
    expect(log).toEqual(['lock']);
  });
});

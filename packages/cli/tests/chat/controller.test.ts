import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiEvent, ApiMessage } from '@torchat/gateway/api';
import { expect, test } from 'vitest';
import { type Controller, createController } from '../../src/chat/controller.ts';
import { currentTalk } from '../../src/chat/state.ts';
import { account, BOB, CAROL, contact, message } from '../support/world.ts';

interface Fake {
  readonly controller: Controller;
  readonly asked: string[];
  readonly messages: ApiMessage[];
  readonly emit: (event: ApiEvent) => void;
  /** The gateway goes. */
  readonly drop: () => void;
  quits: number;
  refuse: TorchatError | null;
}

/** A controller over an API made of arrays; frames are handed over at once. */
async function open(first: string | null, work: (fake: Fake) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  let listener: ((event: ApiEvent) => void) | null = null;
  let fail: ((error: Error) => void) | null = null;
  const answer = async <T>(what: string, value: T): Promise<T> => {
    fake.asked.push(what);
    if (fake.refuse) throw fake.refuse;
    return value;
  };
  const api = {
    messages: (id: string, { before = Infinity, limit = 100 } = {}) =>
      answer(
        `messages ${before}`,
        fake.messages.filter((one) => one.contact === id && one.key < before).slice(-limit),
      ),
    read: (_id: string, upTo: number) => answer(`read ${upTo}`, undefined),
    send: (id: string, text: string) => answer(`send ${text}`, message(id, 99, text)),
    account: () => answer('account', account()),
    forwards: () => Promise.resolve([]),
    files: () => Promise.resolve([]),
    watch(next: (event: ApiEvent) => void, signal: AbortSignal) {
      listener = next;
      next({ type: 'hello', account: account(), contacts: [contact(BOB, 'bob'), contact(CAROL, 'carol')] });
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      fail = reject;
      signal.addEventListener('abort', () => resolve());
      return promise;
    },
  } as unknown as AccountApi;
  const clock = {
    now: () => 0,
    later(_delay: number, call: () => void) {
      queueMicrotask(call);
      return () => undefined;
    },
  };
  const quit = (): void => {
    fake.quits += 1;
  };
  const fake: Fake = {
    controller: createController({ api, signal: stop.signal, first, palette: null, quit, clock, retry: 0 }),
    asked: [],
    messages: [],
    emit: (event) => listener?.(event),
    drop: () => fail?.(new TorchatError('gateway_gone', 'gone')),
    quits: 0,
    refuse: null,
  };
  const running = fake.controller.run();
  try {
    await until(fake.controller, () => fake.controller.state.link === 'open');
    await work(fake);
  } finally {
    stop.abort();
    await running;
  }
}

async function until(controller: Controller, holds: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    if (holds()) resolve();
  };
  const undo = controller.subscribe(look);
  look();
  await promise.finally(undo);
}

function said({ state }: Controller): string[] {
  return currentTalk(state).entries.map((entry) =>
    entry.kind === 'message' ? entry.message.text : `[${entry.text}]`,
  );
}

test('loads what is opened once, and marks it read once', async () => {
  await open(BOB, async ({ controller, messages, asked, emit }) => {
    messages.push(message(BOB, 1, 'hi', { state: 'unread' }));
    emit({ type: 'message', message: message(BOB, 2, 'again', { state: 'unread' }) });
    await until(
      controller,
      () => said(controller).includes('again') && currentTalk(controller.state).loaded === 'all',
    );
    emit({ type: 'account', account: account() });
    await until(controller, () => asked.includes('read 2'));
    expect(asked.filter((what) => what.startsWith('messages'))).toEqual(['messages Infinity']);
    expect(asked.filter((what) => what === 'read 2')).toHaveLength(1);
  });
});

test('marks nothing read while one reads further up', async () => {
  await open(BOB, async ({ controller, asked, emit }) => {
    emit({ type: 'message', message: message(BOB, 1, 'old') });
    await until(controller, () => said(controller).includes('old'));
    controller.dispatch({ type: 'scroll', rows: 1 });
    emit({ type: 'message', message: message(BOB, 2, 'new', { state: 'unread' }) });
    await until(controller, () => said(controller).includes('new'));
    expect(asked).not.toContain('read 2');
    controller.dispatch({ type: 'bottom' });
    expect(asked).toContain('read 2');
  });
});

test('loads older texts before the first it has, and only where there are', async () => {
  await open(BOB, async ({ controller, messages, asked }) => {
    messages.push(...Array.from({ length: 130 }, (_, at) => message(BOB, at + 1, `n${at + 1}`)));
    controller.dispatch({ type: 'loading', id: BOB });
    controller.dispatch({ type: 'loaded', id: BOB, messages: messages.slice(-100), all: false });
    controller.loadOlder();
    controller.loadOlder();
    await until(controller, () => said(controller).length === 130);
    // A page may be short because its texts are long: that it was the last is known from an empty one.
    controller.loadOlder();
    await until(controller, () => currentTalk(controller.state).loaded === 'all');
    controller.loadOlder();
    expect(asked.filter((what) => what === 'messages 31')).toHaveLength(1);
    expect(asked.filter((what) => what === 'messages 1')).toHaveLength(1);
    expect(said(controller)).toHaveLength(130);
  });
});

test('says what the API refuses, in the conversation', async () => {
  await open(BOB, async (fake) => {
    fake.refuse = new TorchatError('outbox_full', 'The outbox is full.');
    await fake.controller.submit('hello');
    expect(said(fake.controller)).toContain('[The outbox is full.]');
  });
});

test('sends a text with its first slash doubled as text, and no empty one', async () => {
  await open(BOB, async ({ controller, asked }) => {
    await controller.submit('//etc');
    await controller.submit('  \n ');
    expect(asked.filter((what) => what.startsWith('send'))).toEqual(['send /etc']);
  });
});

test('/quit quits', async () => {
  await open(BOB, async (fake) => {
    await fake.controller.submit('/quit');
    expect(fake.quits).toBe(1);
  });
});

test('listens again when the gateway went, and loads what was missed', async () => {
  await open(BOB, async ({ controller, messages, drop }) => {
    await until(controller, () => currentTalk(controller.state).loaded === 'all');
    messages.push(message(BOB, 1, 'meanwhile'));
    drop();
    await until(controller, () => controller.state.link === 'gone');
    await until(controller, () => said(controller).includes('meanwhile'));
    expect(controller.state.link).toBe('open');
  });
});

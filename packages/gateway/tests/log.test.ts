import { describe, expect, it } from 'vitest';
import { createFeed } from '../src/account/feed.ts';
import { logEvents } from '../src/account/log-events.ts';
import { createLog } from '../src/log.ts';
import { fakeClient, fakeContact, someId } from './support/fake-client.ts';

const BOB = someId(1);

function logOf(env: NodeJS.ProcessEnv): {
  readonly lines: string[];
  readonly log: ReturnType<typeof createLog>;
} {
  const lines: string[] = [];
  return { lines, log: createLog(env, { write: (line) => void lines.push(line) }) };
}

describe('the log', () => {
  it.each([
    [{}, 'silent'],
    [{ DEBUG: 'express:*' }, 'silent'],
    [{ DEBUG: 'torchat:*' }, 'debug'],
    [{ DEBUG: 'other,torchat:api' }, 'debug'],
    [{ TORCHAT_LOG: 'WARN' }, 'warn'],
    [{ TORCHAT_LOG: 'nonsense' }, 'silent'],
    [{ TORCHAT_LOG: 'info', DEBUG: 'torchat' }, 'info'],
  ])('with %j is at level %s', (env, level) => {
    expect(logOf(env).log.level).toBe(level);
  });

  it('tells events by kind and number of contact, without ids, names or texts', async () => {
    const { log, lines } = logOf({ DEBUG: 'torchat' });
    const client = fakeClient();
    const feed = createFeed({ name: 'secret account', client, network: null });
    const undo = logEvents(feed, log);
    client.contacts.set(BOB, fakeContact(BOB, 'secret name'));
    await client.command({ type: 'send', id: BOB, text: 'secret text' });
    client.tell({ type: 'request', id: BOB, accepted: false });
    client.tell({ type: 'removed_us', id: BOB });
    client.tell({ type: 'message_state', id: BOB, key: 1, state: 'delivered' });
    client.tell({ type: 'violation', id: null, what: `secret ${BOB}` });
    client.tell({ type: 'own', ...client.view() });
    await Promise.resolve();
    client.tell({ type: 'contact_gone', id: BOB });
    undo();
    client.tell({ type: 'contact_gone', id: BOB });
    expect(lines.map((line) => JSON.parse(line).type)).toEqual([
      'message',
      'contact',
      'request',
      'removed_us',
      'message_state',
      'violation',
      'account',
      'contact',
      'contact_gone',
    ]);
    const text = lines.join('');
    expect(text).toContain('"contact":1');
    for (const secret of ['secret', BOB.slice(0, 6), client.id.slice(0, 6)])
      expect(text).not.toContain(secret);
  });
});

import { describe, expect, it } from 'vitest';
import type { ApiEvent } from '../../src/api/schemas/event.ts';
import { fakeContact, someId } from '../support/fake-client.ts';
import { fixture } from '../support/serving.ts';

const BOB = someId(1);

function listening(): ReturnType<typeof fixture> & { readonly heard: ApiEvent[] } {
  const made = fixture();
  const heard: ApiEvent[] = [];
  made.feed.subscribe((event) => heard.push(event));
  made.client.contacts.set(BOB, fakeContact(BOB));
  return { ...made, heard };
}

describe('the feed', () => {
  it('tells a row once, however many events of one turn changed it', async () => {
    const { client, heard } = listening();
    client.tell({ type: 'presence', id: BOB, presence: 'handshake' });
    client.tell({ type: 'client', id: BOB, client: 'TorChat', version: '0.9.9.553' });
    client.tell({ type: 'presence', id: BOB, presence: 'available' });
    await Promise.resolve();
    expect(heard.map((event) => event.type)).toEqual(['contact']);
  });

  it('tells of a contact before anything else speaks of it', () => {
    const { client, heard } = listening();
    client.tell({ type: 'contact', contact: fakeContact(BOB) });
    client.tell({ type: 'request', id: BOB, accepted: true });
    expect(heard.map((event) => event.type)).toEqual(['contact', 'request']);
  });

  it('tells a message at once and the counts of its row after it', async () => {
    const { client, heard } = listening();
    const message = { contact: BOB, key: 1, direction: 'in', at: 0, text: 'hi', state: 'unread' } as const;
    client.tell({ type: 'message', message });
    expect(heard.map((event) => event.type)).toEqual(['message']);
    await Promise.resolve();
    expect(heard.map((event) => event.type)).toEqual(['message', 'contact']);
  });

  it('tells the account anew when our service changes', async () => {
    const { client, heard } = listening();
    client.changeService('lost');
    await Promise.resolve();
    expect(heard).toMatchObject([{ type: 'account', account: { service: 'lost' } }]);
  });

  it('tells no row of a contact that went in the same turn', async () => {
    const { client, heard } = listening();
    client.tell({ type: 'presence', id: BOB, presence: 'offline' });
    client.contacts.delete(BOB);
    client.tell({ type: 'contact_gone', id: BOB });
    await Promise.resolve();
    expect(heard.map((event) => event.type)).toEqual(['contact_gone']);
  });

  it('is silent once it is closed', async () => {
    const { client, feed, heard } = listening();
    client.tell({ type: 'presence', id: BOB, presence: 'away' });
    feed.close();
    client.tell({ type: 'contact', contact: fakeContact(BOB) });
    await Promise.resolve();
    expect(heard).toEqual([]);
  });
});

describe('watching in process', () => {
  it('gives hello, then events, until its signal aborts', async () => {
    const { api, client } = fixture();
    const stop = new AbortController();
    const heard: string[] = [];
    const watched = api.watch((event) => heard.push(event.type), stop.signal);
    await api.addContact({ id: BOB });
    stop.abort();
    await watched;
    client.tell({ type: 'contact_gone', id: BOB });
    expect(heard).toEqual(['hello', 'contact']);
  });

  it('ends when its listener had enough with hello', async () => {
    const { api } = fixture();
    const stop = new AbortController();
    await api.watch(() => stop.abort(), stop.signal);
    await api.watch(() => expect.unreachable(), stop.signal);
  });

  it('ends with gateway_gone when the gateway closes', async () => {
    const { api, closing } = fixture();
    const watched = api.watch(() => undefined, new AbortController().signal);
    closing.abort();
    await expect(watched).rejects.toMatchObject({ code: 'gateway_gone' });
    await expect(api.watch(() => undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'gateway_gone',
    });
  });

  it('lets a listener that throws end its own watch alone', async () => {
    const { api } = fixture();
    const stop = new AbortController();
    const heard: string[] = [];
    const bad = api.watch(() => {
      throw new Error('a fault of the screen');
    }, stop.signal);
    const good = api.watch((event) => heard.push(event.type), stop.signal);
    await expect(bad).rejects.toThrow('a fault of the screen');
    await api.addContact({ id: BOB });
    stop.abort();
    await good;
    expect(heard).toEqual(['hello', 'contact']);
  });
});

import { expect, it } from 'vitest';
import { controlConnection } from '../../src/control/connection.ts';
import { fakeServer } from '../helpers/server.ts';

it('sends one command at a time and gives each its own answer', async () => {
  const seen: string[] = [];
  await using server = await fakeServer((stream) => {
    stream.on('data', (chunk: Buffer) => {
      seen.push(chunk.toString());
      stream.write(`650 NETWORK_LIVENESS UP\r\n250 ${seen.length}\r\n`);
    });
  });
  const control = controlConnection(await server.connect());
  const events: number[] = [];
  control.onEvent(({ status }) => events.push(status));
  const replies = await Promise.all([control.command('GETINFO a'), control.command('GETINFO b')]);
  expect(replies.map(({ lines }) => lines[0]?.text)).toEqual(['1', '2']);
  expect(seen).toEqual(['GETINFO a\r\n', 'GETINFO b\r\n']);
  expect(events).toEqual([650, 650]);
  control.close();
});

it('names the command tor refuses, but neither its arguments nor an address', async () => {
  const address = 'a'.repeat(56);
  await using server = await fakeServer((stream) => {
    stream.on('data', () => stream.write(`552 Unknown service ${address}.onion\r\n`));
  });
  const control = controlConnection(await server.connect());
  await expect(control.command('ADD_ONION ED25519-V3:c2VjcmV0 Port=1')).rejects.toMatchObject({
    code: 'tor_control',
    message: 'Tor refused ADD_ONION: 552 Unknown service [address]',
  });
  control.close();
});

it('gives up the connection when a command is not answered in time', async () => {
  await using server = await fakeServer((stream) => stream.resume());
  const control = controlConnection(await server.connect(), 10);
  const second = expect(control.command('GETINFO b').catch((error: unknown) => error));
  await expect(control.command('GETINFO a')).rejects.toMatchObject({ code: 'tor_control' });
  await second.resolves.toMatchObject({ code: 'tor_control' });
  await control.closed;
  expect(control.open).toBe(false);
});

it('rejects what waits when tor goes away, and what comes later', async () => {
  await using server = await fakeServer((stream) => {
    stream.once('data', () => stream.destroy());
  });
  const control = controlConnection(await server.connect());
  await expect(control.command('GETINFO a')).rejects.toMatchObject({ code: 'tor_control' });
  await expect(control.command('GETINFO b')).rejects.toMatchObject({ code: 'tor_control' });
});

it('sends no command that holds a line break', async () => {
  await using server = await fakeServer((stream) => stream.resume());
  const control = controlConnection(await server.connect());
  await expect(control.command('GETINFO a\r\nSIGNAL HALT')).rejects.toMatchObject({ code: 'tor_control' });
  control.close();
});

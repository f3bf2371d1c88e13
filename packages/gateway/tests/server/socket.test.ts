import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bindSocket } from '../../src/server/bind.ts';
import { served } from '../support/serving.ts';

/** The status of the account's route over a socket file. */
async function statusOver(socketPath: string): Promise<number | undefined> {
  const asked = request({ socketPath, path: '/v1/account', headers: { Host: 'localhost' } }).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}

/** A process that binds a socket file and is killed, as after a crash: the file stays, nobody listens. */
async function leaveStale(path: string): Promise<void> {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('bound'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
}

/** Exit code of a process of this user that connects to a socket file; it prints the error's code. */
async function connectAs(uid: number, path: string): Promise<string> {
  const script = `require('net').connect(${JSON.stringify(path)})
    .on('connect', () => { console.log('connected'); process.exit() })
    .on('error', (error) => console.log(error.code))`;
  const child = spawn(process.execPath, ['-e', script], {
    uid,
    gid: uid,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  await once(child, 'close');
  return out.trim();
}

describe('the socket file', () => {
  it('answers, has rights for its user alone, and goes with the server', async () => {
    const server = await served();
    expect(await statusOver(server.path)).toBe(200);
    expect((await stat(server.path)).mode & 0o777).toBe(0o600);
    await server[Symbol.asyncDispose]();
    await expect(stat(server.path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('replaces a stale one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'torchat-api-'));
    const path = join(folder, 'api.sock');
    await leaveStale(path);
    expect(await readdir(folder)).toEqual(['api.sock']);
    const server = createServer((_request, response) => response.end('here'));
    await bindSocket(server, path);
    expect(await statusOver(path)).toBe(200);
    server.close();
    await once(server, 'close');
    await rm(folder, { recursive: true });
  });

  it('replaces nothing that is not a socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'torchat-api-'));
    const path = join(folder, 'api.sock');
    await writeFile(path, 'a file of the user');
    await expect(bindSocket(createServer(), path)).rejects.toMatchObject({ code: 'internal' });
    expect((await stat(path)).size).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  });

  it('says in words that it cannot be opened', async () => {
    const missing = join(tmpdir(), 'torchat-no-such-folder', 'api.sock');
    await expect(bindSocket(createServer(), missing)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('could not be opened'),
    });
  });

  // Only root may become somebody else to try it.
  it.runIf(process.getuid?.() === 0)('lets no other user of the machine in', async () => {
    await using server = await served();
    const nobody = 65_534;
    expect(await connectAs(nobody, server.path)).toBe('EACCES');
    expect(await connectAs(0, server.path)).toBe('connected');
  });
});

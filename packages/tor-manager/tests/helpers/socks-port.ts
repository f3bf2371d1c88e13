// A SOCKS5 port as tor's, whose answers a test decides.
import type { Socket } from 'node:net';
import { socksRequest } from '../../src/testing/socks-request.ts';
import { type FakeServer, fakeServer } from './server.ts';

export interface SocksPort extends FakeServer {
  /** User and password of every dial, in order. */
  readonly credentials: readonly string[];
}

export const REPLY = (code: number): Buffer => Buffer.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0);

/** `answer` gets the stream when a request is complete, and how many there were before. */
export async function socksPort(answer: (stream: Socket, before: number) => void): Promise<SocksPort> {
  const credentials: string[] = [];
  let requests = 0;
  const server = await fakeServer((stream) => {
    const read = socksRequest();
    const take = (chunk: Buffer): void => {
      if (chunk[0] === 1) credentials.push(chunk.toString('latin1'));
      const { answer: bytes, done } = read(chunk);
      if (bytes) stream.write(bytes);
      if (!done) return;
      stream.off('data', take);
      answer(stream, requests++);
    };
    stream.on('data', take);
  });
  return Object.assign(server, { credentials });
}

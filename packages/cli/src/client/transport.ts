// The way to a gateway's socket file for the platform's own fetch and WebSocket.
import { Agent, Dispatcher1Wrapper } from 'undici';

/** Milliseconds until a socket that nobody answers counts as dead. */
const CONNECT_TIMEOUT = 5_000;

export interface Transport extends AsyncDisposable {
  fetch(url: string, init: RequestInit): Promise<Response>;
  webSocket(url: string): WebSocket;
}

/** Everything sent by it goes to this socket file, whatever host a URL names. */
export function socketTransport(socketPath: string): Transport {
  const agent = new Agent({ connect: { socketPath, timeout: CONNECT_TIMEOUT }, pipelining: 1 });
  // Node's built-in fetch speaks the handler protocol of an older undici.
  const dispatcher = new Dispatcher1Wrapper(agent);
  const withDispatcher = { dispatcher } as object;
  return {
    fetch: (url, init) => fetch(url, { ...init, ...withDispatcher }),
    webSocket: (url) => new WebSocket(url, withDispatcher),
    async [Symbol.asyncDispose]() {
      await agent.destroy();
    },
  };
}

// A connection to tor's control port: one command at a time, each with a deadline; events go to whoever listens.
import type { Socket } from 'node:net';
import { TorchatError } from '@torchat/core';
import { scrub } from '../scrub.ts';
import { type ControlMessage, replyParser } from './reply-parser.ts';

export interface ControlConnection {
  /** The answer to one command. Rejects with `tor_control` when tor refuses it, is silent too long or gone. */
  command(line: string): Promise<ControlMessage>;
  onEvent(listener: (event: ControlMessage) => void): void;
  readonly open: boolean;
  /** Bytes that tor was sent here. */
  readonly written: number;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

const COMMAND_DEADLINE = 20_000;

interface Waiting {
  readonly name: string;
  readonly line: string;
  readonly resolve: (reply: ControlMessage) => void;
  readonly reject: (error: TorchatError) => void;
}

export function controlConnection(socket: Socket, deadline = COMMAND_DEADLINE): ControlConnection {
  const parse = replyParser();
  const queue: Waiting[] = [];
  const listeners: ((event: ControlMessage) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let gone: TorchatError | null = null;

  function next(): void {
    clearTimeout(timer);
    const [first] = queue;
    if (!first || gone) return;
    // A late answer would be taken for that of the next command: what is silent too long is given up as a whole.
    timer = setTimeout(() => {
      end(new TorchatError('tor_control', `Tor did not answer ${first.name} in ${deadline / 1000} seconds.`));
    }, deadline);
    socket.write(`${first.line}\r\n`);
  }

  function end(why: TorchatError): void {
    if (gone) return;
    gone = why;
    clearTimeout(timer);
    socket.destroy();
    for (const waiting of queue.splice(0)) waiting.reject(why);
  }

  function take(message: ControlMessage): void {
    if (message.status === 650) {
      for (const listener of listeners) listener(message);
      return;
    }
    const waiting = queue.shift();
    if (!waiting) return;
    if (message.status >= 200 && message.status < 300) waiting.resolve(message);
    else {
      const said = scrub(message.lines.at(-1)?.text ?? '');
      waiting.reject(
        new TorchatError('tor_control', `Tor refused ${waiting.name}: ${message.status} ${said}`),
      );
    }
    next();
  }

  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of parse(chunk)) take(message);
    } catch (failure) {
      if (!(failure instanceof TorchatError)) throw failure;
      end(failure);
    }
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      end(new TorchatError('tor_control', 'Tor closed its control port.'));
      resolve();
    });
  });

  return {
    get written() {
      return socket.bytesWritten;
    },
    command(line) {
      const [name = ''] = line.split(' ', 1);
      return new Promise((resolve, reject) => {
        if (/[\r\n]/u.test(line)) reject(new TorchatError('tor_control', `${name} holds a line break.`));
        else if (gone) reject(gone);
        else if (queue.push({ name, line, resolve, reject }) === 1) next();
      });
    },
    onEvent(listener) {
      listeners.push(listener);
    },
    get open() {
      return gone === null;
    },
    closed,
    close() {
      end(new TorchatError('tor_control', 'The connection to the control port was closed.'));
    },
  };
}

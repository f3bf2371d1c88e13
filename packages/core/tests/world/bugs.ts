// Bugs planted between an engine and its world: each is one that a real change could bring.
import type { Engine } from '../../src/engine/engine.ts';
import type { Input } from '../../src/engine/io/input.ts';
import type { LinkId } from '../../src/engine/io/keys.ts';
import type { Output } from '../../src/engine/io/output.ts';
import { decodeLine, encodeLine, type WireMessage } from '../../src/messages/index.ts';
import type { Plant } from '../../src/testing/index.ts';

export const BUGS: Readonly<Record<string, () => Plant>> = {
  'a text is sent but never written': () => outputs((output) => !isWritten(output, 'out')),
  'the number of a received text is forgotten with the process': () =>
    outputs(
      (output) =>
        output.type !== 'save' ||
        output.change.type !== 'numbering' ||
        output.change.numbering.inEpoch === null,
    ),
  'a text is confirmed one too early': () =>
    sent((message) =>
      message.command === 'delivery_ok' ? [{ ...message, seq: message.seq + 1 }] : [message],
    ),
  'a text is dropped from the outbox before its receipt': () => dropsOnSend,
  'two texts of one flush change places': () => swapsTexts,
  'the first text after a reconnect is skipped': () => skipsFirstText,
  'what was read is confirmed, what was confirmed is not stored': () =>
    outputs((output) => !isWritten(output, 'in')),
  'any pong is believed': () => believesAnyPong,
  'the greeting comes only in one breath with a pong': () => greetsWithPongOnly,
  'a lost connection is not noticed': () => inputs((input) => input.type !== 'closed'),
  'nobody is dialled twice': () => dialsOnce,
  'the network that comes back is not noticed': () => noticesNetworkOnce,
  'a session that ended is not dialled again by routine': () => dialsNoMoreOnceConnected,
  'the status after the greeting is not told': () => firstStatusOnly,
};

/** Lets only these outputs through. */
function outputs(keep: (output: Output) => boolean): Plant {
  return around((handle) => (input, now) => handle(input, now).filter(keep));
}

/** Lets only these inputs through. */
function inputs(keep: (input: Input) => boolean): Plant {
  return around((handle) => (input, now) => (keep(input) ? handle(input, now) : []));
}

/** Changes what is sent. */
function sent(change: (message: WireMessage) => readonly WireMessage[]): Plant {
  return around(
    (handle) => (input, now) =>
      handle(input, now).flatMap((output) => {
        const message = messageOf(output);
        if (message === null || output.type !== 'send') return [output];
        return change(message).map((changed) => ({ ...output, bytes: lineOf(changed) }));
      }),
  );
}

type Handle = Engine['handle'];

function around(wrap: (handle: Handle) => Handle): Plant {
  return (engine) => ({ ...engine, handle: wrap(engine.handle) });
}

const dropsOnSend: Plant = around((handle) => {
  const keys = new Map<string, number>();
  return (input, now) =>
    handle(input, now).flatMap((output): Output[] => {
      if (
        output.type === 'save' &&
        output.change.type === 'message' &&
        output.change.message.direction === 'out'
      )
        keys.set(output.change.message.text, output.change.message.key);
      const message = messageOf(output);
      const key = message?.command === 'delivery_message' ? keys.get(message.text) : undefined;
      if (key === undefined) return [output];
      return [{ type: 'save', change: { type: 'message_gone', key } }, output];
    });
});

const swapsTexts: Plant = around((handle) => (input, now) => {
  const all = [...handle(input, now)];
  const texts = [...all.keys()].filter((at) => isText(all[at] as Output));
  for (let pair = 0; pair + 1 < texts.length; pair += 2) {
    const [first, second] = texts.slice(pair) as [number, number];
    [all[first], all[second]] = [all[second] as Output, all[first] as Output];
  }
  return all;
});

const skipsFirstText: Plant = around((handle) => {
  const begun = new Set<LinkId>();
  return (input, now) =>
    handle(input, now).filter((output) => {
      if (!isText(output) || output.type !== 'send' || begun.has(output.link)) return true;
      begun.add(output.link);
      return false;
    });
});

const believesAnyPong: Plant = around((handle) => {
  const cookies = new Map<string, Uint8Array>();
  const claims = new Map<LinkId, string>();
  const dialled = new Map<LinkId, string>();
  return (input, now) => {
    let changed = input;
    if (input.type === 'line') {
      const decoded = decodeLine(input.line);
      if (decoded.ok && decoded.message.command === 'ping') claims.set(input.link, decoded.message.id);
      const cookie = cookies.get(claims.get(input.link) ?? '');
      if (decoded.ok && decoded.message.command === 'pong' && cookie !== undefined)
        changed = { ...input, line: lineOf({ command: 'pong', cookie }).subarray(0, -1) };
    }
    const all = handle(changed, now);
    for (const output of all) {
      if (output.type === 'dial') dialled.set(output.link, output.id);
      const message = messageOf(output);
      if (output.type === 'send' && message?.command === 'ping')
        cookies.set(dialled.get(output.link) ?? '', message.cookie.slice());
    }
    return all;
  };
});

const greetsWithPongOnly: Plant = around((handle) => {
  const GREETING = new Set(['client', 'version', 'supports', 'profile_name', 'add_me', 'status']);
  return (input, now) => {
    const ponged = new Set<LinkId>();
    const muted = new Set<LinkId>();
    return handle(input, now).filter((output) => {
      const message = messageOf(output);
      if (output.type !== 'send' || message === null) return true;
      if (message.command === 'pong') ponged.add(output.link);
      if (message.command === 'client' && !ponged.has(output.link)) muted.add(output.link);
      return !muted.has(output.link) || !GREETING.has(message.command);
    });
  };
});

const dialsOnce: Plant = around((handle) => {
  const dialled = new Set<string>();
  return (input, now) =>
    handle(input, now).filter((output) => {
      if (output.type !== 'dial') return true;
      const first = !dialled.has(output.id);
      dialled.add(output.id);
      return first;
    });
});

const noticesNetworkOnce: Plant = around((handle) => {
  let seen = false;
  return (input, now) => {
    if (input.type === 'network' && input.up && seen) return [];
    if (input.type === 'network' && input.up) seen = true;
    return handle(input, now);
  };
});

const dialsNoMoreOnceConnected: Plant = around((handle) => {
  const dialled = new Map<LinkId, string>();
  const connected = new Set<string>();
  return (input, now) => {
    if (input.type === 'connected') connected.add(dialled.get(input.link) ?? '');
    return handle(input, now).filter((output) => {
      if (output.type !== 'dial') return true;
      dialled.set(output.link, output.id);
      return !connected.has(output.id);
    });
  };
});

const firstStatusOnly: Plant = around((handle) => {
  const told = new Set<LinkId>();
  return (input, now) =>
    handle(input, now).filter((output) => {
      if (output.type !== 'send' || messageOf(output)?.command !== 'status') return true;
      const first = !told.has(output.link);
      told.add(output.link);
      return first;
    });
});

function isWritten(output: Output, direction: 'in' | 'out'): boolean {
  return (
    output.type === 'save' &&
    output.change.type === 'message' &&
    output.change.message.direction === direction
  );
}

function isText(output: Output): boolean {
  return messageOf(output)?.command === 'delivery_message';
}

function messageOf(output: Output): WireMessage | null {
  if (output.type !== 'send') return null;
  const decoded = decodeLine(output.bytes.subarray(0, -1));
  return decoded.ok ? decoded.message : null;
}

function lineOf(message: WireMessage): Uint8Array {
  if (message.command === 'status' && message.status === 'unknown') throw new Error('never sent');
  return encodeLine(message as Parameters<typeof encodeLine>[0]);
}

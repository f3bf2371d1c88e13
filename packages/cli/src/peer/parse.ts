// The commands of the peer interface, one a line: from text to data, and what is wrong with a line that is none.
import type { OwnStatus } from '@torchat/core';

export type PeerCommand =
  | { readonly type: 'add'; readonly id: string; readonly name: string }
  | { readonly type: 'del' | 'drop'; readonly id: string }
  | { readonly type: 'msg'; readonly id: string; readonly text: string }
  | { readonly type: 'raw'; readonly id: string; readonly line: string }
  | { readonly type: 'status'; readonly status: OwnStatus }
  | { readonly type: 'profile'; readonly name: string; readonly text: string }
  /** Null takes the picture away. */
  | { readonly type: 'avatar'; readonly path: string | null }
  | { readonly type: 'file'; readonly id: string; readonly path: string }
  | { readonly type: 'accept'; readonly id: string; readonly file: number; readonly path: string | null }
  | { readonly type: 'cancel'; readonly id: string; readonly file: number }
  | { readonly type: 'list' | 'quit' }
  | { readonly type: 'forward'; readonly local: string; readonly id: string; readonly service: string }
  | {
      readonly type: 'share';
      readonly service: string;
      readonly local: string;
      readonly ids: readonly string[];
    }
  | { readonly type: 'wrong'; readonly why: string };

/** One command. Never throws: a line that makes no sense is `wrong`. */
export function parseCommand(line: string): PeerCommand {
  const [verb, rest] = cut(line.trimStart());
  switch (verb) {
    case 'add': {
      const [id, name] = words(rest, 2);
      return id ? { type: 'add', id, name: name ?? '' } : wrong('add ID [NAME]');
    }
    case 'del':
    case 'drop': {
      const [id] = words(rest, 1);
      return id ? { type: verb, id } : wrong(`${verb} ID`);
    }
    case 'msg': {
      const [id, text] = words(rest, 2);
      return id && text ? { type: 'msg', id, text } : wrong('msg ID TEXT');
    }
    case 'raw': {
      const [id, text] = words(rest, 2);
      return id ? { type: 'raw', id, line: text ?? '' } : wrong('raw ID LINE');
    }
    case 'status': {
      const [status] = words(rest, 1);
      if (status === 'available' || status === 'away' || status === 'xa') return { type: 'status', status };
      return wrong('status available|away|xa');
    }
    case 'profile': {
      const [name, text] = words(rest, 2);
      if (name === undefined) return wrong('profile NAME|- TEXT|-');
      return { type: 'profile', name: dash(name), text: dash(text ?? '-') };
    }
    case 'avatar': {
      const [path] = words(rest, 1);
      if (!path) return wrong('avatar PNG|none');
      return { type: 'avatar', path: path.trim() === 'none' ? null : path };
    }
    case 'file': {
      const [id, path] = words(rest, 2);
      return id && path ? { type: 'file', id, path } : wrong('file ID PATH');
    }
    case 'accept': {
      const [id, file, path] = words(rest, 3);
      if (!id || !isKey(file)) return wrong('accept ID TRANSFER [PATH]');
      return { type: 'accept', id, file: Number(file), path: path || null };
    }
    case 'cancel': {
      const [id, file] = words(rest, 2);
      return id && isKey(file) ? { type: 'cancel', id, file: Number(file) } : wrong('cancel ID TRANSFER');
    }
    case 'forward':
      return forward(...words(rest, 2));
    case 'share': {
      const [service, local, ...ids] = rest.split(' ').filter((word) => word !== '');
      if (service === undefined || local === undefined || ids.length === 0)
        return wrong('share SERVICE LOCAL ID [ID ...]');
      return { type: 'share', service, local, ids };
    }
    case 'list':
    case 'quit':
      return { type: verb };
    default:
      return { type: 'wrong', why: `There is no command ${JSON.stringify(verb.slice(0, 40))}.` };
  }
}

function forward(local = '', target = ''): PeerCommand {
  const [id = '', service = '', ...more] = target.trim().split('/');
  if (id === '' || service === '' || more.length > 0) return wrong('forward LOCAL ID/SERVICE');
  return { type: 'forward', local, id, service };
}

function wrong(usage: string): PeerCommand {
  return { type: 'wrong', why: `This command reads: ${usage}` };
}

function isKey(text: string | undefined): boolean {
  return /^\d{1,15}$/u.test(text?.trim() ?? '');
}

function dash(text: string): string {
  return text === '-' ? '' : text;
}

/** The first word and what follows the one blank after it. */
function cut(text: string): [string, string] {
  const at = text.indexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Up to `count` arguments, each a JSON string or a word; the last takes the rest as it is. */
function words(text: string, count: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest !== '' && found.length < count) {
    const last = found.length === count - 1;
    const quoted = /^\s*("(?:[^"\\]|\\.)*")(?:\s|$)/u.exec(rest);
    const value = quoted && (!last || quoted[0].length === rest.length) ? unquote(quoted[1] ?? '') : null;
    if (quoted && value !== null) {
      found.push(value);
      rest = rest.slice(quoted[0].length);
    } else if (last) {
      found.push(rest);
      rest = '';
    } else {
      const [word, after] = cut(rest);
      if (word !== '') found.push(word);
      rest = after;
    }
  }
  return found;
}

function unquote(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

// Slash commands: what is typed after `/`, checked before anything is done.
import { sizeGiven } from '../../client/size-given.ts';

export type Slash =
  | { readonly type: 'add'; readonly id: string | null; readonly name: string | null }
  | { readonly type: 'remove' | 'block' | 'unblock'; readonly who: string | null; readonly sure: boolean }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'open'; readonly who: string }
  | { readonly type: 'status'; readonly status: string | null }
  | { readonly type: 'profile'; readonly field: 'name' | 'text' | null; readonly value: string }
  | { readonly type: 'history'; readonly keep: 'on' | 'off' | 'clear' | null }
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'accept'; readonly key: string | null; readonly folder: string | null }
  | { readonly type: 'refuse' | 'cancel' | 'pause' | 'resume'; readonly key: string | null }
  | { readonly type: 'consent'; readonly what: 'show' | 'ask' | 'never' }
  | { readonly type: 'consent'; readonly what: 'always'; readonly upTo: number | null }
  /** Null: the account's own folder again. */
  | { readonly type: 'consent'; readonly what: 'folder'; readonly folder: string | null }
  | { readonly type: 'files' }
  | { readonly type: 'seal'; readonly choice: 'once' | 'off' | null }
  | { readonly type: 'services' }
  | {
      readonly type: 'forward';
      readonly what: 'list' | 'open' | 'close';
      /** As typed: `8080` or `127.0.0.1:8080`. */
      readonly local: string;
      readonly service: string;
    }
  | { readonly type: 'share'; readonly what: 'list' }
  | { readonly type: 'share'; readonly what: 'stop'; readonly name: string }
  | {
      readonly type: 'share';
      readonly what: 'put';
      readonly name: string;
      /** Null: it is shared already, and now with this contact, too. */
      readonly kind: 'tcp' | 'udp' | null;
      readonly address: string;
    }
  | { readonly type: 'avatar'; readonly what: 'show' | 'set' | 'save' | 'clear'; readonly path: string }
  | { readonly type: 'id' | 'help' | 'quit' | 'take-over' }
  | { readonly type: 'wrong'; readonly why: string };

export const HELP: readonly (readonly [string, string])[] = [
  ['/add ID [NAME]', 'add a contact; alone: accept it'],
  ['/open WHO', 'go to a contact, by name or id'],
  ['/rename NAME', 'call this contact by another name'],
  ['/remove', 'remove this contact and its texts'],
  ['/block, /unblock', 'refuse it, or take it back'],
  ['/history on|off', 'keep texts; clear drops them'],
  ['/seal', 'is it sealed? once, off: without'],
  ['/file PATH', 'send a file or folder; /files lists'],
  ['/accept [N] [FOLDER]', 'take a file; /refuse [N] does not'],
  ['/pause, /resume [N]', 'a file; /cancel [N] ends it'],
  ['/consent', 'of its files: ask, never, always 9M'],
  ['/services', 'what it offers, what you share'],
  ['/forward PORT NAME', 'its service as a port here'],
  ['/forward', 'list them; close PORT ends one'],
  ['/share NAME tcp PORT', 'let it reach a port; or stop'],
  ['/take-over', 'run here, not on another machine'],
  ['/status [STATUS]', 'available, away, xa; alone: see all'],
  ['/profile name NAME', 'name others see; or text TEXT'],
  ['/avatar', 'its picture; save FILE keeps it'],
  ['/avatar set FILE', 'your picture, a PNG; or clear'],
  ['/id', 'your own id, to give to others'],
  ['/quit', 'leave (or Ctrl-C)'],
  ['Tab, Shift-Tab', 'next, previous contact (Ctrl-N, -P)'],
  ['PgUp, PgDn', 'look back and forth'],
  ['Alt-Enter, Ctrl-J', 'a new line in the text'],
  ['//TEXT', 'a text that begins with a slash'],
];

/** Null: it is no command but a text. */
export function parseSlash(input: string): Slash | null {
  if (!input.startsWith('/') || input.startsWith('//')) return null;
  const [, word = '', rest = ''] = /^\/(\S*)\s*([\s\S]*)$/u.exec(input.trim()) ?? [];
  switch (word.toLowerCase()) {
    case 'add': {
      const [id, name] = split(rest);
      return { type: 'add', id: id || null, name: name || null };
    }
    case 'remove':
    case 'block':
    case 'unblock': {
      const sure = /(?:^|\s)yes$/u.test(rest);
      const who = rest.replace(/\s*yes$/u, '');
      return { type: word.toLowerCase() as 'remove' | 'block' | 'unblock', who: who || null, sure };
    }
    case 'rename':
    case 'name':
      return rest === '' ? wrong('/rename NAME') : { type: 'rename', name: rest };
    case 'open':
    case 'chat':
    case 'o':
      return rest === '' ? wrong('/open WHO') : { type: 'open', who: rest };
    case 'status':
      return { type: 'status', status: rest || null };
    case 'away':
    case 'xa':
    case 'available':
      return { type: 'status', status: word.toLowerCase() };
    case 'profile': {
      const [field, value] = split(rest);
      if (field === '') return { type: 'profile', field: null, value: '' };
      if (field === 'name' || field === 'text') return { type: 'profile', field, value };
      return wrong('/profile name|text VALUE');
    }
    case 'history':
      if (rest === 'on' || rest === 'off' || rest === 'clear') return { type: 'history', keep: rest };
      return rest === '' ? { type: 'history', keep: null } : wrong('/history on|off|clear');
    case 'file':
      return rest === '' ? wrong('/file PATH') : { type: 'file', path: rest };
    case 'files':
      return { type: 'files' };
    case 'seal':
      if (rest === 'once' || rest === 'off') return { type: 'seal', choice: rest };
      return rest === '' ? { type: 'seal', choice: null } : wrong('/seal, /seal once, /seal off');
    case 'services':
      return { type: 'services' };
    case 'forward':
      return forward(...split(rest));
    case 'share':
      return share(...split(rest));
    case 'avatar':
      return avatar(...split(rest));
    case 'accept':
      return accept(...split(rest));
    case 'refuse':
    case 'cancel':
    case 'pause':
    case 'resume':
      return { type: word.toLowerCase() as 'refuse' | 'cancel' | 'pause' | 'resume', key: rest || null };
    case 'consent':
      return consent(...split(rest));
    case 'take-over':
      return { type: 'take-over' };
    case 'id':
      return { type: 'id' };
    case 'help':
    case '?':
    case '':
      return { type: 'help' };
    case 'quit':
    case 'exit':
    case 'q':
      return { type: 'quit' };
    default:
      return {
        type: 'wrong',
        why: `There is no command /${word.slice(0, 20)}: /help lists them, // sends it as text.`,
      };
  }
}

function accept(first: string, rest: string): Slash {
  if (first === '' || /^\d+$/u.test(first))
    return { type: 'accept', key: first || null, folder: rest || null };
  return { type: 'accept', key: null, folder: `${first} ${rest}`.trim() };
}

function consent(what: string, rest: string): Slash {
  if (what === '') return { type: 'consent', what: 'show' };
  if (what === 'folder' && rest !== '')
    return { type: 'consent', what, folder: rest === 'none' ? null : rest };
  if (what === 'always') {
    const upTo = rest === '' ? null : sizeGiven(rest);
    if (rest === '' || upTo !== null) return { type: 'consent', what, upTo };
  } else if ((what === 'ask' || what === 'never') && rest === '') return { type: 'consent', what };
  return wrong('/consent ask|never, /consent always 20M, /consent folder PATH|none');
}

function forward(first: string, second: string): Slash {
  if (first === '') return { type: 'forward', what: 'list', local: '', service: '' };
  if (second === '') return wrong('/forward, /forward PORT SERVICE, /forward close PORT');
  if (first === 'close') return { type: 'forward', what: 'close', local: second, service: '' };
  return { type: 'forward', what: 'open', local: first, service: second };
}

function share(name: string, rest: string): Slash {
  if (name === '') return { type: 'share', what: 'list' };
  const [kind, address] = split(rest);
  if (name === 'stop' && kind !== '') return { type: 'share', what: 'stop', name: kind };
  if (kind === '') return { type: 'share', what: 'put', name, kind: null, address: '' };
  if ((kind === 'tcp' || kind === 'udp') && address !== '')
    return { type: 'share', what: 'put', name, kind, address };
  return wrong('/share, /share NAME tcp|udp PORT, /share NAME, /share stop NAME');
}

function avatar(what: string, path: string): Slash {
  if (what === '' || what === 'show') return { type: 'avatar', what: 'show', path: '' };
  if (what === 'clear') return { type: 'avatar', what, path: '' };
  if ((what === 'set' || what === 'save') && path !== '') return { type: 'avatar', what, path };
  return wrong('/avatar, /avatar set FILE, /avatar save FILE, /avatar clear');
}

function wrong(usage: string): Slash {
  return { type: 'wrong', why: `This command reads: ${usage}` };
}

function split(text: string): [string, string] {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  return [first, rest];
}

import { expect, test } from 'vitest';
import { HELP, parseSlash, type Slash } from '../../src/chat/slash/parse.ts';

test.each([
  ['hello', null],
  ['//etc is a folder', null],
  ['/add', { type: 'add', id: null, name: null }],
  ['/add ID Bob from work', { type: 'add', id: 'ID', name: 'Bob from work' }],
  ['/remove', { type: 'remove', who: null, sure: false }],
  ['/remove yes', { type: 'remove', who: null, sure: true }],
  ['/remove bob yes', { type: 'remove', who: 'bob', sure: true }],
  ['/block mallory', { type: 'block', who: 'mallory', sure: false }],
  ['/rename Bob B.', { type: 'rename', name: 'Bob B.' }],
  ['/rename', { type: 'wrong', why: 'This command reads: /rename NAME' }],
  ['/open bob', { type: 'open', who: 'bob' }],
  ['/away', { type: 'status', status: 'away' }],
  ['/status', { type: 'status', status: null }],
  ['/profile name alice b', { type: 'profile', field: 'name', value: 'alice b' }],
  ['/profile shoe 42', { type: 'wrong', why: 'This command reads: /profile name|text VALUE' }],
  ['/history on', { type: 'history', keep: 'on' }],
  ['/history maybe', { type: 'wrong', why: 'This command reads: /history on|off|clear' }],
  ['/file ~/my photo.jpg', { type: 'file', path: '~/my photo.jpg' }],
  ['/file', { type: 'wrong', why: 'This command reads: /file PATH' }],
  ['/seal', { type: 'seal', choice: null }],
  ['/seal once', { type: 'seal', choice: 'once' }],
  ['/seal off', { type: 'seal', choice: 'off' }],
  ['/seal on', { type: 'wrong', why: 'This command reads: /seal, /seal once, /seal off' }],
  ['/files', { type: 'files' }],
  ['/accept', { type: 'accept', key: null, folder: null }],
  ['/accept 3', { type: 'accept', key: '3', folder: null }],
  ['/accept 3 ~/my photos', { type: 'accept', key: '3', folder: '~/my photos' }],
  ['/accept ~/my photos', { type: 'accept', key: null, folder: '~/my photos' }],
  ['/refuse 3', { type: 'refuse', key: '3' }],
  ['/pause', { type: 'pause', key: null }],
  ['/resume 3', { type: 'resume', key: '3' }],
  ['/consent', { type: 'consent', what: 'show' }],
  ['/consent never', { type: 'consent', what: 'never' }],
  ['/consent always', { type: 'consent', what: 'always', upTo: null }],
  ['/consent always 20M', { type: 'consent', what: 'always', upTo: 20_000_000 }],
  ['/consent folder ~/from bob', { type: 'consent', what: 'folder', folder: '~/from bob' }],
  ['/consent folder none', { type: 'consent', what: 'folder', folder: null }],
  [
    '/consent always much',
    {
      type: 'wrong',
      why: 'This command reads: /consent ask|never, /consent always 20M, /consent folder PATH|none',
    },
  ],
  ['/cancel 3', { type: 'cancel', key: '3' }],
  ['/avatar', { type: 'avatar', what: 'show', path: '' }],
  ['/avatar set ~/my face.png', { type: 'avatar', what: 'set', path: '~/my face.png' }],
  ['/avatar save x.png', { type: 'avatar', what: 'save', path: 'x.png' }],
  ['/avatar clear', { type: 'avatar', what: 'clear', path: '' }],
  [
    '/avatar set',
    {
      type: 'wrong',
      why: 'This command reads: /avatar, /avatar set FILE, /avatar save FILE, /avatar clear',
    },
  ],
  ['/services', { type: 'services' }],
  ['/forward', { type: 'forward', what: 'list', local: '', service: '' }],
  ['/forward 8080 web', { type: 'forward', what: 'open', local: '8080', service: 'web' }],
  ['/forward close 8080', { type: 'forward', what: 'close', local: '8080', service: '' }],
  [
    '/forward 8080',
    { type: 'wrong', why: 'This command reads: /forward, /forward PORT SERVICE, /forward close PORT' },
  ],
  ['/share', { type: 'share', what: 'list' }],
  ['/share web', { type: 'share', what: 'put', name: 'web', kind: null, address: '' }],
  ['/share web tcp 8080', { type: 'share', what: 'put', name: 'web', kind: 'tcp', address: '8080' }],
  ['/share stop web', { type: 'share', what: 'stop', name: 'web' }],
  [
    '/share web http 8080',
    {
      type: 'wrong',
      why: 'This command reads: /share, /share NAME tcp|udp PORT, /share NAME, /share stop NAME',
    },
  ],
  ['/HELP', { type: 'help' }],
  ['/', { type: 'help' }],
  ['/q', { type: 'quit' }],
])('reads %j', (input, slash) => {
  expect(parseSlash(input)).toEqual(slash);
});

test('says that a command does not exist, and how to send it as text', () => {
  expect(parseSlash('/shrug')).toEqual({
    type: 'wrong',
    why: 'There is no command /shrug: /help lists them, // sends it as text.',
  });
});

/** As a record, so that the compiler misses a command that is missing here. */
const COMMANDS: Record<Exclude<Slash['type'], 'help' | 'wrong'>, true> = {
  accept: true,
  add: true,
  avatar: true,
  block: true,
  cancel: true,
  consent: true,
  file: true,
  files: true,
  forward: true,
  history: true,
  id: true,
  open: true,
  pause: true,
  profile: true,
  quit: true,
  remove: true,
  refuse: true,
  rename: true,
  resume: true,
  seal: true,
  services: true,
  share: true,
  status: true,
  'take-over': true,
  unblock: true,
};

test.each(Object.keys(COMMANDS))('/help tells of /%s', (command) => {
  const told = HELP.map((line) => line.join(' ')).join('\n');
  expect(told).toMatch(new RegExp(String.raw`(?<!\S)/${command}(?![\w-])`, 'u'));
});

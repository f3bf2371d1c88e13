import { expect, it } from 'vitest';
import { torFiles, torrc } from '../../src/launch/torrc.ts';

it('uses unix sockets where they fit', () => {
  const files = torFiles('/home/user/tor', 'linux');
  const lines = torrc(files, ['TestingTorNetwork 1']).split('\n');
  expect(lines).toContain('ControlPort unix:"/home/user/tor/control.sock"');
  expect(lines).toContain('SocksPort unix:"/home/user/tor/socks.sock" ExtendedErrors IsolateSOCKSAuth');
  expect(lines).toContain('DisableNetwork 1');
  expect(lines).toContain('TestingTorNetwork 1');
});

it.each([
  ['the path is too long', `/${'x'.repeat(100)}`, 'linux'],
  ['the platform has none', '/tor', 'win32'],
] as const)('uses ports that tor chooses on 127.0.0.1 when %s', (_why, folder, platform) => {
  const files = torFiles(folder, platform);
  expect(files.sockets).toBeNull();
  const text = torrc(files, []);
  expect(text).toContain('\nControlPort 127.0.0.1:auto\n');
  expect(text).toContain('\nSocksPort 127.0.0.1:auto ExtendedErrors IsolateSOCKSAuth\n');
});

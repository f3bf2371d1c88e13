import { expect, it } from 'vitest';
import { torEvent } from '../../src/control/events/event.ts';
import { addOnion } from '../../src/control/replies/add-onion.ts';
import { authChallenge } from '../../src/control/replies/auth-challenge.ts';
import { socksListener } from '../../src/control/replies/listeners.ts';
import { type ControlMessage, replyParser } from '../../src/control/reply-parser.ts';

const ID = 'tvaskncw'.padEnd(56, 'a');

function parsed(text: string): ControlMessage {
  const [message] = replyParser()(Buffer.from(`${text}\r\n`));
  if (!message) throw new Error('That was no whole message.');
  return message;
}

it.each([
  [
    'STATUS_CLIENT NOTICE BOOTSTRAP PROGRESS=45 TAG=requesting_descriptors SUMMARY="Asking for relay descriptors"',
    { type: 'bootstrap', progress: 45, summary: 'Asking for relay descriptors', problem: null },
  ],
  [
    'STATUS_CLIENT WARN BOOTSTRAP PROGRESS=5 TAG=conn SUMMARY="Connecting to a relay" WARNING="No route to host" REASON=NOROUTE COUNT=10 RECOMMENDATION=warn HOSTADDR="192.0.2.1:443"',
    {
      type: 'bootstrap',
      progress: 5,
      summary: 'Connecting to a relay',
      problem: { reason: 'NOROUTE', warning: 'No route to host' },
    },
  ],
  [
    'STATUS_CLIENT WARN BOOTSTRAP PROGRESS=5 SUMMARY="x" WARNING="y" REASON=TIMEOUT COUNT=1 RECOMMENDATION=ignore',
    { type: 'bootstrap', progress: 5, summary: 'x', problem: null },
  ],
  ['STATUS_GENERAL WARN CLOCK_SKEW SKEW=-7200 SOURCE=CONSENSUS', { type: 'clock_skew', seconds: -7200 }],
  ['NETWORK_LIVENESS DOWN', { type: 'liveness', up: false }],
  [
    `HS_DESC CREATED ${ID} UNKNOWN UNKNOWN abc`,
    { type: 'hs_desc', action: 'CREATED', address: ID, descriptor: 'abc' },
  ],
  [
    `HS_DESC UPLOAD ${ID} UNKNOWN $4B88~r2 abc HSDIR_INDEX=8B3A`,
    { type: 'hs_desc', action: 'UPLOAD', address: ID, directory: '$4B88~r2', descriptor: 'abc' },
  ],
  [
    `HS_DESC UPLOADED ${ID} UNKNOWN $4B88~r2`,
    { type: 'hs_desc', action: 'UPLOADED', address: ID, directory: '$4B88~r2' },
  ],
  [`HS_DESC REQUESTED ${ID} NO_AUTH $4B88~r2 abc`, null],
  ['STATUS_CLIENT NOTICE CIRCUIT_ESTABLISHED', null],
  ['STATUS_CLIENT NOTICE BOOTSTRAP PROGRESS=lots', null],
  ['BW 1 2', null],
  ['', null],
])('understands 650 %s', (text, event) => {
  expect(torEvent(parsed(`650 ${text}`))).toEqual(event);
});

it.each([
  ['"unix:/tmp/a b/socks.sock"', { path: '/tmp/a b/socks.sock' }],
  ['"127.0.0.1:43081" "127.0.0.1:9050"', { host: '127.0.0.1', port: 43081 }],
  ['', null],
])('finds the first SOCKS listener in %s', (text, endpoint) => {
  expect(socksListener(parsed(`250 net/listeners/socks=${text}`))).toEqual(endpoint);
});

it('takes no challenge and no service id that is malformed', () => {
  expect(authChallenge(parsed('250 AUTHCHALLENGE SERVERHASH=00 SERVERNONCE=00'))).toBeNull();
  expect(addOnion(parsed('250 ServiceID=short'))).toBeNull();
  expect(addOnion(parsed('250 OK'))).toBeNull();
});

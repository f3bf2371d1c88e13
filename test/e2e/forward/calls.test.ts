import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { freePort, missing, output, server } from './programs.ts';
import { type TwoAccounts, twoAccounts } from './two-accounts.ts';

// What calls and tunnels send: a voice stream by ffmpeg, and WireGuard between two network namespaces of this machine.

let accounts: Promise<TwoAccounts> | null = null;
const opened = (): Promise<TwoAccounts> => (accounts ??= twoAccounts(inject('torrcFile')));

afterAll(async () => (await accounts)?.[Symbol.asyncDispose]());

const RATE = 8000;
const SECONDS = 8;
const TONE = 440;

test.skipIf(missing('ffmpeg'))(
  'ffmpeg sends a tone by RTP, and ffmpeg at the other side hears it',
  async () => {
    const folder = await temporary();
    const [rtp, rtcp] = [await freePort(), await freePort()];
    const sdp = join(folder, 'call.sdp');
    const heard = join(folder, 'heard.raw');
    await writeFile(
      sdp,
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=call\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${rtp} RTP/AVP 0\na=rtcp:${rtcp}\n`,
    );
    const pair = await opened();
    const local = await pair.forward('rtp', 'udp', rtp);
    const [source, flags] = [
      `sine=frequency=${TONE}:duration=${2 * SECONDS}`,
      '-ar 8000 -ac 1 -c:a pcm_mulaw',
    ];
    const words = `-hide_banner -loglevel info -re -f lavfi -i ${source} ${flags} -f rtp rtp://127.0.0.1:${local}?pkt_size=172`;
    await server('ffmpeg', words.split(' '), /size=/u);
    const listen = `-hide_banner -y -protocol_whitelist file,rtp,udp -i ${sdp} -t ${SECONDS} -f s16le ${heard}`;
    await output('ffmpeg', listen.split(' '));
    const bytes = await readFile(heard);
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    console.info(`${samples.length / RATE} s of ${SECONDS} heard, ${tone(samples).toFixed(0)} Hz.`);
    expect(samples.length).toBeGreaterThan(0.8 * RATE * SECONDS);
    expect(Math.abs(tone(samples) - TONE)).toBeLessThan(0.1 * TONE);
  },
);

/** Of a pure tone, by its crossings of zero. */
function tone(samples: Int16Array): number {
  let crossings = 0;
  for (let at = 1; at < samples.length; at++)
    if ((samples[at - 1] as number) < 0 && (samples[at] as number) >= 0) crossings++;
  return (crossings * RATE) / samples.length;
}

const mayMakeTunnels =
  !missing('wireguard-go', 'wg', 'ip', 'iperf3', '/dev/net/tun') && process.getuid?.() === 0;

test.skipIf(!mayMakeTunnels)('WireGuard carries a network through a forward', async () => {
  const folder = await temporary();
  const port = await freePort();
  const local = await (await opened()).forward('wireguard', 'udp', port);
  const [ann, bob] = await Promise.all([tunnelEnd(folder, 'tca'), tunnelEnd(folder, 'tcb')]);
  await bob.set(['listen-port', String(port)], ann.publicKey, ['allowed-ips', '10.99.0.1/32']);
  await ann.set([], bob.publicKey, ['endpoint', `127.0.0.1:${local}`, 'allowed-ips', '10.99.0.2/32']);
  await ann.address('10.99.0.1');
  await bob.address('10.99.0.2');
  await server('ip', inside(bob.name, '-s', '-B', '10.99.0.2', '--forceflush'), /listening/iu);
  const report = await output('ip', inside(ann.name, '-c', '10.99.0.2', '-t', '5', '-J'));
  const { end } = JSON.parse(report) as { end: { sum_received: { bytes: number; seconds: number } } };
  const { bytes, seconds } = end.sum_received;
  console.info(`${(bytes / seconds / 1000).toFixed(0)} kB/s through WireGuard.`);
  expect(bytes).toBeGreaterThan(50_000);
});

/** The words of `ip` that run iperf3 in a namespace. */
function inside(name: string, ...words: readonly string[]): string[] {
  return ['netns', 'exec', name, 'iperf3', ...words];
}

/** A WireGuard of its own whose network is in a namespace of its own, while it speaks to the forward from ours. */
async function tunnelEnd(folder: string, name: string) {
  const secret = join(folder, name);
  const key = (await output('wg', ['genkey'])).trim();
  await writeFile(secret, key, { mode: 0o600 });
  await output('ip', ['netns', 'add', name]);
  onTestFinished(async () => void (await output('ip', ['netns', 'delete', name])));
  await server('env', ['LOG_LEVEL=verbose', 'wireguard-go', '-f', name], /UAPI listener started/u);
  await output('ip', ['link', 'set', name, 'netns', name]);
  const set = async (own: readonly string[], peer: string, about: readonly string[]): Promise<void> => {
    await output('wg', ['set', name, 'private-key', secret, ...own, 'peer', peer, ...about]);
  };
  return {
    name,
    publicKey: (await output('wg', ['pubkey'], key)).trim(),
    set,
    async address(ip: string): Promise<void> {
      await output('ip', ['-n', name, 'address', 'add', `${ip}/24`, 'dev', name]);
      await output('ip', ['-n', name, 'link', 'set', name, 'mtu', '1280', 'up']);
    },
  };
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'torchat-calls-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

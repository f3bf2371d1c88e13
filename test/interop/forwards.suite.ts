// Forwards between three hosts in containers: what bob shares is used by ann's and cat's programs over real tor, and nothing else is.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Host, startHost } from './support/host.ts';
import type { CaseLabel } from './report/result.ts';

const ground = inject('ground');

const PAGE = 'a page of bob';
const WEB = 8080;
const TALK = 7000;
const IPERF = 5201;

describe('Forwards over containers, between three hosts', () => {
  const stack = new AsyncDisposableStack();
  let [ann, bob, cat]: readonly Host[] = [];

  /** In order: each goes on where the one before it ended. */
  function one(name: string, run: (ann: Host, bob: Host, cat: Host) => Promise<void>): void {
    const interop: CaseLabel = {
      case: name,
      client: 'of today',
      direction: 'between them',
      world: 'containers',
    };
    test(name, { concurrent: false, meta: { interop } }, async () => {
      if (ann === undefined || bob === undefined || cat === undefined)
        throw new Error('The hosts did not start.');
      await run(ann, bob, cat);
    });
  }

  beforeAll(async () => {
    [ann, bob, cat] = await Promise.all(
      ['ann', 'bob', 'cat'].map(async (name) => stack.use(await startHost(ground, name))),
    );
    const [a, b, c] = [ann as Host, bob as Host, cat as Host];
    for (const [host, name] of [
      [a, 'ann'],
      [c, 'cat'],
    ] as const) {
      await host.torchat('add', b.id, 'bob');
      await b.torchat('add', host.id, name);
    }
    await b.serve(
      WEB,
      `mkdir -p www && echo '${PAGE}' >www/index.html && busybox httpd -f -p 127.0.0.1:${WEB} -h www`,
    );
    await b.serve(IPERF, `iperf3 -s -B 127.0.0.1`);
    await b.torchat('share', 'add', 'web', 'tcp', `127.0.0.1:${WEB}`, '--with', 'ann,cat');
    await b.torchat('share', 'add', 'talk', 'tcp', `127.0.0.1:${TALK}`, '--with', 'ann');
    for (const kind of ['tcp', 'udp'])
      await b.torchat('share', 'add', `iperf-${kind}`, kind, `127.0.0.1:${IPERF}`, '--with', 'cat');
    await Promise.all([a.until('talk', 'services', 'bob'), c.until('iperf-udp', 'services', 'bob')]);
  });

  afterAll(() => stack.disposeAsync());

  one(
    'forwards: curl fetches a page on two other hosts, by a port and by name',
    async (annHost, _, catHost) => {
      await annHost.torchat('forward', 'add', '9080', 'bob/web');
      expect(await annHost.run('curl --silent --max-time 60 http://127.0.0.1:9080/')).toBe(PAGE);
      await catHost.torchat('forward', 'socks', '1080');
      const curl = 'curl --silent --max-time 60 --proxy socks5h://127.0.0.1:1080';
      expect(await catHost.run(`${curl} http://bob.web.torchat/`)).toBe(PAGE);
    },
  );

  one('forwards: netcat says all and hears all', async (annHost, bobHost) => {
    await bobHost.serve(TALK, `echo 'and you?' | nc -l -N 127.0.0.1 ${TALK} >heard`);
    await annHost.torchat('forward', 'add', '9000', 'bob/talk');
    expect(await annHost.run("echo 'how are you?' | timeout 60 nc -N 127.0.0.1 9000")).toBe('and you?');
    expect(await bobHost.run('cat heard')).toBe('how are you?');
  });

  one('forwards: iperf3 measures, and sends what a call sends', async (_, __, catHost) => {
    for (const kind of ['tcp', 'udp'])
      await catHost.torchat('forward', 'add', String(IPERF), `bob/iperf-${kind}`);
    const bulk = report(await catHost.run(`iperf3 -c 127.0.0.1 -p ${IPERF} -t 3 -J`));
    expect(bulk.end.sum_received?.bytes).toBeGreaterThan(100_000);
    const call = report(await catHost.run(`iperf3 -c 127.0.0.1 -p ${IPERF} -t 3 -u -l 172 -b 68800 -J`));
    expect(call.end.sum.packets).toBeGreaterThanOrEqual(140);
    expect(call.end.sum.lost_packets).toBeLessThan(call.end.sum.packets / 2);
  });

  one(
    'forwards: what is not shared with a host is not there, and what is taken back is gone',
    async (a, b, c) => {
      expect(await c.torchat('services', 'bob')).not.toContain('talk');
      const name = 'http://bob.talk.torchat/';
      const curl = 'curl --silent --max-time 60 --proxy socks5h://127.0.0.1:1080';
      await expect(c.run(`${curl} ${name}`)).rejects.toThrow('docker exec failed');
      await b.torchat('share', 'remove', 'web');
      await expect(c.run(`${curl} http://bob.web.torchat/`)).rejects.toThrow('docker exec failed');
      await expect(a.run('curl --silent --max-time 60 http://127.0.0.1:9080/')).rejects.toThrow(
        'docker exec failed',
      );
    },
  );
});

interface Report {
  readonly end: {
    readonly sum_received?: { readonly bytes: number };
    readonly sum: { readonly packets: number; readonly lost_packets: number };
  };
}

function report(text: string): Report {
  return JSON.parse(text) as Report;
}

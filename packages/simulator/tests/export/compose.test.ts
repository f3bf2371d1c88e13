// What is written for Docker Compose.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { START_SCRIPT } from '../../src/export/start-script.ts';
import { exported, headOf, LIFE } from './exported.ts';

interface Service {
  readonly image: string;
  readonly command: readonly string[];
  readonly networks: Readonly<Record<string, { readonly ipv4_address: string }>>;
  readonly volumes: readonly string[];
  readonly cap_drop: readonly string[];
  readonly mem_limit?: number;
  readonly cpus?: number;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: { readonly lab: { readonly internal: boolean } };
}

const { files } = await exported('compose');
const text = files.get('compose.yaml') ?? '';
const { services, networks } = parse(text) as Compose;

describe('an export for Docker Compose', () => {
  test('has the nodes of the network, a client for each person, and a conductor', () => {
    expect(Object.keys(services)).toEqual(
      'authority1 authority2 authority3 relay1 relay2 relay3 client1 client2 conductor'.split(' '),
    );
    expect(services['client2']?.command).toEqual(['sh', '/lab/start', 'agent', '1']);
    expect(services['relay1']?.image).toBe('torchat-tor:lab');
  });

  test('leads nowhere: an internal network, no open ports, no rights, nothing of the host but what is to be read', () => {
    expect(networks.lab.internal).toBe(true);
    for (const service of Object.values(services)) {
      expect(service).not.toHaveProperty('ports');
      expect(service).not.toHaveProperty('privileged');
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.volumes).toHaveLength(1);
      expect(service.volumes[0]).toMatch(/^\.\/files\/[a-z0-9]+:\/lab:ro$/u);
    }
  });

  test('brings every file that a container looks for', () => {
    for (const { volumes } of Object.values(services)) {
      const folder = volumes[0]?.split(':')[0]?.slice(2);
      expect(files.has(`${folder}/start`)).toBe(true);
    }
    for (const name of ['fleet.json', 'scenario.yaml', 'client.torrc'])
      expect(files.has(`files/fleet/${name}`)).toBe(true);
    expect(files.get('files/fleet/scenario.yaml')).toBe(LIFE);
  });

  test('gives every machine an address of its own, and every tor those of the authorities', () => {
    const addresses = Object.values(services).map((service) => service.networks['lab']?.ipv4_address);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const name of ['authority1', 'authority2', 'authority3'])
      for (const torrc of ['files/fleet/client.torrc', 'files/relay2/torrc', 'files/authority1/torrc'])
        expect(files.get(torrc)).toContain(`${services[name]?.networks['lab']?.ipv4_address}:7030`);
  });

  test('bounds those whom the scenario bounds', () => {
    expect(services['client1']).toMatchObject({ mem_limit: 400_000_000, cpus: 0.5 });
    expect(services['client2']).not.toHaveProperty('mem_limit');
  });

  test('keeps a name with line breaks in its comment', async () => {
    const evil = LIFE.replace(
      'name: A quick life',
      'name: "x\\nservices: {evil: {image: evil}}\\r\\u2028# y"',
    );
    const [first, ...others] = headOf((await exported('compose', evil)).files.get('compose.yaml') ?? '');
    expect(first).toContain('# x services: {evil: {image: evil}} # y: a scenario');
    expect(others[0]).toContain('Its images');
  });

  test('starts with a script that a shell can read', () => {
    expect(spawnSync('sh', ['-n'], { input: START_SCRIPT }).status).toBe(0);
  });
});

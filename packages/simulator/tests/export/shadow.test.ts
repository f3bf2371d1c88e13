// What is written for Shadow, against the keys of its configuration specification (3.x).
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { exported, headOf } from './exported.ts';

const time = z.string().regex(/^\d+ (?:ms|sec|min)$/u);
const state = z.union([z.literal('running'), z.strictObject({ exited: z.int() })]);

const shadowConfig = z.strictObject({
  general: z.strictObject({
    stop_time: time,
    seed: z.int(),
    template_directory: z.string(),
    model_unblocked_syscall_latency: z.boolean(),
  }),
  network: z.strictObject({
    graph: z.strictObject({ type: z.literal('gml'), inline: z.string().startsWith('graph [') }),
  }),
  hosts: z.record(
    z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/u),
    z.strictObject({
      network_node_id: z.literal(0),
      ip_addr: z.ipv4(),
      processes: z
        .array(
          z.strictObject({
            path: z.string(),
            args: z.array(z.string()),
            start_time: time,
            expected_final_state: state,
          }),
        )
        .min(1),
    }),
  ),
});

const { files } = await exported('shadow');
const text = files.get('shadow.yaml') ?? '';

describe('an export for Shadow', () => {
  test('says that it was not run here', () => {
    expect(headOf(text).join(' ')).toContain('Not run here');
  });

  test('has only keys that Shadow knows', () => {
    expect(shadowConfig.safeParse(parse(text)).error?.issues ?? []).toEqual([]);
  });

  test('has a host for each machine, and ends well only when the conductor does', () => {
    const { hosts, general } = shadowConfig.parse(parse(text));
    expect(Object.keys(hosts)).toHaveLength(9);
    expect(new Set(Object.values(hosts).map(({ ip_addr: address }) => address)).size).toBe(9);
    for (const [name, { processes }] of Object.entries(hosts))
      expect(processes[0]?.expected_final_state).toEqual(name === 'conductor' ? { exited: 0 } : 'running');
    expect(general.stop_time).toBe('750 sec');
  });

  test('lays the files of each tor into its folder, with addresses and times filled in', () => {
    for (const name of ['authority1', 'relay3']) {
      const torrc = files.get(`template/hosts/${name}/torrc`) ?? '';
      expect(torrc).toContain('DirAuthority authority1 orport=7001');
      expect(torrc).toContain('11.0.0.10:7030');
      expect(`${torrc}${files.get(`template/hosts/${name}/state`)}`).not.toMatch(/@[a-z0-9]+@/u);
    }
    expect(files.get('template/hosts/relay1/state')).toContain('Ends 1999-12-31 23:59:00');
    expect(files.has('template/hosts/authority2/keys/authority_certificate')).toBe(true);
    expect(files.get('template/hosts/authority2/keys/authority_certificate')).toContain(
      'dir-key-published 1999-12-31',
    );
  });
});

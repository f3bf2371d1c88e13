// What is written for Kubernetes, against the fields that it documents.
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { z } from 'zod';
import { exported, headOf } from './exported.ts';
import { kubernetesObject } from './kubernetes-fields.ts';

const { files } = await exported('kubernetes');
const text = files.get('kubernetes.yaml') ?? '';
const documents = parseAllDocuments(text).map((one) => one.toJS() as unknown);
type Known = z.infer<typeof kubernetesObject>;

function ofKind<Kind extends Known['kind']>(kind: Kind): Extract<Known, { kind: Kind }>[] {
  const all = documents.map((one) => kubernetesObject.parse(one));
  return all.filter((one): one is Extract<Known, { kind: Kind }> => one.kind === kind);
}

describe('an export for Kubernetes', () => {
  test('says that it was not run here', () => {
    expect(headOf(text).join(' ')).toContain('Not run here');
  });

  test('has only fields that Kubernetes knows', () => {
    for (const one of documents) expect(kubernetesObject.safeParse(one).error?.issues ?? []).toEqual([]);
  });

  test('has a pod and a name for each machine, and a job that plays the scenario once', () => {
    const pods = ofKind('Pod').map(({ metadata }) => metadata.name);
    expect(pods).toEqual([
      'authority1',
      'authority2',
      'authority3',
      'relay1',
      'relay2',
      'relay3',
      'client1',
      'client2',
    ]);
    expect(ofKind('Service').map(({ metadata }) => metadata.name)).toEqual([...pods, 'conductor']);
    const [job] = ofKind('Job');
    expect(job?.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 750 });
  });

  test('finds each file that it mounts, and each pod that it names', () => {
    const secrets = new Set(ofKind('Secret').map(({ metadata }) => metadata.name));
    const specs = [
      ...ofKind('Pod').map(({ spec }) => spec),
      ...ofKind('Job').map(({ spec }) => spec.template.spec),
    ];
    for (const { volumes } of specs)
      for (const volume of volumes)
        if ('secret' in volume) expect(secrets).toContain(volume.secret.secretName);
    const labelled = new Set(ofKind('Pod').map(({ metadata }) => metadata.labels?.['app']));
    for (const { spec } of ofKind('Service').slice(0, -1)) expect(labelled).toContain(spec.selector['app']);
  });

  test('keeps what is too large for a secret out', () => {
    for (const { stringData } of ofKind('Secret'))
      expect(Object.values(stringData).join('').length).toBeLessThan(1_000_000);
  });

  test('lets nothing out but to its own pods and to the names of the cluster', () => {
    const [policy] = ofKind('NetworkPolicy');
    expect(policy?.spec.podSelector).toEqual({});
    for (const { to, ports } of policy?.spec.egress ?? [])
      if (to === undefined) expect(ports?.every(({ port }) => port === 53)).toBe(true);
  });
});

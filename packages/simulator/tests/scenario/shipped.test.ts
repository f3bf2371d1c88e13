import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readScenario } from '../../src/scenario/read.ts';
import { jsonSchema } from '../../src/scenario/schema.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
const FILES = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml'));

test('the published schema is what reads scenarios (npm run sim -- schema writes it)', async () => {
  expect(await readFile(join(FOLDER, 'schema.json'), 'utf8')).toBe(jsonSchema());
});

test('the published schema knows every happening, and that each has one moment', () => {
  const { items } = (
    JSON.parse(jsonSchema()) as { properties: Record<string, { items: Record<string, unknown> }> }
  ).properties['happens'] ?? { items: {} };
  expect(JSON.stringify(items)).toContain('"const":"chat"');
  expect(items['allOf']).toEqual([
    { oneOf: [{ required: ['at'] }, { required: ['every'] }, { required: ['rate'] }] },
  ]);
});

test.each(FILES)('%s can be read, says what it shows, and names the schema', async (file) => {
  const text = await readFile(join(FOLDER, file), 'utf8');
  expect(readScenario(text)).toMatchObject({ ok: true });
  expect(text).toMatch(/^# yaml-language-server: \$schema=schema\.json\n#\n(# .{20,}\n)+name: /u);
});

test('the example of docs/simulator.md can be read', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../../docs/simulator.md'), 'utf8');
  const [, example] = /```yaml\n([^`]+)```/u.exec(page) ?? [];
  expect(readScenario(example ?? '')).toMatchObject({ ok: true });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const API = join(import.meta.dirname, '../../src/api');

describe('@torchat/gateway/api', () => {
  it('imports at runtime nothing but zod and itself, so that every command can afford it', async () => {
    const all = await readdir(API, { recursive: true });
    for (const file of all.filter((name) => name.endsWith('.ts'))) {
      const text = await readFile(join(API, file), 'utf8');
      const imports = [...text.matchAll(/^(?:import|export) (?!type\b)[^;]*? from '([^']+)'/gmu)];
      for (const [, from] of imports) expect(from, file).toMatch(/^(?:zod|\.\/(?:schemas\/)?[\w-]+\.ts)$/u);
    }
  });
});

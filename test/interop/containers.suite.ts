// The lives over real tor in containers. Not a test of `npm test`: it needs an engine, and `npm run interop` runs it.
import { inject } from 'vitest';
import { containers } from './support/containers.ts';
import type { Ground } from './support/ground.ts';
import { lives } from './support/life.ts';
import { OTHERS } from './support/others.ts';

const ground = inject('ground');

for (const other of OTHERS)
  if (other.worlds.includes('containers'))
    lives(other, 'containers', () => Promise.resolve(containers(ground)));

declare module 'vitest' {
  export interface ProvidedContext {
    ground: Ground;
  }
}

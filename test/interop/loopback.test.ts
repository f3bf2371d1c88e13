import { lives } from './support/life.ts';
import { loopback } from './support/loopback.ts';
import { OTHERS } from './support/others.ts';

for (const other of OTHERS) if (other.worlds.includes('loopback')) lives(other, 'loopback', loopback);

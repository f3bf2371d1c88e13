// Where the `torchat` command lies.
import { fileURLToPath } from 'node:url';

export const PROGRAM = fileURLToPath(new URL('bin/torchat.js', import.meta.resolve('torchat/package.json')));

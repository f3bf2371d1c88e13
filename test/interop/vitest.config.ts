// For `npm run interop`: which worlds are told is chosen by the command line.
import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  ...shared,
  root: import.meta.dirname,
  test: {
    ...shared.test,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
    // The table has one line for what failed: what came instead has to be in it.
    chaiConfig: { truncateThreshold: 1000 },
  },
});

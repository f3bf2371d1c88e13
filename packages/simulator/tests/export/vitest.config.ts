// For `npm run test:export`: what takes minutes, and an engine.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  // As everywhere, tests run on the sources.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: { include: ['*.suite.ts'] },
});

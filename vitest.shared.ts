// What every package's vitest.config.ts starts from: tests run on the sources, so no build is needed first.
export const shared = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['**/dist/**', '**/node_modules/**'],
    testTimeout: 10_000,
    reporters: ['default'],
  },
};

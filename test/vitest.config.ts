import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'node_modules/**'],
    globalSetup: ['test/protection/logs/search.ts'],
    pool: 'forks',
    // Many tests wait for something most of their time: on a machine of two cores one worker alone would waste them.
    maxWorkers: Math.max(2, availableParallelism()),
    // For what hangs. No test measures time, and on a busy machine a browser or a process takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

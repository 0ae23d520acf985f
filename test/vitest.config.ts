import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Folders whose files leave nothing behind in the modules that they read: files of one worker share these modules, which
 * takes less than half the time. Files that speak a real client's protocol, drive a browser or start processes stand apart.
 */
const together = [
  'access',
  'addresses',
  'approvals',
  'audit',
  'buying',
  'cards',
  'chat',
  'commands',
  'http',
  'languages',
  'links',
  'notifications',
  'orders',
  'pictures',
  'products',
  'runtime',
  'sandbox',
  'sellers',
  'shipping',
  'store',
  'xport',
];

/** Of those folders, what speaks a real client's protocol. */
const clients = [
  'test/access/*-people.test.ts',
  'test/access/{fresh-server,told-places,shared-channel}.test.ts',
  'test/approvals/platforms.test.ts',
  'test/commands/watch-form.test.ts',
];

/** Everything else, so that a new folder is run whether or not it is named here. */
const others = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'bench' && !together.includes(entry.name))
  .map(({ name }) => `test/${name}/**/*.test.ts`);

export default defineConfig(({ mode }) => ({
  test: {
    // `npm run test:deep`: properties run as often as test/harness/runs.ts says.
    env: mode === 'deep' ? { TEST_DEEP: 'yes' } : {},
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    // Many tests wait for something most of their time: on a machine of two cores one worker alone would waste them.
    maxWorkers: Math.max(2, availableParallelism()),
    // For what hangs. No test measures time, and on a busy machine a browser or a process takes many times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/*.test.ts', ...others, ...clients],
          // Once for the whole run: it searches what both projects have logged.
          globalSetup: ['test/protection/logs/search.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: together.map((folder) => `test/${folder}/**/*.test.ts`),
          exclude: clients,
          isolate: false,
        },
      },
    ],
  },
}));

import { accessSync, constants, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { patienceMs } from './harness/changes.ts';

/**
 * Folders whose files leave nothing behind in the modules that they read, those that speak a real client's protocol among
 * them: files of one worker share these modules, which takes less than half the time.
 */
const folders = [
  'adapters/discord',
  'adapters/page',
  'adapters/slack',
  'adapters/terminal',
  'cards',
  'chat',
  'commands',
  'console',
  'domain',
  'http',
  'languages',
  'links',
  'notifications',
  'outbox',
  'pictures',
  'runtime',
  'sandbox',
  'settings',
  'store',
  'third-platform',
  'tools/previews',
  'walk',
  'wiring',
  'xport',
];

const together = [
  ...folders.map((folder) => `test/${folder}/**/*.test.ts`),
  'test/adapters/*.test.ts',
  'test/contract/{discord,page,slack,terminal}*.test.ts',
];

/**
 * Memory for the tests' own files, where this machine has a gibibyte of it to give: a store waits for its disk at each commit,
 * and on a disk that is what the suites of SQLite do most of their time.
 */
const inMemory = '/dev/shm';

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 ** 30;
  } catch {
    return false;
  }
}

export default defineConfig(({ mode }) => ({
  test: {
    // `npm run test:deep`: properties run as often as test/harness/runs.ts says.
    env: {
      ...(mode === 'deep' && { TEST_DEEP: 'yes' }),
      ...(hasRoom(inMemory) && { TMPDIR: inMemory }),
      // A worker that begins takes the packages' code as one before compiled it; what a test starts is not told.
      NODE_COMPILE_CACHE: new URL('../node_modules/.cache/tests', import.meta.url).pathname,
    },
    root: new URL('..', import.meta.url).pathname,
    setupFiles: ['test/harness/own-cache.ts', 'test/harness/same-values.ts'],
    pool: 'forks',
    // Many tests wait for something most of their time: as many workers as there are cores would leave some of these idle.
    maxWorkers: availableParallelism() + 1,
    // For what hangs. No test measures time, and on a busy machine a browser or a process takes many times as long.
    expect: { poll: { interval: 10, timeout: patienceMs } },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          // Everything else, so that a new folder is run whether or not it is named here: above all what drives a browser,
          // starts processes, or is about what a process has once.
          include: ['test/**/*.test.ts'],
          exclude: ['test/bench/**', ...together],
          // Once for the whole run: it searches what both projects have logged.
          globalSetup: ['test/protection/logs/search.ts', 'test/store/postgres/migrated.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: together,
          // Here as well, for a run of files of this project alone.
          globalSetup: ['test/store/postgres/migrated.ts'],
          isolate: false,
        },
      },
    ],
  },
}));

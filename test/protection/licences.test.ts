import { expect, it } from 'vitest';
import { licenceFaults, packagesListed } from '../../src/tools/licence-list.ts';
import { run } from '../harness/process.ts';

const faultsOf = (licence: string) => licenceFaults([{ name: 'a', version: '1.0.0', licence }]);

it.each(['MIT', 'MIT OR Apache-2.0', '(MIT OR GPL-3.0-only)', 'MIT AND ISC'])('%s is allowed', (licence) => {
  expect(faultsOf(licence)).toEqual([]);
});

it.each(['GPL-3.0-only', 'unknown', '', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN x', 'AGPL-3.0 OR SSPL-1.0'])(
  '“%s” is not',
  (licence) => {
    expect(faultsOf(licence)).toHaveLength(1);
  },
);

it('believes a package before the lock file, and knows nested ones by their own name', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0', license: 'MIT' },
      'node_modules/b': { version: '2.0.0', license: 'MIT' },
      'node_modules/b/node_modules/@x/a': { version: '1.0.0', license: 'ISC' },
      'node_modules/c': { version: '3.0.0' },
    },
  };
  const manifests: Record<string, string> = {
    'node_modules/b': '{"license":"GPL-3.0-only"}',
    'node_modules/c': '{"license":{"type":"MIT"}}',
    'node_modules/b/node_modules/@x/a': 'no JSON',
  };
  expect(packagesListed(lock, (folder) => manifests[folder])).toEqual([
    { name: '@x/a', version: '1.0.0', licence: 'ISC' },
    { name: 'b', version: '2.0.0', licence: 'GPL-3.0-only' },
    { name: 'c', version: '3.0.0', licence: 'MIT' },
  ]);
});

it('of every package installed here are on the list, asked of nobody', async () => {
  const tool = run('src/tools/licences.ts', {
    input: 'none',
    // Nobody listens there: the registry can't be asked.
    environment: { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' },
  });
  expect(await tool.exited).toBe(0);
  expect(tool.stdout).toMatch(/\d{2,} packages, 0 with a licence that is not on the list/);
  expect(tool.stdout).toContain('undici 7');
  expect(tool.stdout).toContain('the registry could not be asked');
});

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { dumpPostgres } from '../../src/store/postgres/copy.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { copiesContract } from './copies-contract.ts';
import { describeOnPostgres, makeEmptyPostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  copiesContract('PostgreSQL', async () => {
    const bed = await makeEmptyPostgresBed();
    const surroundings = { clock: createFakeClock(), random: systemRandom, log: silentLog };
    return { ...bed, openEngine: () => openPostgres({ url: bed.url, connections: 2, ...surroundings }) };
  });
});

it('says which programs are missing where there is no pg_dump', async () => {
  vi.stubEnv('PATH', '/nonexistent');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const file = join(tmpdir(), `${systemRandom.token(16)}.copy`);
  await expect(dumpPostgres('postgres://bot@db.example/bot', file)).rejects.toMatchObject({
    fault: 'setting',
    message: expect.stringContaining('Debian: postgresql-client'),
  });
});

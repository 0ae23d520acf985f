import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../harness/process.ts';
import { hasPostgres, makePostgresBed } from '../store/postgres/bed.ts';
import { soak } from './killing.ts';

/** Two rounds of what `npm run soak` does fifty of. */
const rounds = 2;

// Both wait for the platforms' paces most of their time.
describe.concurrent('killed at random moments under load, the bot says every acknowledged order exactly once', () => {
  it('on SQLite', async () => {
    await using folder = await temporaryFolder();
    const { wrong, acknowledged } = await soak({
      databaseUrl: `sqlite:${folder.path}/x.db`,
      rounds,
      beside: false,
    });
    expect(wrong).toEqual([]);
    expect(acknowledged).toBe(rounds * 30);
  });

  it.skipIf(!hasPostgres())('on PostgreSQL, with a second process beside', async () => {
    const bed = await makePostgresBed();
    try {
      const { wrong, acknowledged } = await soak({ databaseUrl: bed.url, rounds, beside: true });
      expect(wrong).toEqual([]);
      expect(acknowledged).toBe(rounds * 30);
    } finally {
      await bed.dispose();
    }
  });
});

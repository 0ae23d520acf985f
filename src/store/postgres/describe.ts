import { z } from 'zod';
import type { StoreDescription } from '../contract/store.ts';
import { StoreError } from '../error.ts';
import type { Pool } from './pool.ts';

const answer = z.tuple([
  z.object({
    version: z.string(),
    encoding: z.string(),
    synchronous_commit: z.string(),
    fsync: z.string(),
  }),
]);

/**
 * The server's version, and whether a commit means that it is on the disk.
 * @throws StoreError `setting` for a database that cannot hold every text
 */
export async function describe(pool: Pool): Promise<StoreDescription> {
  const connection = await pool.lend();
  try {
    const { rows } = await connection.query(
      `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
        current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync`,
      [],
    );
    const [found] = answer.parse(rows);
    if (found.encoding !== 'UTF8') {
      throw new StoreError(
        'setting',
        `DATABASE_URL: the database's encoding is ${found.encoding}: make one with encoding 'UTF8'.`,
      );
    }
    return {
      // A package adds its own name in parentheses.
      name: `PostgreSQL ${found.version.replace(/ .*/, '')}`,
      concerns: [
        ...(found.synchronous_commit === 'off'
          ? ['synchronous_commit is off, so a crash can lose what was acknowledged: set it to on.']
          : []),
        ...(found.fsync === 'off'
          ? ['fsync is off, so a power cut can lose or damage data: set it to on.']
          : []),
      ],
    };
  } finally {
    connection.release();
  }
}

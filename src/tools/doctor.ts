import type { Finding } from '../chat/finding.ts';
import { endWhenUnread } from './command-line.ts';
import { overseen } from './overseen.ts';

endWhenUnread();

/*
 * npm run doctor: every setting against the real service behind it, a line each, with what to do. Changes
 * nothing but the store's schema and one row of the store that tells that it takes writes, and sends nothing to any conversation.
 * A file that is written to try BACKUP_FOLDER is taken away. Ends with 1 when something is wrong.
 *
 *   npm run doctor -- --since organization:seq:hash
 *
 * also says whether the audit log still has that record: an `anchor` as the log has it (event `audit head`), or the
 * number and hash of a line of a CSV file. It may be given more than once.
 *
 * The checks are made by another process, which is ended where a disk or a server never answers: a process that waits for a disk
 * can't end by itself.
 */

const symbols = { good: '✓', bad: '✗', unsure: '?' } as const;

process.exitCode = await overseen({
  program: new URL('./doctor-checks.ts', import.meta.url),
  args: process.argv.slice(2),
  report,
  waits: ({ name, mostMs }) =>
    process.stderr.write(`… ${name} takes long: it is waited for ${mostMs / 1000} seconds at most\n`),
});

function report({ verdict, what, advice }: Finding): void {
  process.stdout.write(`${symbols[verdict]} ${what}\n`);
  if (advice !== undefined) process.stdout.write(`    → ${advice}\n`);
}

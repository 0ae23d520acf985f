import { readdirSync, statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

// The bot beside it goes first: to start this program and to check the copy takes the processor more than to copy does. What is
// imported above is read before this line, so it is little; on Linux each thread has a priority of its own, and Node has begun some.
for (const thread of threadsOfThis()) setPriority(thread, constants.priority.PRIORITY_LOW);

const { copyStore } = await import('../store/backup.ts');
const { copyInput, copyTool } = await import('./copy-input.ts');
const { endWhenUnread } = await import('./command-line.ts');

endWhenUnread();

/*
 * npm run backup -- <file>: copies the store to a new file while the bot runs. A file of SQLite is copied by SQLite's own
 * means, a database of PostgreSQL by pg_dump.
 */

await copyTool('Usage: npm run backup -- <new file>', async (file, settings) => {
  const copy = await copyStore(copyInput(file, settings));
  const bytes = statSync(file).size;
  return [
    `${file}: all that was stored until ${new Date(copy.madeAt).toISOString()}, ${(bytes / 1024 / 1024).toFixed(1)} MiB.`,
    'Keep it apart from this machine, and .env apart from it: .env holds the secrets.',
  ];
});

/** By their numbers; where they can't be told apart, 0, which is the whole process. */
function threadsOfThis(): readonly number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}

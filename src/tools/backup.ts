import { statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { copyStore } from '../store/backup.ts';
import { endWhenUnread } from './command-line.ts';
import { copyInput, copyTool } from './copy-input.ts';

endWhenUnread();
// The bot beside it goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

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

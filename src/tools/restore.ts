import { restoreStore } from '../store/backup.ts';
import { endWhenUnread } from './command-line.ts';
import { copyInput, copyTool } from './copy-input.ts';

endWhenUnread();

/*
 * npm run restore -- <file>: makes the store that DATABASE_URL names, where there must be none yet, of a copy. Says what can't
 * be known of the time since.
 */

await copyTool('Usage: npm run restore -- <copy>', async (file, settings) => {
  const { copy, orders, watches, waiting, underWay } = await restoreStore(copyInput(file, settings));
  const since = new Date(copy.madeAt).toISOString();
  return [
    `Restored as it was at ${since}: ${orders} orders, ${watches} watches.`,
    `${waiting} messages waited then, and may have been said since: each is looked for, and parked where it is not found.`,
    '/watching lists what is parked, and sends it again.',
    `${underWay} calls of the partner were under way then: what came of them is asked when their button is pressed again.`,
    `Not known is what came after ${since}: orders, payments, refunds and bookings through the bot, decisions, roles, watches and`,
    'settings. Orders are listed by the partner at the start. Look at them before you press a button from before the restore again.',
    'What the partner lists as changed since is news to this store: what of it was told before the restore is told a second time.',
    'Now: npm run doctor, then npm start.',
  ];
});

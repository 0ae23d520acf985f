import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { openStore } from '../../../src/store/open.ts';
import { silentLog } from '../../fakes/silent-log.ts';

/* Takes a turn on the database that its argument names, says so, and keeps it until it is killed. */

const [, , url = ''] = process.argv;
const store = await openStore({ url, clock: systemClock, random: systemRandom, log: silentLog });
const taken = await store.turns.take({
  organization: 'x:1',
  name: 'sweep',
  holder: 'the process',
  holdMs: 600_000,
});
process.stdout.write(`${JSON.stringify({ taken })}\n`);
setInterval(() => undefined, 60_000);

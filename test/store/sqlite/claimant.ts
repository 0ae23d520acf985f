/**
 * A process of its own that opens the store at the first argument, finishes one claim, begins another, says
 * so on standard output, and then holds on until it is killed.
 */
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { openStore } from '../../../src/store/open.ts';
import { silentLog } from '../../fakes/silent-log.ts';

const store = await openStore({
  url: process.argv[2] ?? '',
  clock: systemClock,
  random: systemRandom,
  log: silentLog,
});
const organization = 'x:1';
await store.claims.begin({ organization, key: 'finished', holdMs: 60_000 });
await store.claims.finish({ organization, key: 'finished', outcome: '"paid"' });
const held = await store.claims.begin({ organization, key: `held ${process.pid}`, holdMs: 60_000 });
const shared = await store.claims.begin({ organization, key: 'shared', holdMs: 60_000 });
process.stdout.write(`${JSON.stringify({ pid: process.pid, held, shared: shared.state })}\n`);
setInterval(() => undefined, 60_000);

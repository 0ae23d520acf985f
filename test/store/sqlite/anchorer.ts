/**
 * A process of its own that adds to the audit log of the store at the first argument and anchors it, twenty times, and
 * says on standard output in how many anchorings something was wrong.
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
let wrong = 0;
for (let round = 0; round < 20; round += 1) {
  await store.audit.append({
    organization: 'x:1',
    workspace: '1',
    conversation: 'x:C1',
    command: 'order pay',
    outcome: 'done',
    trace: `${process.pid}`,
    facts: {},
  });
  const { breaks, fault } = await store.anchors.renew();
  if (breaks.length > 0 || fault !== undefined) wrong += 1;
}
await store.close();
process.stdout.write(`${JSON.stringify({ wrong })}\n`);

/**
 * A process of its own that opens the store at the first argument and keeps one message after another, many at once,
 * until it is killed. Each that was kept is named on standard output.
 */
import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { openStore } from '../../../src/store/open.ts';
import { storeThreadEntry } from '../../../src/wiring/store-thread-entry.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { message } from '../news/rows.ts';

const { inbox } = await openStore({
  url: process.argv[2] ?? '',
  thread: storeThreadEntry,
  clock: systemClock,
  random: systemRandom,
  log: silentLog,
});

/** At once, since it may be killed on the next line. Who reads it may be late, and then the pipe takes nothing for a while. */
function say(digest: string): void {
  for (;;) {
    try {
      writeSync(1, `${digest}\n`);
      return;
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN')) throw thrown;
    }
  }
}

async function keepOn(keeper: number): Promise<never> {
  for (let index = 0; ; index += 1) {
    const digest = `${process.pid}-${keeper}-${index}`;
    await inbox.keep(message(digest));
    say(digest);
  }
}

await Promise.all(Array.from({ length: 40 }, (_, keeper) => keepOn(keeper)));

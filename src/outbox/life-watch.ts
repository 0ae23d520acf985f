import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { createLoop, type Loop } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import type { Lives, Signals } from '../store/contract/processes.ts';

/** How often it is looked whether other processes live, ms: while one of them holds something, and else. */
const lookMs = { held: 500, idle: 1_000 } as const;

/** Takes over what processes held whose life is over, within moments, and wakes who goes on with it. */
export function createLifeWatch({
  lives,
  signals,
  clock,
  random,
  log,
}: {
  readonly lives: Lives;
  readonly signals: Pick<Signals, 'wake'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Loop {
  return createLoop({
    async turn() {
      const { others, ...taken } = await lives.takeOver();
      if (taken.lives > 0) {
        log.info(taken, 'what processes held that are gone was taken over');
        signals.wake('outbox');
      }
      return others ? lookMs.held : lookMs.idle;
    },
    onFault: (error, inARow) =>
      log.warn({ err: error, inARow }, 'it could not be told whether other processes live'),
    restMs: lookMs.idle,
    gatherMs: 0,
    clock,
    random,
  });
}

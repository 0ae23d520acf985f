import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { createLoop, type Loop } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import type { Lives, Signals } from '../store/contract/processes.ts';
import { createDeliveryActions, type DeliveryDeps } from './delivery-actions.ts';
import type { MakeDeliveryKind } from './delivery-kind.ts';
import { createSender, type Sender, type SenderDeps } from './sender.ts';

export interface OutboxDeps extends DeliveryDeps, Omit<SenderDeps, 'actions' | 'kinds'> {
  readonly signals: Pick<Signals, 'on' | 'wake'>;
  readonly lives: Lives;
  /** The kinds of delivery; what one has to say goes before what the next has. */
  readonly kinds: readonly MakeDeliveryKind[];
}

/** All that is said unasked, in every conversation. */
export type Outbox = Omit<Sender, 'wake'>;

/** Puts the outbox together. Any number of processes may do so on one store. */
export function openOutbox({ signals, kinds, ...deps }: OutboxDeps): Outbox {
  const actions = createDeliveryActions(deps);
  const sender = createSender({ ...deps, actions, kinds: kinds.map((make) => make(actions)) });
  const { lives, clock, random, log } = deps;
  const lifeWatch = createLifeWatch({ lives, signals, clock, random, log });
  let end = () => {};
  return {
    start() {
      end();
      end = signals.on('outbox', sender.wake);
      lifeWatch.start();
      sender.start();
    },
    async stop() {
      end();
      await Promise.all([lifeWatch.stop(), sender.stop()]);
    },
    paused: sender.paused,
  };
}

/** How often it is looked whether other processes live, ms: while one of them holds something, and else. */
const lookMs = { held: 500, idle: 1_000 } as const;

/** Takes over what processes held whose life is over, within moments, and wakes who goes on with it. */
function createLifeWatch({
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

import type { Lives, Signals } from '../store/contract/processes.ts';
import { createDeliveryActions, type DeliveryDeps } from './delivery-actions.ts';
import type { MakeDeliveryKind } from './delivery-kind.ts';
import { createLifeWatch } from './life-watch.ts';
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

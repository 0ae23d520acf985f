import type { ClockWatch } from '../runtime/clock-watch.ts';
import type { Delivery, Subjects } from '../store/contract/deliveries.ts';
import { clearUp } from './clear-up.ts';
import type { DeliveryActions } from './delivery-actions.ts';
import type { DeliveryKind, DeliveryStep } from './delivery-kind.ts';
import type { Ended, HeldConversation } from './held-conversation.ts';
import { lookUp } from './look-up.ts';

/** How much of what is due in a conversation is looked at for one step. */
export const mostDue = 1000;

/** Says what is done next in a conversation. */
export interface StepPlanner {
  /** The kind that says it; `undefined` where a later version wrote it. */
  kindOf(delivery: Delivery): DeliveryKind | undefined;
  /** The next step for what is due in a held conversation; `undefined` where nothing is to be done now. */
  next(conversation: HeldConversation): Promise<DeliveryStep | undefined>;
}

/** Plans by the `kinds`: what one has to say goes before what the next has, and what is in doubt is cleared up before. */
export function createStepPlanner({
  actions,
  kinds,
  doubtfulMs,
  clockWatch,
}: {
  readonly actions: DeliveryActions;
  readonly kinds: readonly DeliveryKind[];
  /** How long an attempt that can't be found may still arrive, ms. */
  readonly doubtfulMs: number;
  readonly clockWatch: Pick<ClockWatch, 'age' | 'offMs'>;
}): StepPlanner {
  const { queues } = actions;

  function kindOf({ subjectKind }: Delivery): DeliveryKind | undefined {
    return kinds.find(({ subjectKinds }) => subjectKinds.includes(subjectKind));
  }

  async function next(conversation: HeldConversation): Promise<DeliveryStep | undefined> {
    const { queue } = conversation.hold;
    const plan = async (subjects?: Subjects) => {
      const due = await queues.due(queue, mostDue, subjects);
      return { step: await stepOf(conversation, due), isWhole: due.length < mostDue };
    };
    const { step, isWhole } = await plan();
    if (isWhole || step?.subjects === undefined) return step;
    // Of a long backlog only the beginning was seen: all that waits of the step's subjects is to be said with it.
    return (await plan(step.subjects)).step;
  }

  async function stepOf(
    conversation: HeldConversation,
    due: readonly Delivery[],
  ): Promise<DeliveryStep | undefined> {
    if (due.length === 0) return undefined;
    const unknown = due.filter((delivery) => kindOf(delivery) === undefined);
    if (unknown.length > 0) {
      const run = () => actions.park(conversation, unknown, 'this version does not know what it is about');
      return { name: 'unknown', deliveries: unknown, run };
    }
    const first = clearUp(due, await queues.doubts(conversation.hold.queue));
    if (first !== undefined) {
      const { deliveries } = first;
      return { name: first.kind, deliveries, run: () => clear(conversation, first) };
    }
    // What came out of a copy is looked for as it would have been said then: without what is newer.
    const copied = due.filter(({ copiedAt }) => copiedAt !== undefined);
    const said = copied.length === 0 ? due : copied;
    for (const { subjectKinds, plan } of kinds) {
      const its = said.filter(({ subjectKind }) => subjectKinds.includes(subjectKind));
      const step = its.length === 0 ? undefined : await plan(conversation, its);
      if (step !== undefined) return step;
    }
    return undefined;
  }

  async function clear(
    conversation: HeldConversation,
    first: NonNullable<ReturnType<typeof clearUp>>,
  ): Promise<Ended> {
    if (first.kind === 'hold') return actions.holdBack(conversation, first.deliveries, first.until);
    const [delivery] = first.deliveries;
    const kind = delivery && kindOf(delivery);
    if (kind === undefined) return { kind: 'on' };
    return lookUp(actions, kind, conversation, first, { doubtfulMs, clockWatch });
  }

  return { kindOf, next };
}

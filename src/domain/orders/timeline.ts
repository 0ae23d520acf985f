import { type Order, type Step, steps } from './order.ts';
import { isFinal } from './status.ts';

/** A step of an order as a card's status line shows it. */
export interface TimelineStep {
  readonly step: Step;
  /** `missed`: the order was closed before. */
  readonly is: 'passed' | 'to come' | 'missed';
  /** When it was passed, ms since 1970 UTC, where that is known. */
  readonly at?: number | undefined;
}

/** All steps in their order, those that were passed and those that are to come. */
export function timelineOf({ passed, times, phase }: Order): readonly TimelineStep[] {
  return steps.map((step) => {
    if (passed.includes(step)) return { step, is: 'passed', at: times[step] };
    return { step, is: isFinal(phase) ? 'missed' : 'to come' };
  });
}

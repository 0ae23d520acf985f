import type { OrderLogistics } from '../../xport/orders.ts';
import type { Parcel } from './order.ts';
import { stepState } from './parcel-words.ts';

/** Where a parcel has been. */
export interface Trace {
  readonly mailNo: string;
  readonly carrier?: string | undefined;
  /** The newest first. */
  readonly steps: readonly TraceStep[];
}

export interface TraceStep {
  /** Ms since 1970 UTC. */
  readonly at?: number | undefined;
  /** The carrier's own words, in Chinese. */
  readonly text: string;
  readonly place?: string | undefined;
  /** Where the parcel was, as far as the step says so. */
  readonly state?: Parcel['state'] | undefined;
}

/** The parcels of an answer that have a number, 1688's and Taobao's in one form. */
export function tracesOf({ logisticsTrace, pnmLogisticsDetails }: OrderLogistics): readonly Trace[] {
  const traces = [
    ...logisticsTrace.map((given) => ({
      mailNo: given.logisticsBillNo ?? '',
      carrier: given.logisticsCompanyName,
      // The oldest first where seen, which counts among steps of one time, and of none.
      steps: given.logisticsSteps.toReversed().map(({ acceptTime, remark = '' }) => ({
        at: acceptTime,
        text: remark,
        state: stepState(undefined, remark),
      })),
    })),
    ...pnmLogisticsDetails.map((given) => ({
      mailNo: given.mailNo ?? '',
      carrier: given.cpName,
      steps: given.logisticsTraces.map(({ time, status, statusDesc, standerdDesc, city }) => {
        const text = standerdDesc ?? statusDesc ?? '';
        return { at: time, text, place: city, state: stepState(status, text) };
      }),
    })),
  ];
  return traces
    .filter(({ mailNo }) => mailNo.trim() !== '')
    .map((trace) => ({ ...trace, steps: newestFirst(trace.steps) }));
}

/** Steps of one time, or of none, stay as they were given. */
function newestFirst(steps: readonly TraceStep[]): readonly TraceStep[] {
  return [...steps].sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
}

/**
 * Where a parcel is by its steps, the newest first; `undefined` where there are none. What was sent back goes on as any
 * other parcel does, until its sender signs for it: an earlier step says so.
 */
export function stateOfSteps(steps: readonly TraceStep[]): Parcel['state'] | undefined {
  const [newest, ...earlier] = steps;
  if (newest === undefined) return undefined;
  const state = newest.state ?? 'moving';
  if (state === 'returned' || state === 'returning') return state;
  const before = earlier.flatMap((step) => step.state ?? []);
  const isBack = before.includes('returning') && !/(?:取消|撤销|停止)退(?:回|件)/.test(textOf(steps));
  if (isBack || before.includes('returned')) return state === 'signed' ? 'returned' : 'returning';
  // Taken by the courier from its sender, where nothing came before.
  return state === 'signed' && earlier.length === 0 && /取件/.test(newest.text) ? 'accepted' : state;
}

function textOf(steps: readonly TraceStep[]): string {
  return steps.map(({ text }) => text).join('\n');
}

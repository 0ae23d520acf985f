import type { OrderLogistics } from '../xport/orders.ts';

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
  /** The state's own word, where there is one. */
  readonly status?: string | undefined;
}

/** The parcels of an answer that have a number, 1688's and Taobao's in one form. */
export function tracesOf({ logisticsTrace, pnmLogisticsDetails }: OrderLogistics): readonly Trace[] {
  const traces = [
    ...logisticsTrace.map((given) => ({
      mailNo: given.logisticsBillNo ?? '',
      carrier: given.logisticsCompanyName,
      steps: given.logisticsSteps.map(({ acceptTime, remark = '' }) => ({
        at: acceptTime,
        text: remark,
        status: wordIn(remark),
      })),
    })),
    ...pnmLogisticsDetails.map((given) => ({
      mailNo: given.mailNo ?? '',
      carrier: given.cpName,
      steps: given.logisticsTraces.map(({ time, status, statusDesc, standerdDesc, city }) => ({
        at: time,
        text: standerdDesc ?? statusDesc ?? '',
        place: city,
        status: status ?? wordIn(standerdDesc ?? ''),
      })),
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

/** 1688 says of a step only what the carrier wrote. That a parcel was signed for is worth finding in it. */
function wordIn(remark: string): string | undefined {
  const signed = /已(?:被|由)?[^，。,;；]{0,20}签收|签收人[:：]|代签收/.test(remark);
  if (signed && !/未签收|拒绝签收|拒签/.test(remark)) return 'SIGN';
  return undefined;
}

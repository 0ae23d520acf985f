import type { YuanFault } from '../../orders/typed-yuan.ts';

/** What is said of amounts and currencies that are not read. */
export interface AmountWords {
  readonly faults: { readonly [F in YuanFault]: string };
  /** `currency`: the ISO 4217 code of what was typed. */
  notYuan(currency: string): string;
  /** `now`: the code of the currency that took its place, where that is one. */
  withdrawn(currency: string, now: string | undefined): string;
}

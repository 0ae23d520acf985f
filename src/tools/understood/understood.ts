import type { Measured } from '../../domain/shipping/measure.ts';
import type { ShippingWords } from '../../languages/en/shipping.ts';

/**
 * What people may type, as tables of the documentation. Each row's second column is what the bot's own reader makes of the
 * first one: the page can't promise what the bot does not do.
 */
export interface Understood {
  readonly title: string;
  /** Where it is typed, in one sentence. */
  readonly where: string;
  readonly rows: readonly { readonly typed: string; readonly read: string }[];
  /** Source of the facts behind it, with version or date. */
  readonly source?: string;
}

/** What a measure is read as, what it is asked about, or that it is refused. */
export function printMeasured<T>(
  measured: Measured<T> | undefined,
  print: (value: T) => string,
  { unclear }: ShippingWords,
): string {
  if (measured === undefined) return 'refused';
  if ('value' in measured) return print(measured.value);
  const asked = measured.asked.map(({ value, meaning }) => `${print(value)} (${unclear.meanings[meaning]})`);
  return `asked back: ${asked.join(', or ')}`;
}

import type { ShippingWords } from '../../languages/en/shipping.ts';
import type { Measured } from '../../shipping/measure.ts';

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

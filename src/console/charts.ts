import { type Html, html } from './html.ts';

const size = { width: 240, height: 48 } as const;

/** A row of values as a small picture, the oldest at the left, with its title and its highest value in words. */
export function smallChart(title: string, values: readonly number[], shown: string): Html {
  const highest = Math.max(1, ...values);
  const step = size.width / Math.max(1, values.length - 1);
  const points = values
    .map(
      (value, at) => `${round(at * step)},${round(size.height - (value / highest) * (size.height - 2) - 1)}`,
    )
    .join(' ');
  return html`<figure class="chart"><figcaption>${title} <span class="faint">${shown}</span></figcaption><svg role="img" aria-label="${title}, ${shown}" viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none"><polyline points="${points}"/></svg></figure>`;
}

/** `points` values gathered into at most `most` sums, the oldest first. */
export function gathered(values: readonly number[], most: number): readonly number[] {
  const each = Math.max(1, Math.ceil(values.length / most));
  const sums: number[] = [];
  for (let from = 0; from < values.length; from += each) {
    sums.push(values.slice(from, from + each).reduce((sum, value) => sum + value, 0));
  }
  return sums;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

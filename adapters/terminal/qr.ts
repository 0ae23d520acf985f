import { encode } from 'uqr';
import type { Ink } from './ink.ts';

/** Light modules around the code, without which a phone does not find it. The standard's four, halved. */
const border = 2;

/**
 * A QR code of `link` in half blocks, two rows of modules to a line, or how many columns it would take where
 * `width` has fewer. Light modules are drawn and dark ones left out, which fits a dark terminal; `ink` makes
 * it fit any.
 */
export function drawQr(link: string, width: number, ink: Ink): readonly string[] | { needs: number } {
  const { data, size } = encode(link, { ecc: 'L', border });
  if (size > width) return { needs: size };
  const light = (row: number, column: number) => row < size && data[row]?.[column] !== true;
  return Array.from({ length: Math.ceil(size / 2) }, (_, line) => {
    const blocks = Array.from({ length: size }, (_, column) =>
      halves(light(2 * line, column), light(2 * line + 1, column)),
    );
    return ink('qr', blocks.join(''));
  });
}

function halves(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}

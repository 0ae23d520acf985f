import { mostPieces, type OrderLine } from './purchase.ts';

/**
 * As many lines as one order takes: one card shows all of them on every platform, one menu has each to choose, and one
 * call of the partner's describes their offers. Each of these ends at twenty or a little above.
 */
export const mostLines = 20;

const form = /^(\d{6,19}):([0-9a-f]{32})?:([1-9]\d{0,6})$/;

/** Lines as one text without spaces: `889512351602:530ad00177264564503ec3b848650652:2,600000000001::5`. */
export function printLines(lines: readonly OrderLine[]): string {
  return lines.map(({ offerId, specId = '', quantity }) => `${offerId}:${specId}:${quantity}`).join();
}

/** What {@link printLines} wrote; `undefined` for anything else, no lines, too many, or a kind that is in it twice. */
export function readLines(text: string): readonly OrderLine[] | undefined {
  const lines = text.split(',').map(readLine);
  const kinds = new Set(lines.map((line) => line && `${line.offerId} ${line.specId ?? ''}`));
  if (lines.length > mostLines || kinds.size < lines.length) return undefined;
  const read = lines.filter((line) => line !== undefined);
  return read.length === lines.length ? read : undefined;
}

function readLine(text: string): OrderLine | undefined {
  const [, offerId, specId, pieces] = form.exec(text) ?? [];
  const quantity = Number(pieces);
  if (offerId === undefined || quantity > mostPieces) return undefined;
  return { offerId, ...(specId !== undefined && { specId }), quantity };
}

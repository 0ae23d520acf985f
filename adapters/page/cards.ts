import { encode } from 'uqr';
import type { Block, Payload, ReadyCard } from '../../src/chat/card.ts';
import type { PageBlock, PageCard, PageQr } from './wire.ts';

/** Light modules around a code, as many as the standard asks for. */
const quietZone = 4;

/** `card` as the page is sent it: the same, but QR codes drawn. The browser draws the rest, as text only. */
export function cardForPage(card: ReadyCard): PageCard {
  return { ...card, body: card.body.map(blockForPage) };
}

function blockForPage(block: Block<Payload>): PageBlock {
  return block.kind === 'qr' ? drawQr(block.of, block.alt) : block;
}

function drawQr(link: string, alt: string): PageQr {
  const { data, size } = encode(link, { ecc: 'L', border: quietZone });
  const path = data.map((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return { kind: 'qr', alt, size, path: path.flat().join('') };
}

/** Where the dark stretches of a row begin, and how long they are. */
function runsOf(row: readonly boolean[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

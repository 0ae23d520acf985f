import { encode } from 'uqr';
import type { Block, ChartBlock, Payload, ReadyCard } from '../../src/chat/card.ts';
import type { CardFile } from '../../src/chat/card-file.ts';
import { shortNumber } from '../../src/pictures/chart-numbers.ts';
import type { PageBlock, PageCard, PageChart, PageFile, PageQr } from './wire.ts';

/** Light modules around a code, as many as the standard asks for. */
const quietZone = 4;

/** `card` as the page is sent it: the same, but its pictures measured out. The browser draws it, as text only. */
export function cardForPage(card: ReadyCard): PageCard {
  const { file, ...rest } = card;
  return {
    ...rest,
    body: card.body.map(blockForPage),
    ...(file !== undefined && { file: fileForPage(file) }),
  };
}

/** A workbook is saved as it is, so that the same table as text need not be sent. */
function fileForPage(file: CardFile): PageFile {
  if (file.mediaType === 'text/csv') return file;
  const { asText, ...saved } = file;
  return saved;
}

function blockForPage(block: Block<Payload>): PageBlock {
  if (block.kind === 'chart') return measureChart(block);
  return block.kind === 'qr' ? drawQr(block.of, block.alt) : block;
}

function measureChart({ alt, bars }: ChartBlock): PageChart {
  const most = Math.max(0, ...bars.map(({ value }) => value));
  return {
    kind: 'chart',
    alt,
    bars: bars.map(({ label, value }) => ({
      label,
      shown: shortNumber(value),
      height: most === 0 ? 0 : value / most,
    })),
  };
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

/** Pictures that the bot serves by itself: how their addresses begin in cards, and below which path the page finds them. */
export interface OwnPictures {
  readonly address: string;
  readonly path: string;
}

/**
 * `text`, JSON or HTML, with every address of such a picture led to this page's own server: a browser may load pictures
 * from there, under whichever name it reaches it.
 */
export function atHome(text: string, own: OwnPictures | undefined): string {
  return own === undefined ? text : text.replaceAll(`"${own.address}`, `"${own.path}`);
}

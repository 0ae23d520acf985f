import type { Block, Payload, ReadyCard } from '../../src/chat/card.ts';
import { barChartPng } from '../../src/pictures/bar-chart-png.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';

/** A block that shows a picture of the bot's own, which Slack can only show once it is uploaded. */
export type PictureBlock = Extract<Block<Payload>, { readonly kind: 'qr' | 'chart' }>;

/** What became of a picture: Slack has it, or there may be a reason to give for its absence. */
export type PictureDrawing = { readonly fileId: string } | { readonly instead: string };

/** By block; one that is not there is drawn in words, without a reason. */
export type Pictures = ReadonlyMap<Block<Payload>, PictureDrawing>;

export const noPictures: Pictures = new Map();

/** The pictures without which `card` is not drawn as it wants to be: charts, and QR codes that no button stands for. */
export function picturesOf(card: ReadyCard): readonly PictureBlock[] {
  return card.body.filter(
    (block): block is PictureBlock =>
      block.kind === 'chart' || (block.kind === 'qr' && block.otherwise === undefined),
  );
}

export function pngOf(block: PictureBlock): Buffer {
  return block.kind === 'qr' ? qrPng(block.of) : barChartPng(block.bars);
}

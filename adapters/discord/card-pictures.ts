import type { Payload, ReadyCard, RunAction } from '../../src/chat/card.ts';
import type { Picture } from './card-pieces.ts';
import { limits } from './limits.ts';
import type { DrawnFile } from './message.ts';

/** Where a QR code goes that the card would also take as a button. */
export type Pictures = 'attached' | 'behind a button';

/** Which pictures are attached, which are offered by a button, and how many are neither. */
export function choosePictures(card: ReadyCard, pictures: Pictures) {
  const attached: Picture[] = [];
  const offered: RunAction<Payload>[] = [];
  let left = 0;
  // One for the text of what does not fit, and one for a file of the card's own.
  const most = limits.files - 1 - (card.file === undefined ? 0 : 1);
  for (const block of card.body) {
    if (block.kind !== 'qr' && block.kind !== 'chart') continue;
    const otherwise = block.kind === 'qr' ? block.otherwise : undefined;
    const insists = pictures === 'attached' || otherwise === undefined;
    if (insists && attached.length < most) attached.push(block);
    else if (otherwise !== undefined) offered.push(otherwise);
    // A chart's words say all that it shows.
    else if (block.kind === 'qr') left += 1;
  }
  return { attached, offered, left };
}

/** The name of the file that shows `picture`, the one at `index` of a message's. */
export function nameOf({ kind }: Picture, index: number): string {
  return `${kind}-${index}.png`;
}

export function fileOf(picture: Picture, index: number): DrawnFile {
  const filename = nameOf(picture, index);
  if (picture.kind === 'qr') return { kind: 'qr', filename, of: picture.of };
  return { kind: 'chart', filename, bars: picture.bars };
}

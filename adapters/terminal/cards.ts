import type { Action, BasicBlock, Payload, ReadyCard, RemotePicture, Tone } from '../../src/chat/card.ts';
import type { CardFile } from '../../src/chat/card-file.ts';
import { actionsOn, loweredCard } from '../../src/chat/lowered-card.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import { plainText, shorten } from '../../src/chat/text.ts';
import {
  type Canvas,
  createPen,
  drawBlock,
  hanging,
  indented,
  type Pen,
  pictureLink,
  richText,
  textLines,
  textWidth,
} from './card-body.ts';
import { terminalLimits } from './limits.ts';
import { harmless, wrap } from './text-lines.ts';

/** What a number under a card stands for. */
export type NumberedChoice =
  | { readonly kind: 'run'; readonly run: Payload }
  | { readonly kind: 'open'; readonly label: string; readonly url: SafeUrl };

/** A card as lines of text, and the choices that are numbered in them. */
interface DrawnCard {
  readonly lines: readonly string[];
  readonly choices: readonly NumberedChoice[];
}

const symbols: Readonly<Record<Tone, string>> = { plain: '●', good: '✔', warning: '▲', bad: '✖' };

/**
 * `card` within `canvas.width` columns. Wider are only links and what there is to copy, which stand whole on
 * lines of their own, each link once. Nothing that the card holds reaches the terminal as a control.
 */
export function drawTerminalCard(card: ReadyCard, canvas: Canvas): DrawnCard {
  const pen = createPen({ ...canvas, width: textWidth(canvas) }, card);
  const choices: NumberedChoice[] = [];
  const sections = [
    heading(card, pen),
    ...card.body.map((block) => drawBlock(block, pen)),
    drawPicture(card.picture, pen),
    actionsOn(card).flatMap((action) => drawAction(action, choices, pen)),
    card.footnote === undefined ? [] : richText(card.footnote, pen, 'dim'),
    card.file === undefined ? [] : drawFile(card.file, pen),
  ];
  const lines = sections
    .filter((section) => section.length > 0)
    .flatMap((section, at) => (at === 0 ? section : ['', ...section]));
  return { lines, choices };
}

function heading(card: ReadyCard, pen: Pen): readonly string[] {
  // Lines in a thread have no title: their words are all there is.
  if (card.title.trim() === '' && card.tone === 'plain' && card.link === undefined) return [];
  const [first, ...more] = wrap(
    [{ text: shorten(card.title, terminalLimits.title), look: 'bold' }],
    pen.width,
    pen.ink,
  );
  return [
    `${pen.ink(card.tone, symbols[card.tone])} ${first?.text ?? ''}`.trimEnd(),
    ...more.map(indented),
    ...(card.link === undefined ? [] : pen.link(card.link)),
  ];
}

function drawPicture(picture: RemotePicture | undefined, pen: Pen): readonly string[] {
  const link = pictureLink(picture, pen);
  if (picture === undefined || link.length === 0) return [];
  return [...pen.text([{ text: picture.alt || pen.words.picture, look: 'dim' }]), ...link];
}

/** As it is, a row a line from its beginning on: to be copied, or to be had through a pipe. */
function drawFile(file: CardFile, pen: Pen): readonly string[] {
  const { name, content } = file.mediaType === 'text/csv' ? file : file.asText;
  return [...pen.text([{ text: name, look: 'bold' }]), ...harmless(content).trimEnd().split('\n')];
}

function drawAction(action: Action<Payload>, choices: NumberedChoice[], pen: Pen): readonly string[] {
  switch (action.kind) {
    case 'run':
      choices.push({ kind: 'run', run: action.run });
      return numbered(choices, action.label, pen);
    case 'open':
      choices.push({ kind: 'open', label: action.label, url: action.url });
      return [...numbered(choices, `${action.label} ↗`, pen), ...pen.link(action.url)];
    case 'select':
      return [
        ...pen.text([{ text: action.label }]),
        ...action.options.flatMap(({ label, run }) => {
          choices.push({ kind: 'run', run });
          return numbered(choices, label, pen);
        }),
      ];
  }
}

/** `label` with the number of the last of `choices`. */
function numbered(choices: readonly NumberedChoice[], label: string, pen: Pen): readonly string[] {
  const mark = `${String((pen.numbered ?? 0) + choices.length).padStart(2)}  `;
  return hanging(
    { text: pen.ink('code', mark), width: mark.length },
    wrap([{ text: label }], pen.width - mark.length, pen.ink),
  );
}

/** In place of an edit, which a terminal can't do: which card has changed, and what it says now. */
export function drawChange(card: ReadyCard, canvas: Canvas): readonly string[] {
  const status = loweredCard(card)
    .body.map(firstWordsOf)
    .find((words) => words.trim() !== '');
  const title = shorten(card.title, terminalLimits.title).replaceAll('\n', ' ');
  return textLines(
    [
      { text: `${canvas.words.changed} `, look: 'dim' },
      { text: title, look: 'bold' },
      ...(status === undefined ? [] : [{ text: `: ${status.trim().replaceAll(/\s+/g, ' ')}` }]),
    ],
    canvas,
  );
}

/** The lines of a card that answers another one, under it as far as a terminal can. */
export function underCard(lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => {
    if (at === 0) return `  ↳ ${line.trimStart()}`;
    return line === '' ? '' : `  ${line}`;
  });
}

/** Columns that {@link underCard} adds. */
export const underCardWidth = 4;

function firstWordsOf(block: BasicBlock<Payload>): string {
  switch (block.kind) {
    case 'text':
      return plainText(block.text).split('\n')[0] ?? '';
    case 'fields': {
      const [first] = block.fields;
      return first === undefined ? '' : `${first.label} ${plainText(first.value)}`;
    }
    case 'list':
      return plainText(block.items[0] ?? []);
    case 'copy':
      return `${block.label} ${block.value}`;
    case 'chart':
    case 'qr':
      return block.alt;
  }
}

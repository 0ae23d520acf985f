import type {
  Action,
  BasicBlock,
  Block,
  Field,
  Payload,
  ReadyCard,
  RemotePicture,
  TableBlock,
  Tone,
} from '../../src/chat/card.ts';
import type { CardFile } from '../../src/chat/card-file.ts';
import { actionsOn, galleryLine, loweredCard, tableLines } from '../../src/chat/lowered-card.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import { plainText, shorten, type Text } from '../../src/chat/text.ts';
import { alignedLines } from './aligned-lines.ts';
import { terminalLimits } from './limits.ts';
import type { TerminalWords } from './phrases.ts';
import { drawChart, drawQr, type Ground } from './pictures.ts';
import {
  harmless,
  type Ink,
  padEnd,
  plainInk,
  type Span,
  type TextLine,
  unbroken,
  wrap,
} from './text-lines.ts';

/** What a number under a card stands for. */
export type NumberedChoice =
  | { readonly kind: 'run'; readonly run: Payload }
  | { readonly kind: 'open'; readonly label: string; readonly url: SafeUrl };

/** A card as lines of text, and the choices that are numbered in them. */
interface DrawnCard {
  readonly lines: readonly string[];
  readonly choices: readonly NumberedChoice[];
}

/** How the terminal at hand draws. */
export interface Canvas {
  /** Columns of the window. */
  readonly width: number;
  readonly ink: Ink;
  readonly words: TerminalWords;
  /** How many numbers are given to choices of other cards: this one's come after. */
  readonly numbered?: number;
}

const symbols: Readonly<Record<Tone, string>> = { plain: '●', good: '✔', warning: '▲', bad: '✖' };
const indent = '  ';

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

/** `spans` as lines of their own, indented as the lines of a card are. */
export function textLines(spans: readonly Span[], canvas: Canvas): readonly string[] {
  return wrap(spans, textWidth(canvas), canvas.ink).map(indented);
}

/** Columns for text, which stands indented. */
function textWidth({ width }: Canvas): number {
  return Math.max(terminalLimits.narrowest, Math.min(width, terminalLimits.widest)) - indent.length;
}

/** What drawing needs besides the thing to draw. */
interface Pen extends Canvas {
  text(spans: readonly Span[], width?: number): readonly string[];
  /** The link on a line of its own, unless the card shows it elsewhere. */
  link(url: SafeUrl): readonly string[];
}

function createPen(canvas: Canvas, card: ReadyCard): Pen {
  const shown = new Set(card.body.flatMap((block) => (block.kind === 'copy' ? [block.value] : [])));
  return {
    ...canvas,
    text: (spans, width = canvas.width) => wrap(spans, width, canvas.ink).map(indented),
    link: (url) => {
      if (shown.has(url)) return [];
      shown.add(url);
      return unbroken(url, 'link', canvas.ink).map(indented);
    },
  };
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

function drawBlock(block: Block<Payload>, pen: Pen): readonly string[] {
  switch (block.kind) {
    case 'text':
      return richText(block.text, pen);
    case 'fields':
      return drawFields(block.fields, pen);
    case 'list':
      return block.items.flatMap((item) => drawItem(item, pen));
    case 'gallery':
      return block.rows.flatMap((row) => [
        ...drawItem(galleryLine(row), pen),
        ...pictureLink(row.picture, pen),
      ]);
    case 'table':
      return drawTable(block, pen) ?? tableLines(block).flatMap((item) => drawItem(item, pen));
    case 'copy':
      return [
        ...pen.text([{ text: block.label, look: 'dim' }]),
        ...unbroken(block.value, 'code', pen.ink).map(indented),
      ];
    case 'chart':
      return [
        ...pen.text([{ text: block.alt, look: 'dim' }]),
        ...drawChart(block, pen.width, pen.ink).map((row) => indent + row),
      ];
    case 'qr': {
      return [
        ...pen.text([{ text: block.alt, look: 'dim' }]),
        ...qrLines(block.of, pen),
        ...pen.link(block.of),
      ];
    }
  }
}

/** A picture is an address to open; one that no host can ever have (RFC 2606), as of the sandbox's goods, is none. */
function pictureLink(picture: RemotePicture | undefined, pen: Pen): readonly string[] {
  if (picture === undefined || new URL(picture.url).hostname.endsWith('.invalid')) return [];
  return pen.link(picture.url);
}

function drawPicture(picture: RemotePicture | undefined, pen: Pen): readonly string[] {
  const link = pictureLink(picture, pen);
  if (picture === undefined || link.length === 0) return [];
  return [...pen.text([{ text: picture.alt || pen.words.picture, look: 'dim' }]), ...link];
}

/** Without colours nothing tells what ground the code stands on: there is one for each. */
function qrLines(link: string, pen: Pen): readonly string[] {
  const grounds: readonly Ground[] = pen.ink === plainInk ? ['dark', 'light'] : ['dark'];
  const lines: string[] = [];
  for (const ground of grounds) {
    const code = drawQr(link, { width: pen.width, ink: pen.ink, ground });
    if ('needs' in code) return pen.text([{ text: pen.words.tooNarrow(code.needs + indent.length) }]);
    if (grounds.length > 1) lines.push(...pen.text([{ text: pen.words.onGround[ground] }]));
    lines.push(...code.map((row) => indent + row));
  }
  return lines;
}

function drawItem(item: Text, pen: Pen): readonly string[] {
  return [
    ...hanging({ text: '• ', width: 2 }, wrap(spansOf(item), pen.width - 2, pen.ink)),
    ...linksOf(item, pen),
  ];
}

/** As it is, a row a line from its beginning on: to be copied, or to be had through a pipe. */
function drawFile(file: CardFile, pen: Pen): readonly string[] {
  const { name, content } = file.mediaType === 'text/csv' ? file : file.asText;
  return [...pen.text([{ text: name, look: 'bold' }]), ...harmless(content).trimEnd().split('\n')];
}

/** Nothing where it is wider than the window, or a cell holds a link, which stands on a line of its own. */
function drawTable({ columns, rows }: TableBlock<Payload>, pen: Pen): readonly string[] | undefined {
  const hasLinks = rows
    .flat()
    .some(({ text }) => text.some((part) => typeof part === 'object' && 'link' in part));
  if (hasLinks) return undefined;
  const head = columns.map(({ label }): readonly Span[] => [{ text: label, look: 'dim' }]);
  const cells = rows.map((row) => row.map(({ text }) => spansOf(text)));
  const isHeaded = columns.some(({ label }) => label !== '');
  const lines = alignedLines(columns, isHeaded ? [head, ...cells] : cells, pen);
  return lines?.map((line) => `${indent}${line}`);
}

function drawFields(fields: readonly Field[], pen: Pen): readonly string[] {
  const widest = Math.min(terminalLimits.widestLabel, Math.floor(pen.width / 3));
  const labels = fields.map(({ label }) => wrap([{ text: label, look: 'dim' }], widest, pen.ink));
  const column = Math.max(...labels.flat().map(({ width }) => width));
  return fields.flatMap(({ value }, at) => {
    const label = labels[at] ?? [];
    const lines = wrap(spansOf(value), pen.width - column - 2, pen.ink);
    const rows = Array.from({ length: Math.max(label.length, lines.length) }, (_, row) =>
      `${padEnd(label[row] ?? blank, column)}  ${lines[row]?.text ?? ''}`.trimEnd(),
    );
    return [...rows.map((text) => indented({ text })), ...linksOf(value, pen)];
  });
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

function richText(text: Text, pen: Pen, look?: Span['look']): readonly string[] {
  const spans = spansOf(text).map((span) => (look === undefined ? span : { ...span, look }));
  return [...pen.text(spans), ...linksOf(text, pen)];
}

function spansOf(text: Text): readonly Span[] {
  return text.map((inline): Span => {
    if (typeof inline === 'string') return { text: inline };
    if ('bold' in inline) return { text: inline.bold, look: 'bold' };
    if ('code' in inline) return { text: inline.code, look: 'code' };
    if ('link' in inline) return { text: inline.label === inline.link ? '' : inline.label, look: 'link' };
    if ('time' in inline) return { text: inline.time.words };
    return { text: `@${inline.mention.name}`, look: 'bold' };
  });
}

function linksOf(text: Text, pen: Pen): readonly string[] {
  return text.flatMap((inline) =>
    typeof inline === 'object' && 'link' in inline ? pen.link(inline.link) : [],
  );
}

const blank: TextLine = { text: '', width: 0 };

function hanging(mark: TextLine, lines: readonly TextLine[]): readonly string[] {
  return lines.map((line, at) => indent + (at === 0 ? mark.text : ' '.repeat(mark.width)) + line.text);
}

function indented(line: Pick<TextLine, 'text'>): string {
  return line.text === '' ? '' : indent + line.text;
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

import type { Block, Field, Payload, ReadyCard, RemotePicture, TableBlock } from '../../src/chat/card.ts';
import { galleryLine, tableLines } from '../../src/chat/lowered-card.ts';
import type { SafeUrl } from '../../src/chat/safe-url.ts';
import type { Text } from '../../src/chat/text.ts';
import { alignedLines } from './aligned-lines.ts';
import { terminalLimits } from './limits.ts';
import type { TerminalWords } from './phrases.ts';
import { drawChart, drawQr, type Ground } from './pictures.ts';
import { type Ink, padEnd, plainInk, type Span, type TextLine, unbroken, wrap } from './text-lines.ts';

/** How the terminal at hand draws. */
export interface Canvas {
  /** Columns of the window. */
  readonly width: number;
  readonly ink: Ink;
  readonly words: TerminalWords;
  /** How many numbers are given to choices of other cards: this one's come after. */
  readonly numbered?: number;
}

/** What the lines of a card begin with. */
const indent = '  ';

/** `spans` as lines of their own, indented as the lines of a card are. */
export function textLines(spans: readonly Span[], canvas: Canvas): readonly string[] {
  return wrap(spans, textWidth(canvas), canvas.ink).map(indented);
}

/** Columns for text, which stands indented. */
export function textWidth({ width }: Canvas): number {
  return Math.max(terminalLimits.narrowest, Math.min(width, terminalLimits.widest)) - indent.length;
}

/** What drawing needs besides the thing to draw. */
export interface Pen extends Canvas {
  text(spans: readonly Span[], width?: number): readonly string[];
  /** The link on a line of its own, unless the card shows it elsewhere. */
  link(url: SafeUrl): readonly string[];
}

export function createPen(canvas: Canvas, card: ReadyCard): Pen {
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

export function drawBlock(block: Block<Payload>, pen: Pen): readonly string[] {
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
export function pictureLink(picture: RemotePicture | undefined, pen: Pen): readonly string[] {
  if (picture === undefined || new URL(picture.url).hostname.endsWith('.invalid')) return [];
  return pen.link(picture.url);
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

export function richText(text: Text, pen: Pen, look?: Span['look']): readonly string[] {
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

export function hanging(mark: TextLine, lines: readonly TextLine[]): readonly string[] {
  return lines.map((line, at) => indent + (at === 0 ? mark.text : ' '.repeat(mark.width)) + line.text);
}

export function indented(line: Pick<TextLine, 'text'>): string {
  return line.text === '' ? '' : indent + line.text;
}

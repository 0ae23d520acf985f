import type { BasicBlock, ReadyCard } from '../../src/chat/card.ts';
import { loweredCard } from '../../src/chat/lowered-card.ts';
import { cleanLine, cleanText, type Inline, shorten, type Text } from '../../src/chat/text.ts';
import { barChartPng } from '../../src/pictures/bar-chart-png.ts';
import { qrPng } from '../../src/pictures/qr-png.ts';
import { type Content, limits, type Part, type Span } from './wire.ts';

const symbols = { plain: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ' } as const;

/** A card as Parlour takes it. Words are words there: only a span of its own kind is a link or pings. */
export function drawCard(card: ReadyCard): Content {
  const { tone, title, link, picture, body, actions, footnote, file } = loweredCard(card);
  const table = file?.mediaType === 'text/csv' ? file : file?.asText;
  const head = symbols[tone] + line(title, limits.title);
  const parts: Part[] = [
    { spans: [link === undefined ? { bold: head } : { text: head, link }] },
    ...(picture === undefined ? [] : [{ picture: picture.url, alt: line(picture.alt) }]),
    ...body.flatMap(drawBlock),
  ];
  const left = parts.splice(limits.parts - 2).length;
  if (left > 0) parts.push({ spans: [{ text: `… +${left}` }] });
  if (footnote !== undefined) parts.push({ spans: footnote.map(drawInline) });
  return {
    parts,
    actions: actions.map((action) => {
      const label = line(action.label, limits.label);
      if (action.kind === 'open') return { label, link: action.url };
      if (action.kind === 'run') return { label, payload: action.run };
      const options = action.options.map(({ label: each, run }) => ({
        label: line(each, limits.label),
        payload: run,
      }));
      return { label, options };
    }),
    ...(table !== undefined && { file: { name: table.name, content: table.content } }),
  };
}

function drawBlock(block: BasicBlock<string>): Part[] {
  switch (block.kind) {
    case 'text':
      return [{ spans: block.text.map(drawInline) }];
    case 'fields':
      return block.fields.map(({ label, value }) =>
        beside({ bold: `${line(label, limits.label)}: ` }, value),
      );
    case 'list':
      return block.items.map((item) => beside({ text: '• ' }, item));
    case 'copy':
      return [{ spans: [{ bold: line(block.label) }] }, { copy: block.value.toWellFormed() }];
    case 'chart':
      return [{ png: barChartPng(block.bars).toString('base64'), alt: line(block.alt) }];
    case 'qr':
      return [{ png: qrPng(block.of).toString('base64'), alt: line(block.alt) }];
  }
}

const beside = (first: Span, text: Text): Part => ({ spans: [first, ...text.map(drawInline)] });

function drawInline(inline: Inline): Span {
  if (typeof inline === 'string') return { text: words(inline) };
  if ('bold' in inline) return { bold: words(inline.bold) };
  if ('code' in inline) return { code: words(inline.code) };
  if ('link' in inline) return { text: line(inline.label), link: inline.link };
  if ('time' in inline) return { text: inline.time.words };
  const { person, name } = inline.mention;
  return /^P\d+$/.test(person) ? { ping: person } : { text: line(`@${name}`) };
}

const words = (text: string) => shorten(cleanText(text), limits.words);

/** One line that is not empty. */
const line = (text: string, most: number = limits.words) => shorten(cleanLine(text), most) || '…';

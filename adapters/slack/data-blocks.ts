import type { ChartBlock, Payload, TableBlock } from '../../src/chat/card.ts';
import { cleanLine, plainText, shorten } from '../../src/chat/text.ts';
import type { BlockKindSet } from './block-kinds.ts';
import type { NewerBlock, SlackTableCell } from './blocks.ts';
import { slackLimits } from './limits.ts';
import { hasNodes, label, richInlines, richSection } from './rich-text.ts';

/** Rows from which a reader wants to sort them. */
const manyRows = 6;

/** What stands where a cell says nothing, since Slack wants a character. */
const nothing = '–';

/** A table as Slack's own, where the workspace `takes` one that can hold it. */
export function drawTableBlock(table: TableBlock<Payload>, takes: BlockKindSet): NewerBlock | undefined {
  const { columns, caption } = table;
  const { rows: most, columns: widest, characters } = slackLimits.table;
  if (table.rows.length > most || columns.length > widest) return undefined;
  const head = columns.map(
    (column): SlackTableCell => ({
      type: 'raw_text',
      text: shorten(cleanLine(column.label), 100) || nothing,
    }),
  );
  const rows = [
    head,
    ...table.rows.map((row) => row.map((cell, at) => drawCell(cell, columns[at]?.kind ?? 'text'))),
  ];
  const length = [
    columns.map(({ label: words }) => words),
    ...table.rows.map((row) => row.map(({ text }) => plainText(text))),
  ]
    .flat()
    .reduce((sum, words) => sum + words.length, 0);
  const isSortable = table.rows.length >= manyRows && columns.some(({ kind }) => kind !== 'text');
  if (isSortable && takes.has('data_table') && length <= characters) {
    const page = Math.min(table.rows.length, slackLimits.listItems);
    return { type: 'data_table', caption: label(caption, slackLimits.altText), rows, page_size: page };
  }
  if (!takes.has('table')) return undefined;
  const settings = columns.map(({ kind }) => ({
    align: kind === 'amount' || kind === 'quantity' ? ('right' as const) : ('left' as const),
    is_wrapped: kind === 'text',
  }));
  return { type: 'table', rows, column_settings: settings };
}

type Cell = TableBlock['rows'][number][number];

function drawCell({ text, value }: Cell, kind: TableBlock['columns'][number]['kind']): SlackTableCell {
  const words = shorten(cleanLine(plainText(text)), slackLimits.field);
  if (words === '') return { type: 'raw_text', text: nothing };
  // An id has its cell to itself: it needs no other look there.
  const isMarked = hasNodes(text) || text.some((inline) => typeof inline !== 'string' && !('code' in inline));
  if (isMarked) return { type: 'rich_text', elements: [richSection(richInlines(text))] };
  if (kind === 'text' || kind === 'time' || value === undefined) return { type: 'raw_text', text: words };
  // Fen are counted in yuan here: what is sorted and filtered by is what is read.
  return { type: 'raw_number', value: kind === 'amount' ? value / 100 : value, text: words };
}

/** A chart as Slack's own; `undefined` where it has more bars than one holds, or two of one name. */
export function drawChartBlock(
  { title, alt, bars }: ChartBlock,
  takes: BlockKindSet,
): NewerBlock | undefined {
  const { title: longest, categories: most, category } = slackLimits.chart;
  const categories = bars.map((bar) => bar.label);
  const isDrawable =
    bars.length <= most &&
    new Set(categories).size === categories.length &&
    categories.every((each) => each.trim() !== '' && each.length <= category);
  if (!takes.has('data_visualization') || !isDrawable) return undefined;
  const name = label(title ?? alt, longest);
  const data = bars.map(({ label: each, value }) => ({ label: each, value }));
  return {
    type: 'data_visualization',
    title: name,
    chart: { type: 'bar', series: [{ name: shorten(name, category), data }], axis_config: { categories } },
  };
}

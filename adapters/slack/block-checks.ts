import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Payload, ReadyCard, TableBlock } from '../../src/chat/card.ts';
import { bad, type Finding, good, unsure } from '../../src/chat/finding.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import { everyKind } from './block-kinds.ts';
import { drawSlackCard } from './cards.ts';

/** What cards are made of, one of each, by what it is called to the operator. Without pictures that need an upload. */
const samples: Readonly<Record<string, Pick<ReadyCard, 'body'> & Partial<ReadyCard>>> = {
  'words, fields and buttons': {
    body: [
      { kind: 'text', text: [{ bold: 'Shipped' }, ' ', { time: { ms: 0, words: '01-01 00:00 UTC' } }] },
      {
        kind: 'fields',
        fields: [
          { label: 'Total', value: ['¥1,234.50'] },
          { label: 'Open until', value: [{ time: { ms: 0, words: '01-01 00:00 UTC' } }] },
        ],
      },
      { kind: 'list', items: [['One'], [{ code: '3305075341149134260' }]] },
      { kind: 'copy', label: 'Link', value: 'https://detail.1688.com/offer/600000000003.html' },
    ],
    actions: [
      { kind: 'run', label: 'Details', run: 'sample', style: 'primary' },
      { kind: 'select', label: 'Choose', options: [{ label: 'One', run: 'sample' }] },
    ],
    footnote: ['updated ', { time: { ms: 0, words: '01-01 00:00 UTC' } }],
  },
  'a carousel of cards': { body: [galleryOf('Steel flask')] },
  'a gallery of sections': { body: [galleryOf('*Steel* flask')] },
  'a table': { body: [tableOf(2)] },
  'a table to sort': { body: [tableOf(9)] },
  'a chart': {
    body: [
      {
        kind: 'chart',
        title: 'New orders',
        alt: 'New orders: 01-01 2, 01-02 3',
        bars: [
          { label: '01-01', value: 2 },
          { label: '01-02', value: 3 },
        ],
      },
    ],
  },
};

/** Every workspace takes it: a card without it could not be drawn. */
const basic = 'words, fields and buttons';

/** https://docs.slack.dev/reference/methods/blocks.validate: what comes with `ok: false`. */
const refusal = z.object({
  error: z.literal('invalid_blocks'),
  errors: z.array(z.object({ pointer: z.string().catch('?'), message: z.string().catch('?') })).catch([]),
});

/** Whether the workspace takes a card of each kind of block; asks `blocks.validate`, which needs no scope and posts nothing. */
export async function checkBlocks(client: WebClient): Promise<readonly Finding[]> {
  const refused: { readonly name: string; readonly why: string }[] = [];
  for (const [name, sample] of Object.entries(samples)) {
    const card: ReadyCard = { tone: 'plain', title: 'shoptalk', actions: [], ...sample };
    const { blocks } = drawSlackCard(card, undefined, undefined, everyKind);
    try {
      await client.apiCall('blocks.validate', { blocks });
    } catch (error) {
      const why = whyRefused(error);
      if (why === undefined) {
        return [
          unsure(
            'Slack cards: Slack did not say whether it takes them',
            'Nothing has to be done: a card that Slack refuses is sent again in plainer blocks.',
          ),
        ];
      }
      refused.push({ name, why });
    }
  }
  if (refused.length === 0) return [good('Slack cards: every kind of block is taken')];
  const what = `Slack cards: the workspace refuses ${refused.map(({ name, why }) => `${name} (${why})`).join('; ')}`;
  return [
    refused.some(({ name }) => name === basic)
      ? bad(what, 'Report this with the version of the bot: cards come as plain words until it is mended.')
      : unsure(what, 'Nothing has to be done: cards show the same in plainer blocks.'),
  ];
}

/** The first thing that is wrong, by where it stands; `undefined` where Slack did not look at the blocks. */
function whyRefused(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const read = refusal.safeParse(error.data);
  if (!read.success) return undefined;
  const [first] = read.data.errors;
  return first === undefined ? read.data.error : `${first.pointer}: ${first.message}`;
}

function galleryOf(title: string): ReadyCard['body'][number] {
  const url = safeUrl('https://cbu01.alicdn.com/img/ibank/sample.jpg', ['alicdn.com']);
  const row = (name: string) => ({
    ...(url !== undefined && { picture: { url, alt: name } }),
    title: name,
    facts: ['¥12.00 · at least 2 pieces'],
    name,
    actions: [{ kind: 'run' as const, label: 'Show', run: 'sample' }],
  });
  return { kind: 'gallery', menus: ['Show an offer'], rows: [row(title), row(`${title} 2`)] };
}

function tableOf(rows: number): TableBlock<Payload> {
  return {
    kind: 'table',
    caption: 'Orders',
    columns: [
      { label: 'Goods', kind: 'text' },
      { label: 'Total', kind: 'amount' },
      { label: 'Placed', kind: 'time' },
    ],
    rows: Array.from({ length: rows }, (_, at) => [
      { text: [`Steel flask ${at + 1}`] },
      { text: ['¥12.00'], value: 1200 },
      { text: [{ time: { ms: 0, words: '01-01 00:00 UTC' } }], value: 0 },
    ]),
    choose: { kind: 'select', label: 'Show an order', options: [{ label: 'One', run: 'sample' }] },
  };
}

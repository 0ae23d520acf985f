import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { drawDiscordCard } from '../../adapters/discord/cards.ts';
import { drawGalleryMessage } from '../../adapters/discord/gallery-message.ts';
import { everyKind, noKinds } from '../../adapters/slack/block-kinds.ts';
import { drawSlackCard } from '../../adapters/slack/cards.ts';
import { noPictures } from '../../adapters/slack/pictures.ts';
import type { GalleryRow, ReadyCard } from '../../src/chat/card.ts';
import { loweredCard } from '../../src/chat/lowered-card.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';

/**
 * What it costs to draw ten found offers and to write the message down, as a gallery and as the list with one picture and one
 * menu that stood in its place. `npx node test/bench/gallery.ts`: CPU microseconds of one card, the medians of rounds in turn.
 * `--release PATH`: the list is drawn by the v0.1.0 that is checked out there, in the same process and in turn.
 */
const { values } = parseArgs({ options: { release: { type: 'string' } } });
const rounds = 15;
const times = 400;

const url = (link: string) => safeUrl(link, ['1688.com', 'alicdn.com']);

function row(at: number): GalleryRow<string> {
  const title = `${at}. Stainless steel vacuum flask 500 ml, factory direct`;
  const picture = url(`https://cbu01.alicdn.com/img/ibank/O1CN01bench${at}_!!1-0-cib.jpg`);
  const link = url(`https://detail.1688.com/offer/${889_512_351_600 + at}.html`);
  return {
    ...(picture !== undefined && { picture: { url: picture, alt: `Picture of ${title}` } }),
    title,
    ...(link !== undefined && { link }),
    facts: ['¥12.93 · from 2 pieces · 5,124 sold in 30 days · 48% buy again'],
    name: `${title} · ¥12.93`,
    actions: [{ kind: 'run', label: 'Show the offer', run: `product?offer=${889_512_351_600 + at}` }],
  };
}

const gallery: ReadyCard = {
  tone: 'plain',
  title: 'Offers for “flask”',
  body: [
    { kind: 'text', text: ['1–10 of 2,000 · cheapest first'] },
    { kind: 'gallery', menus: ['Show an offer'], rows: Array.from({ length: 10 }, (_, at) => row(at + 1)) },
  ],
  actions: ['Next', 'Change the search'].map((label) => ({ kind: 'run', label, run: `search?${label}` })),
};
const list: ReadyCard = loweredCard(gallery);

/** How the list is drawn: by this build, or by the release. */
async function listDrawing() {
  if (values.release === undefined) {
    return {
      slack: () => drawSlackCard(list, noPictures, undefined, noKinds),
      discord: () => drawDiscordCard(list, 'attached').message,
    };
  }
  const from = (file: string) => pathToFileURL(join(resolve(values.release ?? ''), file)).href;
  const slack: { drawCard(card: ReadyCard): unknown } = await import(from('adapters/slack/cards.ts'));
  const discord: { drawCard(card: ReadyCard, pictures: 'attached'): { readonly message: unknown } } =
    await import(from('adapters/discord/cards.ts'));
  return { slack: () => slack.drawCard(list), discord: () => discord.drawCard(list, 'attached').message };
}
const drawnList = await listDrawing();

const ways: Readonly<Record<string, { list(): unknown; gallery(): unknown }>> = {
  'Slack, sections': {
    list: drawnList.slack,
    gallery: () => drawSlackCard(gallery, noPictures, undefined, noKinds),
  },
  'Slack, carousel': {
    list: drawnList.slack,
    gallery: () => drawSlackCard(gallery, noPictures, undefined, everyKind),
  },
  Discord: {
    list: drawnList.discord,
    gallery: () => drawGalleryMessage(gallery),
  },
};

function costOf(draw: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < times; n += 1) JSON.stringify(draw());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

for (const [name, { list: drawList, gallery: drawGallery }] of Object.entries(ways)) {
  const [lists, galleries]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [costOf(drawList), costOf(drawGallery)];
    // The first warms the code up.
    if (round > 0) [lists, galleries].forEach((kept, at) => void kept.push(at === 0 ? one : other));
  }
  const [cost, more] = [median(lists), median(galleries)];
  console.log(
    `${name}: list ${cost.toFixed(0)} µs, gallery ${more.toFixed(0)} µs (${(more / cost).toFixed(2)})`,
  );
}

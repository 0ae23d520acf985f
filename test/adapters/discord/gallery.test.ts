import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { drawGalleryMessage } from '../../../adapters/discord/gallery-message.ts';
import type { GalleryRow, ReadyCard } from '../../../src/chat/card.ts';
import { actionsOn } from '../../../src/chat/lowered-card.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { readyCards } from '../../arbitraries/card.ts';
import { messageFlags } from '../../fakes/discord/limits.ts';
import { buttonInteraction, commandInteraction } from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { linksOf, picturesOf, rowRuns, targetsOf } from '../../harness/card-parts.ts';
import { runs } from '../../harness/runs.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';
import { seen } from './drawn.ts';

function url(link: string) {
  const safe = safeUrl(link, ['1688.com', 'alicdn.com']);
  if (safe === undefined) throw new Error('not a safe link');
  return safe;
}

/** An offer whose words are as long as those of the partner get. */
function row(number: number, actions: number): GalleryRow<string> {
  const title = `${number}. ${'厂家直销双层不锈钢真空保温杯大容量'.repeat(3).slice(0, 57)}`;
  return {
    picture: {
      url: url(`https://cbu01.alicdn.com/img/ibank/O1CN01${'x'.repeat(60)}${number}.jpg`),
      alt: title,
    },
    title,
    link: url(`https://detail.1688.com/offer/${889_512_351_600 + number}.html`),
    facts: ['¥1,234.50 至 ¥2,345.60（通常 ¥3,456.70） · 起批 2 件 · 30 天售出 5,212 件 · 复购率 30%'],
    name: title.slice(0, 40),
    actions: ['打开', '改数量'].slice(0, actions).map((label, at) => ({
      kind: 'run',
      label,
      run: `product?offer=${889_512_351_600 + number}&n=${at}`,
    })),
  };
}

const galleryOf = (rows: number, actions: number): ReadyCard => ({
  tone: 'plain',
  title: '“保温杯”的商品',
  body: [
    { kind: 'text', text: ['1 到 10，共 2,000 件商品 · 按价格从低到高'] },
    {
      kind: 'gallery',
      menus: ['打开商品', '改数量'],
      rows: Array.from({ length: rows }, (_, at) => row(at + 1, actions)),
    },
  ],
  actions: ['上一页', '下一页', '缩小范围…'].map((label) => ({ kind: 'run', label, run: `search?${label}` })),
  footnote: ['Sandbox'],
});

const draw = (card: ReadyCard) => {
  const message = drawGalleryMessage(card);
  if (message === undefined) throw new Error('not drawn as components');
  return seen({ message, files: [] });
};

describe('a gallery as components', () => {
  test('keeps every limit of Discord, pings nobody, loses no link, no picture and nothing to do', () => {
    fc.assert(
      fc.property(readyCards, (whole) => {
        const body = whole.body.filter(({ kind }) => kind !== 'qr' && kind !== 'copy' && kind !== 'chart');
        const { file: _, picture: __, ...card } = { ...whole, body, actions: whole.actions.slice(0, 5) };
        const message = drawGalleryMessage(card);
        if (message === undefined) return;
        const view = seen({ message, files: [] });
        const same = (link: string) => link.replaceAll('%28', '(').replaceAll('%29', ')');
        const open = view.links.map((link) => same(link.url));
        const own = [...linksOf(card), ...card.actions.flatMap(targetsOf)].map(same);
        for (const link of linksOf(card).map(same)) expect(open).toContain(link);
        expect(open.filter((link) => !own.includes(link))).toEqual([]);
        expect([view.pings, view.mentionsDrawn]).toEqual([[], []]);
        expect(view.pictures.map((each) => each.url)).toEqual(picturesOf(card));
        const offered = [
          ...view.buttons.map(({ customId }) => customId),
          ...view.selects.flatMap(({ options }) => options.map(({ value }) => value)),
        ].map((id) => id.replace(/^\d+\|/, ''));
        for (const run of rowRuns(card)) expect(offered).toContain(run);
      }),
      { numRuns: runs(300), interruptAfterTimeLimit: 5_000 },
    );
  });

  test('holds ten rows with pictures and facts, and one menu for all', () => {
    const view = draw(galleryOf(10, 1));
    expect(view.pictures).toHaveLength(10);
    expect(view.selects.map(({ options }) => options.length)).toEqual([10]);
    expect(view.buttons.map(({ label }) => label)).toEqual(['上一页', '下一页', '缩小范围…']);
    expect(view.text.match(/30 天售出 5,212 件/g)).toHaveLength(10);
  });

  test('holds five rows with two buttons each', () => {
    const card = galleryOf(5, 2);
    const view = draw(card);
    expect(view.selects).toEqual([]);
    expect(view.buttons).toHaveLength(13);
    expect(new Set(view.buttons.map(({ customId }) => customId)).size).toBe(13);
    expect(actionsOn(card).flatMap(targetsOf)).toHaveLength(13);
  });

  test('is none with what components can’t show', () => {
    const { body, ...card } = galleryOf(2, 1);
    expect(
      drawGalleryMessage({ ...card, body: [...body, { kind: 'chart', alt: '', bars: [] }] }),
    ).toBeUndefined();
    expect(
      drawGalleryMessage({ ...card, body: [...body, { kind: 'text', text: ['很长'.repeat(3000)] }] }),
    ).toBeUndefined();
    expect(drawGalleryMessage({ ...card, body: body.slice(0, 1) })).toBeUndefined();
  });
});

describe('an answer with a gallery', () => {
  let bed: Bed;
  afterEach(() => bed.close());
  const shown = (card: ReadyCard, replace = false) =>
    answerOf(card.title, { card, replace, visibility: 'asker' });
  const gallery = galleryOf(3, 1);
  const plain: ReadyCard = { tone: 'plain', title: 'One offer', body: [], actions: [] };
  const isTree = ({ flags }: { flags: number }) => (flags & messageFlags.componentsV2) !== 0;

  test.each(['gateway', 'http'] as const)('is a message of components, deferred or not: %s', async (via) => {
    for (const isDeferred of [false, true]) {
      const core = scriptedCore(async (transport) => {
        if (isDeferred) await transport.defer('asker', false);
        await (isDeferred ? transport.deliver(shown(gallery)) : transport.answer(shown(gallery)));
      });
      bed = await openBed(core, via, { clock: createFakeClock() });
      const payload = commandInteraction('search');
      await bed.ask(payload);
      const message = await bed.discord.answerTo(payload.id);
      expect(isTree(message)).toBe(true);
      expect(message.onlyFor).toBeDefined();
      expect(visible(message).pictures).toHaveLength(3);
      if (!isDeferred) await bed.close();
    }
  });

  test.each([
    ['at once', false],
    ['deferred', true],
  ])(
    'becomes another gallery, and nothing else: what is none is a message of its own, %s',
    async (_, isDeferred) => {
      for (const next of [gallery, plain]) {
        const core = scriptedCore(async (transport) => {
          const answer = shown(next, true);
          if (!isDeferred) return transport.answer(answer);
          await transport.defer('asker', true);
          await transport.deliver(answer);
        });
        bed = await openBed(core, 'gateway', { clock: createFakeClock() });
        const source = bed.discord.seedMessage(places.channelId);
        source.flags |= messageFlags.componentsV2;
        const click = buttonInteraction('100|x', source);
        await bed.ask(click);
        const all = () => bed.discord.messagesIn(places.channelId);
        await expect
          .poll(() =>
            all()
              .map((each) => visible(each).text)
              .join('\n'),
          )
          .toContain(next.title);
        const last = all().at(-1);
        expect(last?.id === source.id).toBe(next === gallery);
        expect(last !== undefined && isTree(last)).toBe(next === gallery);
        if (next === gallery) await bed.close();
      }
    },
  );

  test('is told in embeds where Discord refuses it', async () => {
    const core = scriptedCore((transport) => transport.answer(shown(gallery)));
    bed = await openBed(core, 'gateway', { clock: createFakeClock() });
    const body = { code: 50035, message: 'Invalid Form Body' };
    bed.discord.addFault({ path: /callback$/, effect: { kind: 'answer', status: 400, body } });
    const payload = commandInteraction('search');
    await bed.ask(payload);
    const message = await bed.discord.answerTo(payload.id);
    expect(isTree(message)).toBe(false);
    expect(visible(message).text).toContain('30 天售出 5,212 件');
  });
});

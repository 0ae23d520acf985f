import { afterEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import { dayMs } from '../../../src/runtime/durations.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { unpublished } from '../../fakes/slack/schemas.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const url = safeUrl('https://cbu01.alicdn.com/img/flask.jpg', ['alicdn.com']);
if (url === undefined) throw new Error('no picture');

const gallery: Partial<ReadyCard> = {
  body: [
    {
      kind: 'gallery',
      menus: ['Open an offer'],
      rows: ['Steel flask', 'Glass flask'].map((title, at) => ({
        picture: { url, alt: title },
        title,
        facts: ['¥12.00'],
        name: title,
        actions: [{ kind: 'run', label: 'Open', run: `product?offer=${at}` }],
      })),
    },
  ],
};
const chart: Partial<ReadyCard> = {
  body: [{ kind: 'chart', title: 'Price', alt: 'Prices', bars: [{ label: '2', value: 5 }] }],
};

describe('a kind of block that not every workspace takes', () => {
  let bed: Bed;
  afterEach(() => bed.close());

  const clock = createFakeClock();
  const given: Promise<void>[] = [];
  const open = async (card: Partial<ReadyCard>) => {
    given.length = 0;
    const core = scriptedCore((transport) => {
      const done = transport.answer(answerOf('Found', { card }));
      given.push(done);
      return done;
    });
    bed = await openBed(core, 'http', { clock });
  };
  const typesOf = (at: number) => bed.slack.messages[at]?.blocks.map(({ type }) => type);
  const answered = async (count: number) => {
    await bed.slack.type('/search flask');
    await bed.slack.waitFor(() => bed.slack.messages[count - 1]);
    await given[count - 1];
    return bed.slack.messages[count - 1];
  };

  it('goes into an acknowledgement only once Slack has said that it takes it, and for a day', async () => {
    await open(gallery);
    expect((await answered(1))?.via).toBe('response_url');
    expect((await answered(2))?.via).toBe('ack');
    clock.advance(dayMs);
    expect((await answered(3))?.via).toBe('response_url');
    expect(typesOf(1)).toContain('carousel');
    expect(bed.slack.problems).toEqual([]);
    expect(unpublished(bed.slack)).toEqual([]);
  });

  it('is told in the others within one more call where it is refused, and left alone for a day', async () => {
    await open(gallery);
    bed.slack.faults.next('response_url', { kind: 'refused', error: 'invalid_blocks' });
    const first = await answered(1);
    expect(bed.slack.responses).toHaveLength(1);
    expect(typesOf(0)).toContain('section');
    const view = first && visible(first);
    expect(view?.pictures).toHaveLength(2);
    expect(view?.text).toContain('Glass flask\n¥12.00');
    const second = await answered(2);
    expect([second?.via, typesOf(1)]).toEqual(['ack', typesOf(0)]);
    clock.advance(dayMs);
    await answered(3);
    expect(typesOf(2)).toContain('carousel');
  });

  it('is not blamed for a card that is refused without it, too', async () => {
    await open(gallery);
    for (let times = 0; times < 2; times += 1)
      bed.slack.faults.next('response_url', { kind: 'refused', error: 'invalid_blocks' });
    await answered(1);
    expect(typesOf(0)).toEqual(['section', 'actions', 'actions']);
    await answered(2);
    expect(typesOf(1)).toContain('carousel');
  });

  it('spares a chart its upload', async () => {
    await open(chart);
    await answered(1);
    expect(typesOf(0)).toContain('data_visualization');
    expect(bed.slack.files.size).toBe(0);
    bed.slack.faults.next('response_url', { kind: 'refused', error: 'invalid_blocks' });
    clock.advance(dayMs);
    await answered(2);
    expect(typesOf(1)).toContain('image');
    expect(bed.slack.files.size).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { createNewsCards } from '../../src/cards/news-cards.ts';
import { allWords } from '../../src/languages/index.ts';
import type { NewsCards } from '../../src/notifications/news-cards.ts';
import { languages } from '../../src/runtime/language.ts';
import { orderOf } from '../arbitraries/order.ts';
import { wordsIn } from './bed.ts';

const now = Date.parse('2026-05-21T12:00:00+08:00');
const cards: NewsCards = createNewsCards({ words: allWords, now: () => now });

describe('how news look', () => {
  it.each(languages)('is said in the conversation’s language (%s) and in its zone', async (language) => {
    const order = orderOf();
    const news = [{ kind: 'shipped', at: now } as const];
    const said = { language, zone: 'Asia/Tokyo', mentions: [] };
    const drawn = [
      cards.order({ order, news, ...said }),
      cards.line({ order, news, ...said }),
      cards.digest({ orders: [{ order, news: [{ kind: 'refund', at: now }] }], daily: true, ...said }),
    ];
    for (const card of drawn) expect(await wordsIn(card)).toContain('05-21 13:00');
    const { orders, watch } = allWords[language];
    expect(drawn[2]?.title).toBe(orders.dailyDigest(1));
    expect(cards.summary({ day: '2026-05-21', byPhase: {}, created: [], language }).title).toBe(
      orders.summary('2026-05-21'),
    );
    expect(cards.unserved({ conversation: 'C1', why: 'gone', language }).title).toBe(watch.unserved);
  });
});

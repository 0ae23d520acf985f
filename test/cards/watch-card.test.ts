import { describe, expect, it } from 'vitest';
import { begunCard, setCard, unservedCard, type Watched, watchingCard } from '../../src/cards/watch-card.ts';
import { newsKinds, urgentKinds } from '../../src/domain/orders/news.ts';
import { allWords } from '../../src/languages/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { itemsIn, wordsIn } from './bed.ts';

const en = allWords.en.watch;
const zh = allWords['zh-CN'].watch;
const all: Watched = { subject: { about: 'all' }, rule: { kinds: newsKinds, daily: false } };
const choosy: Watched = {
  subject: { about: 'seller', seller: '山东绿德制冷设备有限公司' },
  rule: {
    kinds: urgentKinds,
    minFen: 50_000,
    daily: true,
    mention: { person: 'U1', name: 'ann', kinds: ['refund', 'closed'] },
  },
};

describe('cards about who is told of what', () => {
  it('say it in one line a subject', () => {
    const card = watchingCard({
      watched: [all, choosy],
      settings: { dailyAt: 510 },
      parked: [],
      now: 0,
      words: en,
      actions: [],
    });
    expect(itemsIn(card)).toEqual([
      `${en.aboutAll}: ${en.allKinds}`,
      `${en.subjectSeller('山东绿德制冷设备有限公司')}: ${en.needsSomebody} · ${en.from('¥500.00')} · ${en.inDigest('08:30 (Asia/Shanghai)')} · @ann ${en.pinged('closed, refunds')}`,
    ]);
  });

  it('say it in Chinese', () => {
    const card = begunCard({ watched: choosy, settings: {}, words: zh, actions: [] });
    expect(card.title).toBe(zhCn.watch.begun);
    expect(itemsIn(card)).toEqual([
      `${zhCn.watch.subjectSeller('山东绿德制冷设备有限公司')}：${zhCn.watch.needsSomebody} · ${zhCn.watch.from('¥500.00')} · ${zhCn.watch.inDigest('09:00（Asia/Shanghai）')} · @ann ${zhCn.watch.pinged('交易关闭、退款')}`,
    ]);
  });

  it('say how news come, as far as that was set', async () => {
    const settings = {
      quiet: { from: 1320, to: 480 },
      zone: 'Asia/Tokyo',
      broadcast: ['paid'],
      summary: true,
    };
    const words = await wordsIn(begunCard({ watched: all, settings, words: en, actions: [] }));
    expect(words).toContain(`${en.aloudLabel}: paid`);
    expect(words).toContain(`${en.quietLabel}: 22:00-08:00 (Asia/Tokyo), ${en.quietUrgent}`);
    expect(words).toContain(`${en.summaryLabel}: 09:00 (Asia/Tokyo)`);
  });

  it('name what could not be said, and when that was', async () => {
    const parked = Array.from({ length: 7 }, () => ({
      orderId: '3305075341149134260',
      parkedAt: Date.parse('2026-05-21T10:00:00+08:00'),
      reason: 'content: invalid_blocks',
    }));
    const now = Date.parse('2026-05-21T12:00:00+08:00');
    const words = await wordsIn(
      watchingCard({ watched: [all], settings: {}, parked, now, words: en, actions: [] }),
    );
    expect(words).toContain('3305075341149134260, 05-21 10:00 UTC+8: content: invalid_blocks');
    expect(words).toContain(en.moreParked(2));
    const request = { request: 'answer', parkedAt: now, reason: 'forbidden: as told' } as const;
    const other = await wordsIn(
      watchingCard({ watched: [], settings: {}, parked: [request], now, words: en, actions: [] }),
    );
    expect(other).toContain('The answer to a request, 05-21 12:00 UTC+8: forbidden: as told');
  });

  it('say that the first card has to wait', async () => {
    const words = await wordsIn(
      setCard({ watched: all, settings: {}, first: 'not posted', words: en, actions: [] }),
    );
    expect(words).toContain(en.later);
  });

  it('tell whoever set a watch that it can’t be served, and what to do', async () => {
    const words = await wordsIn(unservedCard({ conversation: 'C0123', why: 'not invited', words: en }));
    expect(words).toContain('/invite @shoptalk');
    expect(words).toContain('C0123');
  });
});

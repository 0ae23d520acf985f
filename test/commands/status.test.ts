import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

describe('/status', () => {
  let bot: TestCore;
  const clock = createFakeClock();
  beforeEach(async () => {
    bot = await openTestCore({ clock });
  });
  afterEach(() => bot.close());

  it('says how far the bot is with order news', async () => {
    const now = clock.now();
    bot.news.status = {
      inbox: { lastReceivedAt: now - 180_000 },
      deliveries: { due: 4, later: 2, parked: 1 },
      lastSweepAt: now - 3 * 3_600_000,
    };
    const words = wordsOf((await answerTo(bot.core, typed('/status'))).card);
    expect(words).toContain(`${en.status.lastMessage}: ${en.status.ago('3 minutes')}`);
    expect(words).toContain(`${en.status.lastSweep}: ${en.status.ago('3 hours')}`);
    expect(words).toContain(`${en.status.deliveries}: ${en.status.waiting(4, 2)} · ${en.status.parked(1)}`);
  });

  it.each([
    [-3_600_000, en.status.setBack(en.status.duration(3_600_000), '5 minutes ago')],
    [75_000, en.status.setAhead(en.status.duration(75_000), '5 minutes ago')],
  ])('says for a day that the machine’s clock was set by %i ms', async (byMs, said) => {
    const clock = createFakeClock();
    const bot = await openTestCore({ clock });
    try {
      const words = async () => wordsOf((await answerTo(bot.core, typed('/status'))).card);
      expect(await words()).not.toContain(en.status.clock);
      clock.set(byMs);
      await words();
      clock.advance(300_000);
      expect(await words()).toContain(`${en.status.clock}: ⚠ ${said}`);
      clock.advance(24 * 3_600_000);
      expect(await words()).not.toContain(en.status.clock);
    } finally {
      await bot.close();
    }
  });

  it('says that none has come yet', async () => {
    const words = wordsOf((await answerTo(bot.core, typed('/status'))).card);
    expect(words).toContain(`${en.status.lastMessage}: ${en.status.notYet}`);
    expect(words).toContain(`${en.status.deliveries}: 0 now`);
  });
});

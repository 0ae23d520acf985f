import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
      requests: { due: 0, later: 3, parked: 2 },
      lastSweepAt: now - 3 * 3_600_000,
    };
    const words = wordsOf((await answerTo(bot.core, typed('/status'))).card);
    expect(words).toContain('Last message of the partner’s: 3 minutes ago');
    expect(words).toContain('Last look through all changed orders: 3 hours ago');
    expect(words).toContain('News to be said: 4 now, 2 later · 1 could not be said');
    expect(words).toContain('Messages about requests to be said: 0 now, 3 later · 2 could not be said');
  });

  it('says that none has come yet', async () => {
    const words = wordsOf((await answerTo(bot.core, typed('/status'))).card);
    expect(words).toContain('Last message of the partner’s: none yet');
    expect(words).toContain('News to be said: 0 now');
  });
});

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
      requests: { due: 0, later: 3, parked: 2 },
      lastSweepAt: now - 3 * 3_600_000,
    };
    const words = wordsOf((await answerTo(bot.core, typed('/status'))).card);
    expect(words).toContain(`${en.status.lastMessage}: ${en.status.ago('3 minutes')}`);
    expect(words).toContain(`${en.status.lastSweep}: ${en.status.ago('3 hours')}`);
    expect(words).toContain(`${en.status.deliveries}: ${en.status.waiting(4, 2)} · 1 could not be said`);
    expect(words).toContain(`${en.status.requests}: ${en.status.waiting(0, 3)} · 2 could not be said`);
  });

  it('says that none has come yet', async () => {
    const words = wordsOf((await answerTo(bot.core, typed('/status'))).card);
    expect(words).toContain(`${en.status.lastMessage}: none yet`);
    expect(words).toContain(`${en.status.deliveries}: 0 now`);
  });
});

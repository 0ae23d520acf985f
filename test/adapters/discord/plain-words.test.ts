import { afterAll, describe, expect, test } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { messageCreate, people } from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { openTestCore } from '../../harness/core.ts';
import { openBed } from './bed.ts';

const lines = [
  ['thermos cup', 'search'],
  ['https://detail.1688.com/offer/951807530375.html', 'lookup'],
  ['hi', 'home'],
  ['3305075341149134260', 'order show'],
  ['订单', 'order list'],
] as const;

describe('plain words on Discord', async () => {
  const bot = await openTestCore();
  const bed = await openBed(bot.core, 'gateway');
  afterAll(async () => {
    await bed.close();
    await bot.close();
  });
  const { discord } = bed;
  const direct = discord.channels.directChannel(people.asker);
  const mention = `<@${discord.identity.botUser.id}>`;

  test.each(lines)('“%s” as a mention runs %s, and is answered to the asker alone', async (line, command) => {
    const before = discord.messagesIn(direct).length;
    discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(`${mention} ${line}`));
    await discord.until(() => discord.messagesIn(direct).length > before, 'an answer');
    await expect.poll(() => bot.ended.at(-1)?.command).toBe(command);
    for (const { content } of discord.messagesIn(places.channelId))
      expect(content).toBe(en.adapter.sentPrivately);
  });

  test.each(lines)('“%s” in a direct message runs %s', async (line, command) => {
    const before = discord.messagesIn(direct).length;
    discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(line, { channelId: direct, guildId: null }));
    await discord.until(() => discord.messagesIn(direct).length > before, 'an answer');
    await expect.poll(() => bot.ended.at(-1)?.command).toBe(command);
  });
});

import { describe, it } from 'vitest';
import type { Platform } from './buyer.ts';
import { openDiscord } from './discord.ts';
import { openSlack } from './slack.ts';
import { walkTrade } from './trade.ts';

const platforms: readonly (readonly [string, () => Promise<Platform>])[] = [
  ['Slack over HTTP', () => openSlack('http')],
  ['Slack over a socket', () => openSlack('socket')],
  ['Discord over the gateway', () => openDiscord('gateway')],
  ['Discord over HTTP', () => openDiscord('http')],
];

describe.concurrent.each(platforms)('a whole trade on %s', (_, open) => {
  it.each([
    ['paid by agreement', 'least'],
    ['paid at the cashier', 'many'],
  ] as const)('from the search to the goods, %s', async (_how, amount) => {
    const platform = await open();
    try {
      await walkTrade(platform, amount);
    } finally {
      await platform.close();
    }
  });
});

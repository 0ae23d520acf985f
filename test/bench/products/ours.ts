import { createWriteStream } from 'node:fs';
import { drawDiscordCard as drawForDiscord } from '../../../adapters/discord/cards.ts';
import { discordLimits } from '../../../adapters/discord/limits.ts';
import { drawSlackCard as drawForSlack } from '../../../adapters/slack/cards.ts';
import { payloadLimits as slackLimits } from '../../../adapters/slack/limits.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Answer } from '../../../src/chat/invocation.ts';
import { createLog } from '../../../src/runtime/pino-log.ts';
import { createSecrets } from '../../../src/runtime/secrets.ts';
import { openTestCore } from '../../harness/core.ts';
import { account } from '../scene.ts';
import type { Asker } from './asker.ts';
import type { ProductPlatform } from './order.ts';

/** How each platform's adapter draws an answer, and what its buttons hold. */
const drawing: Readonly<
  Record<
    ProductPlatform,
    {
      readonly limits: { readonly button: number; readonly option: number };
      draw(card: ReadyCard): object;
    }
  >
> = {
  slack: { limits: slackLimits, draw: (card) => drawForSlack(card) },
  discord: {
    limits: { button: discordLimits.payload, option: discordLimits.payload },
    draw: (card) => drawForDiscord(card, 'behind a button').message,
  },
};

/** The bot's core and its client of the partner, with everything between a typed line and what a platform is sent. */
export async function openOurs(url: string): Promise<Asker> {
  const destination = createWriteStream('/dev/null');
  const log = createLog({ level: 'info', secrets: createSecrets([account.accessSecret]), destination });
  const bot = await openTestCore({ upstream: url, account, log });
  let asked = 0;

  async function ask(text: string, platform: ProductPlatform): Promise<string> {
    asked += 1;
    const { limits, draw } = drawing[platform];
    let drawn = '';
    const take = async ({ card }: Answer) => {
      drawn = JSON.stringify(draw(card));
    };
    await bot.core.handle(
      {
        id: `asked-${asked}`,
        platform,
        workspace: 'T1',
        conversation: { id: 'C1', direct: false },
        person: { id: `U${asked % 2000}`, locale: 'en-US' },
        input: { kind: 'text', text },
        receivedAt: Date.now(),
      },
      { payloadLimits: limits, answer: take, defer: async () => {}, deliver: take },
    );
    return drawn;
  }

  return {
    search: (words, platform) => ask(`/search ${words}`, platform),
    product: (offerId, platform) => ask(`/product ${offerId}`, platform),
    detail: (offerId) =>
      bot.xport.products.detail(
        { offerId },
        { organization: 'T1', userId: undefined, signal: new AbortController().signal },
      ),
    close: () => bot.close(),
  };
}

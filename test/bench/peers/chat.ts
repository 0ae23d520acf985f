import { createServer } from 'node:http';
import { createDiscordAdapter, DiscordInteractionResponseFlag } from '@chat-adapter/discord';
import { createSlackAdapter } from '@chat-adapter/slack';
import { createMemoryState } from '@chat-adapter/state-memory';
import { Actions, Button, Card, CardLink, CardText, Chat, Field, Fields, Image, LinkButton } from 'chat';
import { listen } from '../listen.ts';
import { parseSellerText, usage } from './arguments.ts';
import { sendDiscordCallsTo } from './discord-fetch.ts';
import { askForSeller, type SellerAnswer } from './partner.ts';
import { serveWebhooks } from './web-server.ts';

/**
 * `/seller` on Vercel's Chat SDK, as its documentation shows a slash command: for Slack an ephemeral message,
 * for Discord the post that resolves the adapter's deferred answer.
 */
const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = process.env;
const { DISCORD_TOKEN, DISCORD_PUBLIC_KEY, DISCORD_APPLICATION_ID, DISCORD_API_URL } = process.env;

const slack =
  SLACK_BOT_TOKEN && SLACK_SIGNING_SECRET && SLACK_API_URL
    ? createSlackAdapter({
        botToken: SLACK_BOT_TOKEN,
        signingSecret: SLACK_SIGNING_SECRET,
        apiUrl: SLACK_API_URL,
      })
    : undefined;
const discord =
  DISCORD_TOKEN && DISCORD_PUBLIC_KEY && DISCORD_APPLICATION_ID && DISCORD_API_URL
    ? createDiscordAdapter({
        botToken: DISCORD_TOKEN,
        publicKey: DISCORD_PUBLIC_KEY,
        applicationId: DISCORD_APPLICATION_ID,
        apiUrl: `${DISCORD_API_URL}/v10`,
        interactionFlags: () => DiscordInteractionResponseFlag.Ephemeral,
      })
    : undefined;
if (discord) sendDiscordCallsTo(`${DISCORD_API_URL}`);

const bot = new Chat({
  userName: 'shoptalk',
  adapters: { ...(slack && { slack }), ...(discord && { discord }) },
  state: createMemoryState(),
  logger: 'warn',
});

bot.onSlashCommand('/seller', async (event) => {
  const asked = parseSellerText(event.text);
  const answer = asked ? cardOf(await askForSeller(asked.offerId, asked.openUid)) : usage;
  if (event.adapter.name === 'slack') {
    await event.channel.postEphemeral(event.user, answer, { fallbackToDM: false });
  } else {
    await event.channel.post(answer);
  }
});
await bot.initialize();

const server = createServer(
  serveWebhooks({
    '/slack/events': (request, options) => bot.webhooks['slack']?.(request, options),
    '/discord/interactions': (request, options) => bot.webhooks['discord']?.(request, options),
  }),
);
console.log(JSON.stringify({ event: 'ready', url: await listen(server) }));

function cardOf(seller: SellerAnswer) {
  return Card({
    title: seller.title,
    children: [
      ...(seller.picture === undefined ? [] : [Image({ url: seller.picture, alt: seller.title })]),
      CardLink({ url: `https://detail.1688.com/offer/${seller.offerId}.html`, label: 'Offer on 1688' }),
      Fields([
        Field({ label: 'Offer', value: seller.offerId }),
        Field({ label: 'Company', value: seller.companyName }),
      ]),
      CardText(`Link to copy: \`${seller.chatLink}\``),
      Actions([
        LinkButton({ url: seller.chatLink, label: 'Open chat', style: 'primary' }),
        Button({ id: 'qr', label: 'Show QR code', value: seller.offerId }),
        Button({ id: 'share', label: 'Share here', value: seller.offerId }),
      ]),
      CardText(`Request ${seller.requestId}`, { style: 'muted' }),
    ],
  });
}

import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { parseSellerText, usage } from './arguments.ts';
import { askForSeller, type SellerAnswer } from './partner.ts';

/**
 * `/seller` on plain Bolt, as its documentation shows a slash command: acknowledge, do the work, `respond`.
 * With BENCH_ANSWER=ack the card goes into the acknowledgement instead, which saves the second request.
 */
const inAcknowledgement = process.env['BENCH_ANSWER'] === 'ack';
const receiver = new HTTPReceiver({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  port: 0,
  logLevel: LogLevel.WARN,
});
const app = new App({
  token: process.env['SLACK_BOT_TOKEN'] ?? '',
  receiver,
  clientOptions: { slackApiUrl: process.env['SLACK_API_URL'] ?? '' },
  logLevel: LogLevel.WARN,
});

app.command('/seller', async ({ ack, command, respond }) => {
  const asked = parseSellerText(command.text);
  if (!asked) return ack({ response_type: 'ephemeral', text: usage });
  if (inAcknowledgement) return ack(messageOf(await askForSeller(asked.offerId, asked.openUid)));
  await ack();
  await respond(messageOf(await askForSeller(asked.offerId, asked.openUid)));
});

const server = await app.start(0);
const { port } = server.address() as AddressInfo;
console.log(JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}` }));

function messageOf(seller: SellerAnswer) {
  return {
    response_type: 'ephemeral' as const,
    text: `${seller.title}: chat with the seller`,
    blocks: blocksOf(seller),
  };
}

function blocksOf(seller: SellerAnswer): KnownBlock[] {
  return [
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: `*<https://detail.1688.com/offer/${seller.offerId}.html|${escaped(seller.title)}>*`,
      },
      fields: [
        { type: 'mrkdwn', text: `*Offer*\n\`${seller.offerId}\`` },
        { type: 'mrkdwn', text: `*Company*\n${escaped(seller.companyName)}` },
      ],
      ...(seller.picture !== undefined && {
        accessory: { type: 'image' as const, image_url: seller.picture, alt_text: seller.title },
      }),
    },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: `Link to copy\n\`\`\`${escaped(seller.chatLink)}\`\`\`` },
    },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          style: 'primary',
          text: { type: 'plain_text', text: 'Open chat' },
          url: seller.chatLink,
          action_id: 'open',
        },
        {
          type: 'button',
          text: { type: 'plain_text', text: 'Show QR code' },
          value: seller.offerId,
          action_id: 'qr',
        },
        {
          type: 'button',
          text: { type: 'plain_text', text: 'Share here' },
          value: seller.offerId,
          action_id: 'share',
        },
      ],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: `Request ${seller.requestId}` }] },
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../listen.ts';
import { discordApp, offerOf } from '../scene.ts';
import { readBody } from './body.ts';
import type { Platform, TakeAnswer } from './platform.ts';

const discordEpochMs = 1_420_070_400_000;

/** A Discord of its own: sends interactions signed with Ed25519, takes edits of the first answer over REST. */
export async function startDiscord(take: TakeAnswer): Promise<Platform> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const path = (request.url ?? '').replace(/^\/api(?:\/v\d+)?/, '');
    const isAnswer = path.startsWith('/webhooks/') || path.startsWith('/interactions/');
    if (isAnswer) take(body);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAnswer ? sentMessage : restAnswer(path)));
  });
  server.keepAliveTimeout = 60_000;
  const origin = await listen(server);

  return {
    path: '/discord/interactions',
    environment: {
      DISCORD_TOKEN: discordApp.token,
      DISCORD_PUBLIC_KEY: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString(
        'hex',
      ),
      DISCORD_APPLICATION_ID: discordApp.applicationId,
      DISCORD_API_URL: `${origin}/api`,
      WORKSPACES: `discord:${discordApp.guildId}`,
    },
    command(number, person) {
      const body = JSON.stringify(interaction(number, person));
      const timestamp = String(Math.floor(Date.now() / 1000));
      return {
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
          'x-signature-timestamp': timestamp,
          'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), privateKey).toString('hex'),
        },
        body,
      };
    },
    answerIn: (acknowledgement) => (isDeferral(acknowledgement) ? undefined : acknowledgement),
  };
}

/** `{"type":5}`, with flags perhaps; any other acknowledgement holds the answer itself. */
function isDeferral(acknowledgement: string): boolean {
  return acknowledgement.length < 100 && /"type":5[,}]/.test(acknowledgement);
}

function interaction(number: number, person: number): object {
  const { offerId, openUid } = offerOf(number);
  const userId = String(2_000_000_000_000_000_000n + BigInt(person));
  return {
    app_permissions: '562949953601536',
    application_id: discordApp.applicationId,
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { 0: discordApp.guildId },
    channel: {
      id: discordApp.channelId,
      name: 'buying',
      type: 0,
      guild_id: discordApp.guildId,
      permissions: '2248473465835073',
    },
    channel_id: discordApp.channelId,
    context: 0,
    data: {
      id: '1000000000000000009',
      name: 'seller',
      type: 1,
      options: [
        { name: 'offer', type: 3, value: offerId },
        { name: 'open-uid', type: 3, value: openUid },
      ],
    },
    entitlements: [],
    guild: { id: discordApp.guildId, locale: 'en-US', features: [] },
    guild_id: discordApp.guildId,
    guild_locale: 'en-US',
    id: String((BigInt(Date.now() - discordEpochMs) << 22n) + BigInt(number % 4_194_304)),
    locale: 'en-US',
    member: {
      avatar: null,
      communication_disabled_until: null,
      deaf: false,
      flags: 0,
      joined_at: '2026-01-05T08:00:00.000000+00:00',
      mute: false,
      nick: null,
      pending: false,
      permissions: '2248473465835073',
      premium_since: null,
      roles: [],
      user: {
        avatar: null,
        discriminator: '0',
        global_name: `Buyer ${person}`,
        id: userId,
        public_flags: 0,
        username: `buyer${person}`,
      },
    },
    token: `bench-${number}-aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTpiZW5jaA`,
    type: 2,
    version: 1,
  };
}

const sentMessage = {
  id: '1000000000000000010',
  type: 20,
  content: '',
  channel_id: discordApp.channelId,
  author: { id: discordApp.applicationId, username: 'shoptalk', discriminator: '0', avatar: null, bot: true },
  attachments: [],
  embeds: [],
  mentions: [],
  mention_roles: [],
  pinned: false,
  mention_everyone: false,
  tts: false,
  timestamp: '2026-05-20T07:47:49.000000+00:00',
  edited_timestamp: null,
  flags: 64,
  components: [],
};

function restAnswer(path: string): object {
  const { applicationId } = discordApp;
  if (path.endsWith('/commands')) return [];
  if (path.startsWith('/users/')) return sentMessage.author;
  if (path.startsWith('/gateway/bot')) {
    return {
      url: 'ws://127.0.0.1:1',
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
    };
  }
  return {
    id: applicationId,
    name: 'shoptalk',
    icon: null,
    description: '',
    bot: sentMessage.author,
    flags: 0,
    verify_key: '',
  };
}

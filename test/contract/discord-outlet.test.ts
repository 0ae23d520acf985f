import { vi } from 'vitest';
import type { Refused, Sent } from '../../src/chat/outlet.ts';
import { openBed } from '../adapters/discord/bed.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { StoredMessage } from '../fakes/discord/message-store.ts';
import { people } from '../fakes/discord/payloads.ts';
import { visible } from '../fakes/discord/visible.ts';
import { places } from '../fakes/discord/world.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerOf, scriptedCore } from '../harness/scripted-core.ts';
import { type OutletSurface, outletContract, type SeenNews, type SendFault } from './outlet-contract.ts';

const refOf = ({ channelId, id, nonce }: StoredMessage) => `${channelId}/${id}/${nonce}`;

/** Everything in the channel and in the threads of its messages. */
function seenIn(discord: FakeDiscord, channelId: string): readonly SeenNews[] {
  const inChannel = discord.messagesIn(channelId);
  const inThreads = inChannel.flatMap(({ id }) => discord.messagesIn(id));
  const all = [...inChannel, ...inThreads].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  return all.map((message) => {
    const { text, links, pings, buttons, selects, pictures } = visible(message);
    const card = inChannel.find(({ id }) => id === (message.replyTo ?? message.channelId));
    return {
      ref: refOf(message),
      text,
      links: links.map(({ url }) => url),
      mentions: pings,
      buttons: [...buttons, ...selects.flatMap(({ options }) => options)].map(({ label }) => label),
      pictures: pictures.filter(({ bytes }) => bytes !== undefined).length,
      ...(card !== undefined && { under: refOf(card) }),
      aloud: message.channelId === channelId,
    };
  });
}

const limited = {
  kind: 'answer',
  status: 429,
  headers: { 'retry-after': '7', 'x-ratelimit-scope': 'shared' },
  body: { message: 'The resource is being rate limited.', retry_after: 7, global: false },
} as const;

function fail(discord: FakeDiscord, fault: SendFault): void {
  if (fault === 'limited') discord.addFault({ path: /^\/channels\//, effect: limited });
  const when = fault === 'answer lost' ? 'after' : 'before';
  if (fault !== 'limited') {
    const path = /\/messages(\/\d+)?$/;
    discord.addFault({ method: ['POST', 'PATCH'], path, effect: { kind: 'cut', when } });
  }
}

async function open(channelOf: (discord: FakeDiscord) => string, workspace: string): Promise<OutletSurface> {
  const clock = createFakeClock();
  const bed = await openBed(
    scriptedCore((transport) => transport.answer(answerOf('x'))),
    'http',
    { clock },
  );
  const { discord, adapter } = bed;
  const { outlet } = adapter;
  const channelId = channelOf(discord);
  const to = { workspace, conversation: channelId };
  const anything = { card: answerOf('Anything').card, language: 'en' } as const;
  const post = () => outlet.post(to, anything, 'key-refused');

  async function refusal(kind: Refused): Promise<() => Promise<Sent>> {
    if (kind === 'gone') discord.channels.remove(channelId);
    if (kind === 'not invited') discord.channels.forbid(channelId, 'access');
    if (kind === 'forbidden') discord.channels.forbid(channelId, 'permission');
    if (kind === 'dismissed') {
      const body = { message: '401: Unauthorized', code: 0 };
      discord.addFault({ path: /messages$/, effect: { kind: 'answer', status: 401, body } });
    }
    if (kind === 'content') {
      const body = { message: 'Invalid Form Body', code: 50035 };
      discord.addFault({ path: /messages$/, times: 2, effect: { kind: 'answer', status: 400, body } });
    }
    if (kind !== 'message gone' && kind !== 'too old') return post;
    const sent = await post();
    const ref = 'sent' in sent ? sent.sent : '';
    if (kind === 'message gone') discord.deleteMessage(ref.split('/')[1] ?? '');
    clock.advance(61 * 60_000);
    discord.allowOldEdits(0);
    return () => outlet.edit(to, ref, anything);
  }

  return {
    outlet,
    to,
    person: { person: people.asker, name: 'A Person' },
    now: () => clock.now(),
    seen: async () => seenIn(discord, channelId),
    async remove(message) {
      discord.deleteMessage(message.split('/')[1] ?? '');
    },
    fail: (fault) => fail(discord, fault),
    refusal,
    goDown: discord.goDown,
    pace: {
      enforce() {
        discord.setRateLimit('POST /channels/:id/messages', { limit: 5, windowMs: 5_000 });
        // discord.js follows Discord's buckets by the machine's own clock.
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
      },
      async wait(ms) {
        clock.advance(ms);
        vi.setSystemTime(Date.now() + ms);
      },
    },
    // A limit that the bot could have known of, or a fault of the fake's own.
    problems: () =>
      discord.requests
        .filter(({ status, provoked }) => status === 500 || provoked)
        .map(({ method, path, status }) => `${status} ${method} ${path}`),
    async close() {
      await bed.close();
      vi.useRealTimers();
    },
  };
}

outletContract({
  name: 'Discord in a server',
  open: () => open(() => places.channelId, places.guildId),
  threads: true,
  links: true,
  pings: true,
  charts: true,
  faults: ['limited', 'answer lost', 'request lost'],
  refusals: ['gone', 'not invited', 'forbidden', 'dismissed', 'message gone', 'too old', 'content'],
  goesDown: true,
});

outletContract({
  name: 'Discord within a thread',
  open: () => open(() => places.threadId, places.guildId),
  threads: false,
  links: true,
  pings: true,
  charts: true,
  faults: ['limited', 'answer lost', 'request lost'],
  refusals: ['gone', 'not invited', 'message gone', 'too old', 'content'],
  goesDown: true,
});

outletContract({
  name: 'Discord by direct message',
  open: () => open((discord) => discord.channels.directChannel(people.asker), `dm:${people.asker}`),
  threads: false,
  links: true,
  pings: true,
  charts: true,
  faults: ['limited', 'answer lost', 'request lost'],
  refusals: ['message gone', 'too old', 'content', 'dismissed'],
  goesDown: true,
});

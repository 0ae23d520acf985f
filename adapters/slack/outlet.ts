import { z } from 'zod';
import type { Found, MessageRef, Outgoing, Outlet, Sent } from '../../src/chat/outlet.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import { type OutboundDeps, plainArguments, showCard } from './best-form.ts';
import { type Called, sentOf } from './errors.ts';
import { payloadLimits, slackLimits } from './limits.ts';
import { isPersonId } from './rich-text.ts';

interface OutletDeps extends Omit<OutboundDeps, 'words'> {
  /** The bot's own user, and the adapter's sentences, between start and stop. */
  session(): Session | undefined;
}

export interface Session extends Pick<OutboundDeps, 'words'> {
  readonly botUser: string;
}

/** What our messages carry beside what is seen of them: https://docs.slack.dev/messaging/message-metadata */
const eventType = 'shoptalk_news';

const linkHosts = ['slack.com', 'slack-gov.com'];

const posted = z.object({ channel: z.string().min(1), ts: z.string().min(1) });
/** https://docs.slack.dev/reference/methods/conversations.open */
const opened = z.object({ channel: z.object({ id: z.string().min(1) }) });
const permalink = z.object({ permalink: z.string() });
const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      user: z.string().optional(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ key: z.string().optional() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const notConnected = 'not connected now';
const malformed: Sent = { refused: 'message gone', detail: 'no message has that reference' };

/** How the bot speaks on Slack without an invocation. A message's reference is `channel:ts`. */
export function slackOutlet(deps: OutletDeps): Outlet {
  const { api } = deps;

  async function show(session: Session, method: string, outgoing: Outgoing, target: object): Promise<Called> {
    return showCard<Called>(
      { ...deps, words: session.words },
      outgoing,
      (drawn) => api.call(method, { ...target, ...drawn, ...plainArguments(method) }),
      (each) => (each.ok ? undefined : each.error),
    );
  }

  async function send(method: string, outgoing: Outgoing, target: object): Promise<Sent> {
    const session = deps.session();
    if (session === undefined) return { unreachable: notConnected };
    const called = await show(session, method, outgoing, target);
    if (!called.ok) return sentOf(called);
    const read = posted.safeParse(called.data);
    return read.success ? { sent: refOf(read.data) } : { unclear: 'an answer that names no message' };
  }

  return {
    payloadLimits,
    paceMs: slackLimits.paceMs,
    listItems: slackLimits.listItems,
    // Some workspaces permit no edits after a while: Slack says so when it happens.
    editableMs: Number.POSITIVE_INFINITY,
    post: (to, outgoing, key) =>
      send('chat.postMessage', outgoing, { channel: to.conversation, metadata: metadataOf(key) }),
    async reply(_to, under, outgoing, broadcast, key) {
      const card = readRef(under);
      if (card === undefined) return malformed;
      return send('chat.postMessage', outgoing, {
        channel: card.channel,
        thread_ts: card.ts,
        reply_broadcast: broadcast,
        metadata: metadataOf(key),
      });
    },
    async edit(_to, message, outgoing) {
      const known = readRef(message);
      // Left out, the metadata stays as it is.
      return known === undefined ? malformed : send('chat.update', outgoing, known);
    },
    find: (to, key, sinceMs, under) => find(deps, to.conversation, key, sinceMs, under),
    async linkTo(_to, message) {
      const known = readRef(message);
      if (known === undefined) return undefined;
      const { channel, ts } = known;
      const called = await api.call('chat.getPermalink', { channel, message_ts: ts });
      const read = called.ok ? permalink.safeParse(called.data).data : undefined;
      return read && safeUrl(read.permalink, linkHosts);
    },
    async direct(workspace, person) {
      if (!isPersonId(person)) return undefined;
      const called = await api.call('conversations.open', { users: person });
      const read = called.ok ? opened.safeParse(called.data).data : undefined;
      // chat.postMessage opens the conversation by itself, but what is posted so can't be looked for.
      return { workspace, conversation: read?.channel.id ?? person };
    },
    async whisper(to, person, outgoing) {
      const session = deps.session();
      if (session === undefined) return { unreachable: notConnected };
      if (!isPersonId(person)) return malformed;
      const target = { channel: to.conversation, user: person };
      const called = await show(session, 'chat.postEphemeral', outgoing, target);
      return called.ok ? { sent: 'ephemeral' } : sentOf(called);
    },
  };
}

/**
 * Looks through everything since then, in the channel or in the thread, for a message of our own with the key. More
 * than {@link slackLimits.historyPages} of it are not read.
 * https://docs.slack.dev/reference/methods/conversations.history, conversations.replies
 */
async function find(
  { api, session }: OutletDeps,
  conversation: string,
  key: string,
  sinceMs: number,
  under: MessageRef | undefined,
): Promise<Found> {
  const own = session()?.botUser;
  if (own === undefined) return { unknown: notConnected };
  const card = under === undefined ? undefined : readRef(under);
  if (under !== undefined && card === undefined) return { absent: true };
  const [method, where] =
    card === undefined
      ? (['conversations.history', { channel: conversation }] as const)
      : (['conversations.replies', card] as const);
  let cursor = '';
  for (let page = 0; page < slackLimits.historyPages; page += 1) {
    const called = await api.call(method, {
      ...where,
      oldest: stampOf(sinceMs),
      inclusive: true,
      include_all_metadata: true,
      limit: slackLimits.historyPage,
      ...(cursor !== '' && { cursor }),
    });
    if (!called.ok) {
      return called.error === 'thread_not_found' ? { absent: true } : unknownBy(called);
    }
    const read = history.safeParse(called.data);
    if (!read.success) return { unknown: 'Slack’s history can’t be read' };
    const found = read.data.messages.find(
      ({ ts, user, metadata }) =>
        user === own &&
        Number(ts) * 1000 >= sinceMs &&
        metadata?.event_type === eventType &&
        metadata.event_payload.key === key,
    );
    if (found !== undefined) {
      return { found: refOf({ channel: card?.channel ?? conversation, ts: found.ts }) };
    }
    cursor = read.data.response_metadata?.next_cursor ?? '';
    if (cursor === '') return { absent: true };
  }
  return { unknown: `not among the last ${slackLimits.historyPages * slackLimits.historyPage} messages` };
}

function unknownBy({ error, needed, retryAfterMs }: Extract<Called, { ok: false }>): Found {
  const unknown = needed === undefined ? error : `${error}: ${needed}`;
  return { unknown, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function metadataOf(key: string) {
  return { event_type: eventType, event_payload: { key } };
}

function refOf({ channel, ts }: { readonly channel: string; readonly ts: string }): MessageRef {
  return `${channel}:${ts}`;
}

function readRef(ref: MessageRef): { readonly channel: string; readonly ts: string } | undefined {
  const [, channel, ts] = /^([A-Z][A-Z0-9]{1,40}):(\d{1,12}\.\d{1,9})$/.exec(ref) ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}

/** A moment as Slack's time stamps have it: seconds, with six decimal places. */
function stampOf(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(6);
}

import { type Arguments, text } from './arguments.ts';
import type { Outcome } from './chat-methods.ts';
import type { SlackMessage } from './message.ts';
import type { SlackChannel, Workspace } from './workspace.ts';

const historyScopes = {
  channel: 'channels:history',
  private: 'groups:history',
  mpim: 'mpim:history',
  im: 'im:history',
} as const satisfies Record<SlackChannel['kind'], string>;

const infoScopes = {
  channel: 'channels:read',
  private: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
} as const satisfies Record<SlackChannel['kind'], string>;

/** https://docs.slack.dev/reference/methods/conversations.history */
const mostInPage = 999;

/** conversations.info, conversations.history and conversations.replies, with the scope that each kind of conversation asks for. */
export function conversationMethods(
  workspace: Workspace,
  scopes: ReadonlySet<string>,
): Record<string, (args: Arguments) => Outcome> {
  const seen = (
    args: Arguments,
    needs: Readonly<Record<SlackChannel['kind'], string>>,
  ): SlackChannel | { error: string; needed?: string } => {
    const channel = workspace.channels.get(text(args, 'channel'));
    const isMember = channel?.members.has(workspace.botUser) === true;
    if (channel === undefined || (channel.kind !== 'channel' && !isMember)) {
      return { error: 'channel_not_found' };
    }
    const needed = needs[channel.kind];
    return scopes.has(needed) ? channel : { error: 'missing_scope', needed };
  };
  const readable = (args: Arguments): SlackChannel | { error: string; needed?: string } => {
    const channel = seen(args, historyScopes);
    if ('error' in channel) return channel;
    return channel.members.has(workspace.botUser) ? channel : { error: 'not_in_channel' };
  };
  return {
    // A public channel is described to everybody in the workspace.
    'conversations.info': (args) => {
      const channel = seen(args, infoScopes);
      if ('error' in channel) return channel;
      const { id, name, kind, sharing } = channel;
      if (kind === 'im') {
        const [user] = [...channel.members].filter((member) => member !== workspace.botUser);
        return { channel: { id, is_im: true, is_org_shared: false, user, ...sharing } };
      }
      const kinds = {
        is_channel: kind === 'channel',
        is_group: kind === 'private',
        is_mpim: kind === 'mpim',
      };
      const unshared = { is_shared: false, is_ext_shared: false, is_pending_ext_shared: false };
      return { channel: { id, name, is_im: false, ...kinds, ...unshared, ...sharing } };
    },
    'conversations.history': (args) => {
      const channel = readable(args);
      if ('error' in channel) return channel;
      const listed = workspace.messages.filter(
        (message) =>
          isThere(message, channel) && (message.threadTs === undefined || message.broadcast === true),
      );
      return page(workspace, args, listed.toReversed());
    },
    'conversations.replies': (args) => {
      const channel = readable(args);
      if ('error' in channel) return channel;
      const ts = text(args, 'ts');
      const parent = workspace.find(channel.id, ts);
      const replies = workspace.messages.filter(
        (message) => isThere(message, channel) && message.threadTs === ts,
      );
      if (parent === undefined && replies.length === 0) return { error: 'thread_not_found' };
      return page(workspace, args, replies, parent);
    },
  };
}

function isThere(message: SlackMessage, channel: SlackChannel): boolean {
  return message.channel === channel.id && !message.deleted && message.seenBy === 'everyone';
}

/** `first` stands before every page, whatever its time. */
function page(
  workspace: Workspace,
  args: Arguments,
  listed: readonly SlackMessage[],
  first?: SlackMessage,
): Outcome {
  const limit = Number(text(args, 'limit') || '100');
  if (!Number.isInteger(limit) || limit < 1 || limit > mostInPage) return { error: 'invalid_limit' };
  const oldest = text(args, 'oldest') || '0';
  const latest = text(args, 'latest') || '9999999999.000000';
  if (!/^\d+(\.\d{1,6})?$/.test(oldest) || !/^\d+(\.\d{1,6})?$/.test(latest))
    return { error: 'invalid_ts_oldest' };
  const inclusive = text(args, 'inclusive') === 'true';
  const within = listed.filter(({ ts }) => {
    const [at, from, to] = [Number(ts), Number(oldest), Number(latest)];
    return inclusive ? at >= from && at <= to : at > from && at < to;
  });
  const cursor = text(args, 'cursor');
  const start = cursor === '' ? 0 : Number(/^next:(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return { error: 'invalid_cursor' };
  const end = start + limit;
  const withMetadata = text(args, 'include_all_metadata') === 'true';
  const shown = [...(first === undefined ? [] : [first]), ...within.slice(start, end)];
  return {
    messages: shown.map((message) => wire(workspace, message, withMetadata)),
    has_more: within.length > end,
    response_metadata: { next_cursor: within.length > end ? `next:${end}` : '' },
  };
}

/** Without `include_all_metadata` an event's payload is left out (python-slack-sdk #1501). */
function wire(workspace: Workspace, message: SlackMessage, withMetadata: boolean) {
  const { metadata, threadTs } = message;
  return {
    type: 'message',
    ...(message.author === undefined
      ? { user: workspace.botUser, bot_id: workspace.botId, app_id: workspace.appId }
      : { user: message.author }),
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(message.broadcast === true && { subtype: 'thread_broadcast' }),
    ...(metadata !== undefined && {
      metadata: withMetadata ? metadata : { event_type: metadata.event_type },
    }),
  };
}

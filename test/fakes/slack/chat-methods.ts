import { z } from 'zod';
import { type Arguments, json, text } from './arguments.ts';
import { longestUpdate, readContent, readMetadata, type SlackMessage } from './message.ts';
import type { SlackChannel, Unfurled, Workspace } from './workspace.ts';

/** What a method answers with, beside `ok: true`; or Slack's name for why not. */
export type Outcome = { error: string; errors?: string[] } | Record<string, unknown>;

const unfurls = z.record(z.url(), z.strictObject({ blocks: z.array(z.looseObject({ type: z.string() })) }));

/** chat.postMessage, chat.postEphemeral, chat.update, chat.delete, chat.unfurl and chat.getPermalink. */
export function chatMethods(workspace: Workspace): Record<string, (args: Arguments) => Outcome> {
  const send = (args: Arguments, via: string, seenBy: string): Outcome => {
    const channel = findChannel(workspace, text(args, 'channel'));
    if (channel === undefined || isHidden(workspace, channel)) return { error: 'channel_not_found' };
    if (!channel.members.has(workspace.botUser)) return { error: 'not_in_channel' };
    if (channel.archived === true) return { error: 'is_archived' };
    if (seenBy !== 'everyone' && !channel.members.has(seenBy)) return { error: 'user_not_in_channel' };
    const content = checked(workspace, args);
    if ('error' in content) return content;
    const threadTs = text(args, 'thread_ts') || undefined;
    const refused = threadTs === undefined ? undefined : threadRefusal(workspace, channel, threadTs, via);
    if (refused !== undefined) return { error: refused };
    const attached = readMetadata(json(args, 'metadata'));
    if ('error' in attached) return attached;
    const message = workspace.post({
      channel: channel.id,
      threadTs,
      broadcast: threadTs !== undefined && text(args, 'reply_broadcast') === 'true',
      ...attached,
      seenBy: channel.kind === 'im' ? 'everyone' : seenBy,
      via,
      ...content,
    });
    if (via === 'chat.postEphemeral') return { message_ts: message.ts };
    return { channel: channel.id, ts: message.ts, message: { type: 'message', ts: message.ts } };
  };
  return {
    'chat.postMessage': (args) => send(args, 'chat.postMessage', 'everyone'),
    'chat.postEphemeral': (args) => send(args, 'chat.postEphemeral', text(args, 'user')),
    'chat.update': (args) => {
      const message = workspace.find(text(args, 'channel'), text(args, 'ts'));
      if (message === undefined || message.seenBy !== 'everyone') return { error: 'message_not_found' };
      if (workspace.channels.get(message.channel)?.archived === true) return { error: 'is_archived' };
      if (Buffer.byteLength(text(args, 'text')) > longestUpdate) {
        workspace.problems.push('msg_too_long: text of an update');
        return { error: 'msg_too_long' };
      }
      const content = checked(workspace, args);
      if ('error' in content) return content;
      const attached = readMetadata(json(args, 'metadata'));
      if ('error' in attached) return attached;
      rewrite(workspace, message, content);
      // Left out, it is kept.
      if (attached.metadata !== undefined) message.metadata = attached.metadata;
      return { channel: message.channel, ts: message.ts, text: message.text };
    },
    'chat.delete': (args) => {
      const message = workspace.find(text(args, 'channel'), text(args, 'ts'));
      if (message === undefined || message.seenBy !== 'everyone') return { error: 'message_not_found' };
      message.deleted = true;
      workspace.changed();
      return { channel: message.channel, ts: message.ts };
    },
    'chat.unfurl': (args) => {
      const [channel, ts] = [text(args, 'channel'), text(args, 'ts')];
      if (!workspace.channels.has(channel)) return { error: 'cannot_find_channel' };
      const read = unfurls.safeParse(json(args, 'unfurls'));
      if (!read.success) return { error: 'invalid_unfurls_format' };
      const shown: Unfurled[] = [];
      for (const [url, { blocks }] of Object.entries(read.data)) {
        // https://github.com/slackapi/java-slack-sdk/issues/948
        if (blocks.some(({ type }) => type === 'rich_text')) return { error: 'invalid_blocks' };
        const content = checked(workspace, { text: url, blocks });
        if ('error' in content) return content;
        shown.push({ channel, ts, url, blocks: content.blocks });
      }
      workspace.unfurled.push(...shown);
      workspace.changed();
      return {};
    },
    'chat.getPermalink': (args) => {
      const channel = workspace.channels.get(text(args, 'channel'));
      if (channel === undefined || isHidden(workspace, channel)) return { error: 'channel_not_found' };
      const message = workspace.find(channel.id, text(args, 'message_ts'));
      if (message === undefined || message.seenBy !== 'everyone') return { error: 'message_not_found' };
      const { ts, threadTs } = message;
      const thread = threadTs === undefined ? '' : `?thread_ts=${threadTs}&cid=${channel.id}`;
      const permalink = `https://team.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${thread}`;
      return { channel: channel.id, permalink };
    },
  };
}

/** Slack does not say of a private channel that it is there to an app that is not in it. */
function isHidden(workspace: Workspace, channel: SlackChannel): boolean {
  return channel.kind !== 'channel' && !channel.members.has(workspace.botUser);
}

/** Messages that people wrote are not kept here: a thread of theirs is there for whoever answers in it. */
function threadRefusal(
  workspace: Workspace,
  channel: SlackChannel,
  threadTs: string,
  via: string,
): string | undefined {
  if (!/^\d+\.\d+$/.test(threadTs)) return 'invalid_thread_ts';
  const known = workspace.messages.find(({ channel: at, ts }) => at === channel.id && ts === threadTs);
  if (known?.deleted === true) return 'thread_not_found';
  // Slack takes it, and says not to.
  if (known?.threadTs !== undefined) workspace.problems.push(`${via}: a reply's ts as thread_ts`);
  return undefined;
}

/** The content of `args`, or the refusal; what is merely careless goes to the workspace's problems. */
export function checked(workspace: Workspace, args: Arguments) {
  const content = readContent(args);
  const error = workspace.refusal(content);
  if (error !== undefined || 'error' in content) {
    const problems = 'problems' in content ? content.problems : ['invalid slack file'];
    workspace.problems.push(`${error}: ${problems.join('; ')}`);
    workspace.changed();
    return { error: error ?? 'invalid_blocks', errors: problems };
  }
  workspace.problems.push(...content.warnings);
  return { text: content.text, blocks: content.blocks };
}

/** A message's new content in the place of its old one. */
export function rewrite(
  workspace: Workspace,
  message: SlackMessage,
  content: Pick<SlackMessage, 'text' | 'blocks'>,
): void {
  message.text = content.text;
  message.blocks = content.blocks;
  message.edits += 1;
  workspace.changed();
}

function findChannel(workspace: Workspace, id: string): SlackChannel | undefined {
  if (workspace.users.some((user) => user.id === id)) return workspace.direct(id);
  return workspace.channels.get(id);
}

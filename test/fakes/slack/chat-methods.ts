import { type Arguments, text } from './arguments.ts';
import { readContent, type SlackMessage } from './message.ts';
import type { SlackChannel, Workspace } from './workspace.ts';

/** What a method answers with, beside `ok: true`; or Slack's name for why not. */
export type Outcome = { error: string; errors?: string[] } | Record<string, unknown>;

/** chat.postMessage, chat.postEphemeral, chat.update and chat.delete. */
export function chatMethods(workspace: Workspace): Record<string, (args: Arguments) => Outcome> {
  const send = (args: Arguments, via: string, seenBy: string): Outcome => {
    const channel = findChannel(workspace, text(args, 'channel'));
    if (channel === undefined) return { error: 'channel_not_found' };
    if (!channel.members.has(workspace.botUser)) return { error: 'not_in_channel' };
    if (seenBy !== 'everyone' && !channel.members.has(seenBy)) return { error: 'user_not_in_channel' };
    const content = checked(workspace, args);
    if ('error' in content) return content;
    const threadTs = text(args, 'thread_ts') || undefined;
    const message = workspace.post({
      channel: channel.id,
      threadTs,
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
      const content = checked(workspace, args);
      if ('error' in content) return content;
      rewrite(workspace, message, content);
      return { channel: message.channel, ts: message.ts, text: message.text };
    },
    'chat.delete': (args) => {
      const message = workspace.find(text(args, 'channel'), text(args, 'ts'));
      if (message === undefined || message.seenBy !== 'everyone') return { error: 'message_not_found' };
      message.deleted = true;
      workspace.changed();
      return { channel: message.channel, ts: message.ts };
    },
  };
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

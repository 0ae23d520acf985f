import type { Clock } from '../../../src/runtime/clock.ts';
import { readArguments, text } from './arguments.ts';
import { checked, rewrite } from './chat-methods.ts';
import type { Reply } from './faults.ts';
import type { SlackMessage } from './message.ts';
import type { Workspace } from './workspace.ts';

interface Given {
  readonly user: string;
  readonly channel: string;
  readonly message: SlackMessage | undefined;
  readonly at: number;
  posts: number;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction: five posts, within thirty minutes. */
export interface ResponseUrls {
  /** A path for `user` in `channel`; `message` is the one whose button was clicked. */
  make(user: string, channel: string, message?: SlackMessage): string;
  /** Answers a post to `path`. */
  post(path: string, contentType: string, body: string): Reply;
}

export function createResponseUrls(workspace: Workspace, clock: Clock): ResponseUrls {
  const made = new Map<string, Given>();
  const refuse = (error: string): Reply => ({ status: 404, body: { ok: false, error } });
  return {
    make(user, channel, message) {
      const path = `/actions/${workspace.teamId}/${workspace.id('')}/${workspace.id('x')}`;
      made.set(path, { user, channel, message, at: clock.now(), posts: 0 });
      return path;
    },
    post(path, contentType, body) {
      const url = made.get(path);
      if (url === undefined) return refuse('invalid_url');
      if (clock.now() - url.at > 30 * 60_000) return refuse('expired_url');
      if (url.posts >= 5) return refuse('used_url');
      const args = readArguments(contentType, body);
      if (args === undefined) return refuse('invalid_payload');
      workspace.responses.push(args);
      const refused = respond(workspace, url, args);
      if (refused !== undefined) return refuse(refused);
      url.posts += 1;
      return { status: 200, body: { ok: true } };
    },
  };
}

function respond(
  workspace: Workspace,
  { user, channel, message }: Given,
  args: Readonly<Record<string, unknown>>,
): string | undefined {
  if (args['delete_original'] === true) {
    if (message !== undefined) message.deleted = true;
    workspace.changed();
    return undefined;
  }
  const content = checked(workspace, args);
  if ('error' in content) return content.error;
  if (args['replace_original'] === true && message !== undefined && !message.deleted) {
    rewrite(workspace, message, content);
    return undefined;
  }
  showResponse(workspace, { user, channel, via: 'response_url' }, args, content);
  return undefined;
}

/** Posts what a command's acknowledgement or a `response_url` carries: for the asker alone unless it says so. */
export function showResponse(
  workspace: Workspace,
  asked: { user: string; channel: string; via: string },
  args: Readonly<Record<string, unknown>>,
  content: Pick<SlackMessage, 'text' | 'blocks'>,
): void {
  workspace.post({
    channel: asked.channel,
    threadTs: text(args, 'thread_ts') || undefined,
    seenBy: args['response_type'] === 'in_channel' ? 'everyone' : asked.user,
    via: asked.via,
    ...content,
  });
}

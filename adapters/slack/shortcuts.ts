import { z } from 'zod';
import type { CommandMenu } from '../../src/chat/menu.ts';
import { shorten } from '../../src/chat/text.ts';
import type { PlatformFiles } from '../../src/pictures/platform-files.ts';
import { identityOf } from './identity.ts';
import { type Asked, identifiedPerson, platform } from './inbound.ts';
import { limits } from './limits.ts';
import { readContent, textOf } from './message-content.ts';
import { attached } from './message-pictures.ts';

/** An entry in the menu of every message (https://docs.slack.dev/interactivity/implementing-shortcuts). */
export interface Shortcut {
  readonly name: string;
  readonly type: 'message';
  readonly callback_id: string;
  readonly description: string;
}

const prefix = 'message:';

/** What tells our shortcuts from anybody's. */
export const shortcutIds = /^message:/;

/** The shortcuts for the commands that can be run from a message. Slack has no translations of them. */
export function messageShortcuts(menu: readonly CommandMenu[]): Shortcut[] {
  const { shortcuts, shortcutName, shortcutDescription } = limits.manifest;
  return menu
    .flatMap(({ name, summary, fromMessage }): Shortcut[] =>
      fromMessage === undefined
        ? []
        : [
            {
              name: shorten(fromMessage.label.en, shortcutName),
              type: 'message',
              callback_id: prefix + name,
              description: shorten(summary.en, shortcutDescription),
            },
          ],
    )
    .slice(0, shortcuts);
}

const payload = z.object({
  type: z.literal('message_action'),
  callback_id: z.string().startsWith(prefix),
  trigger_id: z.string().min(1),
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }),
  response_url: z.string().optional(),
  message: z.looseObject({ thread_ts: z.string().optional() }),
});

/**
 * https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload: somebody chose one of ours in the
 * menu of a message. `undefined` for any other.
 */
export function readShortcut(
  body: unknown,
  receivedAt: number,
  files: Pick<PlatformFiles, 'read'>,
): Asked | undefined {
  const read = payload.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { user, channel, message, trigger_id, response_url, callback_id } = read.data;
  const content = readContent(message);
  const { pictures } = content;
  const text = textOf(content);
  return {
    invocation: {
      id: trigger_id,
      platform,
      place: identity.place,
      conversation: { id: channel.id, direct: false },
      person: identifiedPerson(user.id, identity),
      input: { kind: 'message', command: callback_id.slice(prefix.length), text },
      ...(pictures.length > 0 && { pictures: attached(pictures, files) }),
      receivedAt,
    },
    origin: {
      user: user.id,
      channel: channel.id,
      threadTs: message.thread_ts,
      responseUrl: response_url,
      triggerId: trigger_id,
    },
  };
}

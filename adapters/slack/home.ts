import { z } from 'zod';
import type { Core } from '../../src/chat/adapter.ts';
import type { ReplyTransport } from '../../src/chat/invocation.ts';
import type { OutboundDeps } from './best-form.ts';
import { drawSlackCard } from './cards.ts';
import { identityOf, type Origin, slackName } from './identity.ts';
import type { Inbound } from './inbound.ts';
import { payloadLimits } from './limits.ts';
import { noPictures } from './pictures.ts';

const opened = z.object({
  event: z.object({
    type: z.literal('app_home_opened'),
    user: z.string().min(1),
    /** The person's direct conversation with the bot. */
    channel: z.string().min(1),
    tab: z.string().default('home'),
    event_ts: z.string().default(''),
  }),
});

/**
 * https://docs.slack.dev/reference/events/app_home_opened: a person opened the bot's Home tab, which shows the card of the
 * command that is home. `undefined` for its other tabs, and where no command is.
 */
export function readHomeOpened(
  body: unknown,
  { menu, receivedAt }: { readonly menu: Core['menu']; readonly receivedAt: number },
): Inbound | undefined {
  const read = opened.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined || read.data.event.tab !== 'home') return undefined;
  const { user, channel, event_ts: at } = read.data.event;
  return homeInbound({ id: `${channel}:home:${at}`, user, channel, receivedAt, menu, ...identity });
}

/** The same for a person who has clicked on the tab: what it shows may have changed by that. */
export function homeAgain(
  { invocation, origin }: Inbound,
  { menu, receivedAt }: { readonly menu: Core['menu']; readonly receivedAt: number },
): Inbound | undefined {
  const { id, workspace, person } = invocation;
  const { user, channel } = origin;
  return homeInbound({
    id: `${id}:home`,
    user,
    channel,
    receivedAt,
    menu,
    workspace,
    ownWorkspace: person.ownWorkspace,
  });
}

function homeInbound(asked: {
  readonly id: string;
  readonly user: string;
  readonly channel: string;
  readonly receivedAt: number;
  readonly menu: Core['menu'];
  readonly workspace: string;
  readonly ownWorkspace?: string | undefined;
}): Inbound | undefined {
  const { id, user, channel, receivedAt, workspace, ownWorkspace } = asked;
  const command = asked.menu.find(({ isHome }) => isHome === true)?.name;
  if (command === undefined) return undefined;
  return {
    invocation: {
      id,
      platform: slackName,
      workspace,
      conversation: { id: channel, direct: true },
      person: { id: user, ...(ownWorkspace !== undefined && { ownWorkspace }) },
      // Nobody waits for an answer in a conversation.
      inMessage: true,
      input: { kind: 'options', command, options: {} },
      receivedAt,
    },
    origin: { user, channel },
  };
}

/** https://docs.slack.dev/reference/methods/views.publish: the answer becomes the person's Home tab. */
export function homeTransport(
  { api, names }: Pick<OutboundDeps, 'api' | 'names'>,
  { user, channel }: Origin,
): ReplyTransport {
  const publish: ReplyTransport['answer'] = async ({ card }) => {
    const { blocks } = drawSlackCard(card, noPictures, names.nameOf);
    // A click on the tab names no conversation: its answer goes where the person and the bot talk.
    const view = { type: 'home', private_metadata: channel, blocks };
    const published = await api.call('views.publish', { user_id: user, view });
    if (!published.ok) throw new Error(`Slack published no Home tab (${published.error})`);
  };
  return { payloadLimits, answer: publish, defer: async () => undefined, deliver: publish };
}

import { z } from 'zod';
import type { Input, Invocation, Person } from '../../src/chat/invocation.ts';
import type { PlatformFiles } from '../../src/pictures/platform-files.ts';
import { actionIds, tickedFor } from './card-actions.ts';
import { attached } from './files.ts';
import { readForm } from './forms.ts';
import { type Identity, identityOf, type Origin, slackName } from './identity.ts';
import { readSlackContent, textOf, unwrapText } from './message-content.ts';

/** One asking, told from Slack's payload; the locale is for the caller to add. */
export interface Inbound {
  readonly invocation: Invocation;
  readonly origin: Origin;
}

/** Who `user` is, as far as a payload of that identity says. */
export function identifiedPerson(user: string, { ownWorkspace }: Identity): Person {
  return { id: user, ...(ownWorkspace !== undefined && { ownWorkspace }) };
}

const command = z.object({
  channel_id: z.string().min(1),
  user_id: z.string().min(1),
  command: z.string().min(1),
  text: z.string().default(''),
  trigger_id: z.string().min(1),
  response_url: z.string().optional(),
});

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
export function readCommand(body: unknown, receivedAt: number): Inbound | undefined {
  const read = command.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { channel_id, user_id, trigger_id, response_url } = read.data;
  return {
    invocation: {
      id: trigger_id,
      platform: slackName,
      workspace: identity.workspace,
      // Whether a direct message is the bot's own or one between two people can't be told from the payload.
      conversation: { id: channel_id, direct: false },
      person: identifiedPerson(user_id, identity),
      input: { kind: 'text', text: unwrapText(`${read.data.command} ${read.data.text}`) },
      receivedAt,
    },
    origin: { user: user_id, channel: channel_id, responseUrl: response_url },
  };
}

const actions = z.object({
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }).optional(),
  /** The Home tab, which has the conversation's id in its own data. */
  view: z
    .object({ type: z.literal('home'), private_metadata: z.string().min(1) })
    .optional()
    .catch(undefined),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().default(false),
    /** It stands beside a link in another person's message. */
    is_app_unfurl: z.boolean().default(false),
  }),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  /** What stands in the message's own fields, by block and element. */
  state: z
    .object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            selected_options: z
              .array(z.object({ value: z.string() }))
              .optional()
              .catch(undefined),
          }),
        ),
      ),
    })
    .optional()
    .catch(undefined),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().default(''),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/**
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 * `undefined` for what asks for nothing: a button that only opened a link, or one that is not ours.
 */
export function readAction(body: unknown, receivedAt: number): Inbound | undefined {
  const read = actions.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { data } = read;
  const [action] = data.actions;
  if (action === undefined) return undefined;
  const payload = action.action_id.startsWith(actionIds.run)
    ? action.value
    : action.action_id.startsWith(actionIds.choose)
      ? action.selected_option?.value
      : undefined;
  const channel = data.channel?.id ?? data.view?.private_metadata;
  if (payload === undefined || channel === undefined) return undefined;
  const isHome = data.channel === undefined;
  const { message_ts: ts, is_ephemeral: ephemeral, is_app_unfurl: beside } = data.container;
  const fields = Object.fromEntries(Object.values(data.state?.values ?? {}).flatMap(Object.entries));
  const ticked = tickedFor(action.action_id, fields);
  const input: Input =
    ticked === undefined
      ? { kind: 'payload', payload }
      : { kind: 'form', payload, values: { [ticked.argument]: ticked.values.join() } };
  return {
    invocation: {
      id: data.trigger_id ?? `${channel}:${ts ?? ''}:${action.action_ts}`,
      platform: slackName,
      workspace: identity.workspace,
      conversation: { id: channel, direct: isHome },
      person: identifiedPerson(data.user.id, identity),
      input,
      receivedAt,
    },
    origin: {
      user: data.user.id,
      channel,
      threadTs: data.container.thread_ts ?? data.message?.thread_ts,
      responseUrl: data.response_url,
      message: ts === undefined || beside ? undefined : { ts, ephemeral },
      triggerId: data.trigger_id,
      ...(isHome && { onHome: true }),
    },
  };
}

const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string().min(1) }),
  /** Of this one submission, however often it is delivered. */
  trigger_id: z.string().optional(),
  view: z.object({ id: z.string().min(1) }).loose(),
});

/**
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 * `undefined` for a form that is not ours. One that was opened is sent off until nothing is wrong with it.
 */
export function readSubmission(
  body: unknown,
  receivedAt: number,
  files: Pick<PlatformFiles, 'read'>,
): Inbound | undefined {
  const read = submission.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { user, view, trigger_id: trigger } = read.data;
  const form = readForm(view);
  if (form === undefined) return undefined;
  const { payload, values, pictures, channel, ...origin } = form;
  return {
    invocation: {
      id: trigger === undefined ? view.id : `${view.id}:${trigger}`,
      platform: slackName,
      workspace: identity.workspace,
      conversation: { id: channel, direct: false },
      person: identifiedPerson(user.id, identity),
      input: { kind: 'form', payload, values },
      ...(pictures.length > 0 && { pictures: attached(pictures, files) }),
      receivedAt,
    },
    origin: { ...origin, user: user.id, channel },
  };
}

/** What the id of a shortcut of ours begins with; the command's name follows. */
export const shortcutPrefix = 'message:';

const shortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string().startsWith(shortcutPrefix),
  trigger_id: z.string().min(1),
  user: z.object({ id: z.string().min(1) }),
  channel: z.object({ id: z.string().min(1) }),
  response_url: z.string().optional(),
  message: z.looseObject({ thread_ts: z.string().optional() }),
});

/**
 * https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload: a person chose one of ours in the
 * menu of a message. `undefined` for any other.
 */
export function readShortcut(
  body: unknown,
  receivedAt: number,
  files: Pick<PlatformFiles, 'read'>,
): Inbound | undefined {
  const read = shortcut.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { user, channel, message, trigger_id, response_url, callback_id } = read.data;
  const content = readSlackContent(message);
  const { pictures } = content;
  const text = textOf(content);
  return {
    invocation: {
      id: trigger_id,
      platform: slackName,
      workspace: identity.workspace,
      conversation: { id: channel.id, direct: false },
      person: identifiedPerson(user.id, identity),
      input: { kind: 'message', command: callback_id.slice(shortcutPrefix.length), text },
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

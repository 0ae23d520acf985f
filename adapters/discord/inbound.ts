import { z } from 'zod';
import type { Suggest } from '../../src/chat/adapter.ts';
import type { Conversation, Input, Invocation, Person } from '../../src/chat/invocation.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import type { Interaction } from './api.ts';
import { commandNameOf, fileType, readMessageCommand, umbrellaCommand } from './application-commands.ts';
import { payloadOf, pickIn } from './card-actions.ts';
import { channelPayload, parentOf } from './channel-parents.ts';
import { readModal } from './forms.ts';
import { discordName, outsideOf, workspaceOfGuild } from './ids.ts';
import { componentsV2 } from './limits.ts';
import { attachedFile, pictureAt } from './message-content.ts';
import { guestIn, memberPayload } from './people.ts';

/** An interaction, read. */
export type InboundInteraction =
  | { readonly kind: 'ping' }
  | { readonly kind: 'invocation'; readonly interaction: Interaction; readonly invocation: Invocation }
  | { readonly kind: 'question'; readonly interaction: Interaction; readonly question: Question }
  /** Malformed, or nothing that the bot offers. `what`: for the log. */
  | { readonly kind: 'unknown'; readonly what: string };

export type Question = Parameters<Suggest>[0];

export const userPayload = z.object({ id: z.string() });

const option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const withFiles = z.object({
  resolved: z.object({ attachments: z.record(z.string(), attachedFile).optional() }).optional(),
});

const commandData = z.object({
  type: z.number().default(1),
  name: z.string(),
  options: z.array(option.extend({ options: z.array(option).optional() })).default([]),
});

const componentData = z.object({
  component_type: z.number(),
  custom_id: z.string(),
  values: z.array(z.string()).optional(),
});

/** interactions/receiving-and-responding, Interaction Object. */
const interactionPayload = z.object({
  id: z.string(),
  application_id: z.string(),
  type: z.number(),
  token: z.string(),
  data: z.unknown().optional(),
  guild_id: z.string().optional(),
  channel_id: z.string().optional(),
  channel: channelPayload.optional(),
  context: z.number().nullish(),
  message: z.object({ id: z.string(), flags: z.number().optional() }).optional(),
  member: memberPayload.extend({ user: userPayload }).optional(),
  user: userPayload.optional(),
  locale: z.string().optional(),
  guild_locale: z.string().optional(),
});

type InteractionPayload = z.infer<typeof interactionPayload>;

/** interactions/receiving-and-responding, Interaction Type. */
const types = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Discord promises no other field of a ping (interactions/overview). */
const ping = z.object({ type: z.literal(types.ping) });

/** interactions/application-commands, Application Command Types: CHAT_INPUT. */
const chatInput = 1;

/** interactions/application-commands, Application Command Option Type: SUB_COMMAND. */
const subcommandType = 1;

/**
 * Reads a raw interaction from the gateway or from HTTP. `now`: ms since 1970 UTC; `menu`: the registered commands. Never
 * throws.
 */
export function readInteraction(raw: unknown, now: number, menu: readonly CommandMenu[]): InboundInteraction {
  if (ping.safeParse(raw).success) return { kind: 'ping' };
  const parsed = interactionPayload.safeParse(raw);
  if (!parsed.success) return unknown('a malformed interaction');
  const payload = parsed.data;
  const context = contextOf(payload);
  if (context === undefined) return unknown('an interaction without a person or a channel');
  if (payload.type === types.autocomplete) return readQuestion(payload, context);
  const asked = askedIn(payload, menu);
  if (asked === undefined) return unknown(`an interaction of type ${payload.type} that nothing offers`);
  const invocation: Invocation = {
    id: payload.id,
    platform: discordName,
    ...context,
    ...asked,
    receivedAt: now,
  };
  return { kind: 'invocation', interaction: interactionOf(payload), invocation };
}

function unknown(what: string): InboundInteraction {
  return { kind: 'unknown', what };
}

function interactionOf({ id, token, application_id, type, message }: InteractionPayload): Interaction {
  const component = type === types.component || (type === types.modal && message !== undefined);
  const gallery = ((message?.flags ?? 0) & componentsV2) !== 0;
  return { id, token, applicationId: application_id, component, gallery };
}

interface Context {
  readonly workspace: string;
  readonly conversation: Conversation;
  readonly person: Person;
}

/** interactions/receiving-and-responding, Interaction Context Types: a direct message with the bot. */
const botDm = 1;

/** resources/channel, Channel Types. */
const dmChannel = 1;

function contextOf(payload: InteractionPayload): Context | undefined {
  const personId = payload.member?.user.id ?? payload.user?.id;
  if (personId === undefined || payload.channel_id === undefined) return undefined;
  const guild = payload.guild_id;
  const direct =
    guild === undefined &&
    (payload.context == null ? payload.channel?.type === dmChannel : payload.context === botDm);
  return {
    workspace: workspaceOfGuild(guild, personId),
    conversation: {
      id: payload.channel_id,
      direct,
      ...outsideOf(guild),
      channel: payload.channel && parentOf(payload.channel),
    },
    person: {
      id: personId,
      locale: payload.locale ?? payload.guild_locale,
      groups: payload.member?.roles,
      ...guestIn(payload.member),
    },
  };
}

type Asked = Pick<Invocation, 'input' | 'pictures'>;

function askedIn({ type, data }: InteractionPayload, menu: readonly CommandMenu[]): Asked | undefined {
  if (type === types.command) return readCommand(data) ?? readChosen(data, menu);
  if (type === types.modal) return readForm(data);
  const input = type === types.component ? readClick(data) : undefined;
  return input && { input };
}

function readClick(data: unknown): Input | undefined {
  const parsed = componentData.safeParse(data);
  if (!parsed.success) return undefined;
  const { custom_id, values = [] } = parsed.data;
  const pick = pickIn(custom_id);
  if (pick !== undefined)
    return { kind: 'form', payload: pick.payload, values: { [pick.argument]: values.join() } };
  const payload = payloadOf(values[0] ?? custom_id);
  return payload === undefined ? undefined : { kind: 'payload', payload };
}

function readForm(data: unknown): Asked | undefined {
  const modal = readModal(data);
  const payload = modal === undefined ? undefined : payloadOf(modal.id);
  if (modal === undefined || payload === undefined) return undefined;
  const values = Object.entries(modal.values).map(([name, value]) => [name, withMentions(value)]);
  const input: Input = { kind: 'form', payload, values: Object.fromEntries(values) };
  return { input, ...withPictures(picturesFrom(data, modal.files)) };
}

/** The files with these ids, as Discord resolved them in what came with them. */
function picturesFrom(data: unknown, ids: readonly string[]): readonly AttachedPicture[] {
  const { resolved } = withFiles.safeParse(data).data ?? {};
  return ids.flatMap((id) => {
    const file = resolved?.attachments?.[id];
    return file === undefined ? [] : [pictureAt(file.url)];
  });
}

function readChosen(data: unknown, menu: readonly CommandMenu[]): Asked | undefined {
  const chosen = readMessageCommand(data, menu);
  if (chosen === undefined) return undefined;
  const { command, text, pictures } = chosen;
  return { input: { kind: 'message', command, text }, ...withPictures(pictures) };
}

/** Leaves the field out when there are no pictures. */
export function withPictures(pictures: readonly AttachedPicture[]): Pick<Invocation, 'pictures'> {
  return pictures.length > 0 ? { pictures } : {};
}

function readCommand(data: unknown): Asked | undefined {
  const parsed = commandData.safeParse(data);
  if (!parsed.success || parsed.data.type !== chatInput) return undefined;
  const { command, options } = commandOf(parsed.data);
  const files = options.filter(({ type }) => type === fileType);
  const values = options.flatMap(({ name, type, value }): [string, string][] =>
    value === undefined || type === fileType ? [] : [[name, withMentions(String(value))]],
  );
  const given = Object.fromEntries(values);
  if (command === umbrellaCommand.name)
    return { input: { kind: 'text', text: given[umbrellaCommand.option] ?? '' } };
  const pictures = picturesFrom(
    data,
    files.map(({ value }) => String(value)),
  );
  return { input: { kind: 'options', command, options: given }, ...withPictures(pictures) };
}

function commandOf({ name, options }: z.infer<typeof commandData>) {
  const sub = options.find((one) => one.type === subcommandType);
  return {
    command: commandNameOf(name, sub?.name),
    options: sub === undefined ? options : (sub.options ?? []),
  };
}

function readQuestion(payload: InteractionPayload, context: Context): InboundInteraction {
  const parsed = commandData.safeParse(payload.data);
  if (!parsed.success) return unknown('a malformed question for suggestions');
  const { command, options } = commandOf(parsed.data);
  const focused = options.find((one) => one.focused === true);
  if (focused === undefined) return unknown('a question for suggestions about nothing');
  const question = {
    platform: discordName,
    ...context,
    command,
    argument: focused.name,
    typed: String(focused.value ?? ''),
  };
  return { kind: 'question', interaction: interactionOf(payload), question };
}

/**
 * Writes mentions of people as `<@123>`, which the core reads as a picked person on every platform; those of roles stay
 * `<@&123>`. All else stays as typed.
 */
export function withMentions(typed: string): string {
  return typed.replaceAll(/<@!(\d{15,20})>/g, '<@$1>');
}

import { z } from 'zod';
import type { Suggest } from '../../src/chat/adapter.ts';
import {
  type Conversation,
  type Input,
  type Invocation,
  ownPlaceOf,
  type Person,
} from '../../src/chat/invocation.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import type { Interaction } from './api.ts';
import { payloadOf } from './card-actions.ts';
import { channelPayload, parentOf } from './channel-parents.ts';
import { isWholeMember } from './memberships.ts';
import { readMessageCommand } from './message-commands.ts';
import { attachment, pictureAt } from './message-pictures.ts';
import { readModal } from './modal.ts';
import { fileType, nameOf, umbrella } from './option-names.ts';
import { withMentions } from './typed-text.ts';

export const platform = 'discord';

/** What came in an interaction. */
export type InboundInteraction =
  | { readonly kind: 'ping' }
  | { readonly kind: 'invocation'; readonly interaction: Interaction; readonly invocation: Invocation }
  | { readonly kind: 'question'; readonly interaction: Interaction; readonly question: Question }
  /** Well-formed, but nothing that the bot ever offers, or malformed. */
  | { readonly kind: 'unknown'; readonly what: string };

export type Question = Parameters<Suggest>[0];

export const user = z.object({ id: z.string() });

/** resources/guild, Guild Member: the roles that the person has in the server, and whether they are whole members. */
export const member = z.object({
  roles: z.array(z.string()).optional(),
  flags: z.int().optional(),
  pending: z.boolean().optional(),
});

const option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const commandData = z.object({
  type: z.number().default(1),
  name: z.string(),
  options: z.array(option.extend({ options: z.array(option).optional() })).default([]),
  resolved: z.object({ attachments: z.record(z.string(), attachment).optional() }).optional(),
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
  message: z.object({ id: z.string() }).optional(),
  member: member.extend({ user }).optional(),
  user: user.optional(),
  locale: z.string().optional(),
  guild_locale: z.string().optional(),
});

type InteractionPayload = z.infer<typeof interactionPayload>;

/** interactions/receiving-and-responding, Interaction Type. */
const types = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Nothing else of it is of use, and nothing else is promised to be there (interactions/overview). */
const ping = z.object({ type: z.literal(types.ping) });

/** interactions/application-commands: CHAT_INPUT, SUB_COMMAND. */
const chatInput = 1;

const subcommandType = 1;

/**
 * Reads a raw interaction, whether the gateway or HTTP brought it. `now`: ms since 1970 UTC; `menu`: what was registered.
 * Never throws.
 */
export function readInteraction(raw: unknown, now: number, menu: readonly CommandMenu[]): InboundInteraction {
  if (ping.safeParse(raw).success) return { kind: 'ping' };
  const parsed = interactionPayload.safeParse(raw);
  if (!parsed.success) return unknown('a malformed interaction');
  const payload = parsed.data;
  const context = contextOf(payload);
  if (context === undefined) return unknown('an interaction of nobody, or nowhere');
  if (payload.type === types.autocomplete) return readQuestion(payload, context);
  const asked = askedIn(payload, menu);
  if (asked === undefined) return unknown(`an interaction of type ${payload.type} that nothing offers`);
  const invocation: Invocation = { id: payload.id, platform, ...context, ...asked, receivedAt: now };
  return { kind: 'invocation', interaction: interactionOf(payload), invocation };
}

function unknown(what: string): InboundInteraction {
  return { kind: 'unknown', what };
}

function interactionOf({ id, token, application_id, type, message }: InteractionPayload): Interaction {
  const component = type === types.component || (type === types.modal && message !== undefined);
  return { id, token, applicationId: application_id, component };
}

interface Context {
  readonly place: string;
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
    place: placeOfGuild(guild, personId),
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

/** Who is no whole member of the server that they speak in counts as a guest of it. */
export function guestIn(of: z.infer<typeof member> | undefined): Pick<Person, 'guest'> {
  return of !== undefined && !isWholeMember(of) ? { guest: true } : {};
}

/** A server is an organization of its own; outside of servers each person is. */
export function placeOfGuild(guildId: string | undefined, personId: string): string {
  return guildId ?? ownPlaceOf(personId);
}

/** A direct message does not say which of the person's servers it is about. */
export function outsideOf(guildId: string | undefined): Pick<Conversation, 'outside'> {
  return guildId === undefined ? { outside: true } : {};
}

/** The server that a place is; `undefined` for direct messages. */
export function guildOf(place: string): string | undefined {
  return /^\d{1,20}$/.test(place) ? place : undefined;
}

type Asked = Pick<Invocation, 'input' | 'pictures'>;

function askedIn({ type, data }: InteractionPayload, menu: readonly CommandMenu[]): Asked | undefined {
  if (type === types.command) return readCommand(data) ?? readChosen(data, menu);
  const input =
    type === types.modal ? readForm(data) : type === types.component ? readClick(data) : undefined;
  return input && { input };
}

function readClick(data: unknown): Input | undefined {
  const parsed = componentData.safeParse(data);
  if (!parsed.success) return undefined;
  const payload = payloadOf(parsed.data.values?.[0] ?? parsed.data.custom_id);
  return payload === undefined ? undefined : { kind: 'payload', payload };
}

function readForm(data: unknown): Input | undefined {
  const modal = readModal(data);
  const payload = modal === undefined ? undefined : payloadOf(modal.id);
  if (modal === undefined || payload === undefined) return undefined;
  const values = Object.entries(modal.values).map(([name, value]) => [name, withMentions(value)]);
  return { kind: 'form', payload, values: Object.fromEntries(values) };
}

function readChosen(data: unknown, menu: readonly CommandMenu[]): Asked | undefined {
  const chosen = readMessageCommand(data, menu);
  if (chosen === undefined) return undefined;
  const { command, text, pictures } = chosen;
  return { input: { kind: 'message', command, text }, ...withPictures(pictures) };
}

/** Those that there are: what came without any says nothing of it. */
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
  if (command === umbrella.name) return { input: { kind: 'text', text: given[umbrella.option] ?? '' } };
  const { attachments = {} } = parsed.data.resolved ?? {};
  const pictures = files.flatMap(({ value }) => {
    const file = attachments[String(value)];
    return file === undefined ? [] : [pictureAt(file.url)];
  });
  return { input: { kind: 'options', command, options: given }, ...withPictures(pictures) };
}

function commandOf({ name, options }: z.infer<typeof commandData>) {
  const sub = options.find((one) => one.type === subcommandType);
  return { command: nameOf(name, sub?.name), options: sub === undefined ? options : (sub.options ?? []) };
}

function readQuestion(payload: InteractionPayload, context: Context): InboundInteraction {
  const parsed = commandData.safeParse(payload.data);
  if (!parsed.success) return unknown('a malformed question for suggestions');
  const { command, options } = commandOf(parsed.data);
  const focused = options.find((one) => one.focused === true);
  if (focused === undefined) return unknown('a question for suggestions about nothing');
  const question = {
    platform,
    ...context,
    command,
    argument: focused.name,
    typed: String(focused.value ?? ''),
  };
  return { kind: 'question', interaction: interactionOf(payload), question };
}

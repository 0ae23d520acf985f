import { documented, messageFlags } from './limits.ts';
import { createSnowflakes } from './snowflakes.ts';
import { places } from './world.ts';

const ids = createSnowflakes();

/** People who ask things in tests. */
export const people = {
  asker: '80351110224678912',
  other: '80351110224678999',
} as const;

const botId = '845027738276462632';

/** What most tests want to say about an interaction; all else is filled in as Discord would. */
export interface Circumstances {
  readonly id?: string;
  readonly userId?: string;
  readonly channelId?: string;
  /** `null`: in a direct message with the bot. */
  readonly guildId?: string | null;
  /** The channel is a thread of this one, which interactions say and messages don't. */
  readonly threadOf?: string;
  /** resources/channel, Channel Types; a public thread's unless said otherwise. */
  readonly threadType?: 10 | 11 | 12;
  readonly locale?: string;
  readonly guildLocale?: string;
  /** What the server says otherwise of the member than of most. */
  readonly member?: { readonly flags?: number; readonly pending?: boolean };
  /** Takes the place of whole members of the payload. */
  readonly overrides?: object;
}

export type InteractionPayload = { readonly id: string; readonly token: string; readonly type: number };

function user(id: string): object {
  return {
    id,
    username: `person${id.slice(-3)}`,
    global_name: 'A Person',
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    clan: null,
    public_flags: 0,
  };
}

function member(id: string): object {
  return {
    user: user(id),
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
    permissions: '2248473465835073',
    unusual_dm_activity_until: null,
  };
}

function interaction(type: number, data: object, about: Circumstances): InteractionPayload {
  const id = about.id ?? ids.next();
  const userId = about.userId ?? people.asker;
  const guildId = about.guildId === undefined ? places.guildId : about.guildId;
  const channelId = about.channelId ?? places.channelId;
  const inGuild = {
    guild_id: guildId,
    guild: { id: guildId, locale: about.guildLocale ?? 'en-US', features: [] },
    guild_locale: about.guildLocale ?? 'en-US',
    member: { ...member(userId), ...about.member },
    channel: {
      id: channelId,
      type: 0,
      guild_id: guildId,
      name: 'buying',
      position: 0,
      flags: 0,
      nsfw: false,
      ...(about.threadOf !== undefined && { type: about.threadType ?? 11, parent_id: about.threadOf }),
    },
    context: 0,
  };
  const direct = { user: user(userId), channel: { id: channelId, type: 1, flags: 0 }, context: 1 };
  const payload = {
    id,
    application_id: botId,
    type,
    token: `aW50ZXJhY3Rpb246${id}dG9rZW4`,
    version: 1,
    data,
    channel_id: channelId,
    locale: about.locale ?? 'en-US',
    app_permissions: '2248473465835073',
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { 0: guildId ?? '0' },
    attachment_size_limit: documented.fileBytes,
    ...(guildId === null ? direct : inGuild),
    ...about.overrides,
  };
  return payload;
}

/** One option of a command as it arrives. */
export interface OptionValue {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly focused?: boolean;
}

function commandData(name: string, options: readonly OptionValue[]): object {
  const [first = '', second] = name.split(' ');
  const typed = options.map((option) => ({ type: typeof option.value === 'string' ? 3 : 4, ...option }));
  return {
    id: '1190000000000000001',
    name: first,
    type: 1,
    options: second === undefined ? typed : [{ type: 1, name: second, options: typed }],
  };
}

/** `/name option:value …`; two words are a command and its subcommand. */
export function commandInteraction(
  name: string,
  options: readonly OptionValue[] = [],
  about: Circumstances = {},
): InteractionPayload {
  return interaction(2, commandData(name, options), about);
}

/** A file that somebody gave in an option. */
export interface GivenFile {
  readonly option: string;
  readonly url: string;
  readonly contentType?: string;
}

/** `/name` with a file in one of its options. */
export function fileInteraction(
  name: string,
  { option, url, contentType = 'image/png' }: GivenFile,
  about: Circumstances = {},
): InteractionPayload {
  const id = ids.next();
  const data = {
    ...commandData(name, []),
    options: [{ type: 11, name: option, value: id }],
    resolved: { attachments: { [id]: attachment(id, url, contentType) } },
  };
  return interaction(2, data, about);
}

/** A file as messages and interactions tell of it. */
export function attachment(id: string, url: string, contentType = 'image/png'): object {
  return {
    id,
    filename: 'picture.png',
    size: 1234,
    url,
    proxy_url: url.replace('cdn.discordapp.com', 'media.discordapp.net'),
    width: 40,
    height: 40,
    content_type: contentType,
  };
}

/** What a message says, as far as a test is about it. */
export interface TargetMessage {
  readonly content?: string;
  readonly attachments?: readonly object[];
  readonly embeds?: readonly object[];
  readonly components?: readonly object[];
  readonly poll?: object;
  readonly message_snapshots?: readonly object[];
}

/** A forwarded message: it says nothing itself (resources/message, Forwards). */
export function forwarded(message: TargetMessage): TargetMessage {
  const copied = {
    type: 0,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    mentions: [],
    mention_roles: [],
    timestamp: '2026-05-20T07:47:49.000000+00:00',
    edited_timestamp: null,
    flags: 0,
    ...message,
  };
  const reference = {
    type: 1,
    message_id: ids.next(),
    channel_id: places.channelId,
    guild_id: places.guildId,
  };
  const about = { message_reference: reference, flags: 1 << 14 };
  return { content: '', message_snapshots: [{ message: copied }], ...about };
}

/** Somebody chose the entry `name` in the menu of a message; `message`: what it says, as Discord tells it. */
export function messageMenuInteraction(
  name: string,
  message: TargetMessage,
  about: Circumstances = {},
): InteractionPayload {
  const id = ids.next();
  const target = { ...source({ id, flags: 0 }, about.channelId ?? places.channelId), ...message };
  const data = {
    id: '1190000000000000003',
    name,
    type: 3,
    target_id: id,
    resolved: { messages: { [id]: target } },
  };
  return interaction(2, data, about);
}

/** Somebody types into the option with `focused: true`. */
export function autocompleteInteraction(
  name: string,
  options: readonly OptionValue[],
  about: Circumstances = {},
): InteractionPayload {
  return interaction(4, commandData(name, options), about);
}

/** The message that a component belongs to, as its interaction repeats it. */
export interface SourceMessage {
  readonly id: string;
  readonly flags?: number;
}

function source(message: SourceMessage, channelId: string): object {
  return {
    id: message.id,
    channel_id: channelId,
    type: 20,
    author: { ...user(botId), bot: true },
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: '2026-05-20T07:47:49.000000+00:00',
    edited_timestamp: null,
    flags: message.flags ?? messageFlags.ephemeral,
    application_id: botId,
    webhook_id: botId,
  };
}

/** A click on the button `customId` of `message`. */
export function buttonInteraction(
  customId: string,
  message: SourceMessage,
  about: Circumstances = {},
): InteractionPayload {
  const data = { component_type: 2, custom_id: customId, id: 2 };
  return component(data, message, about);
}

/** A choice in the select `customId` of `message`, or several. */
export function selectInteraction(
  customId: string,
  value: string | readonly string[],
  message: SourceMessage,
  about: Circumstances = {},
): InteractionPayload {
  return component({ component_type: 3, custom_id: customId, id: 2, values: [value].flat() }, message, about);
}

function component(data: object, message: SourceMessage, about: Circumstances): InteractionPayload {
  const overrides = { message: source(message, about.channelId ?? places.channelId), ...about.overrides };
  return interaction(3, data, { ...about, overrides });
}

/** A filled-in modal, opened by a command. */
export function modalSubmit(
  customId: string,
  values: Readonly<Record<string, string>>,
  about: Circumstances = {},
): InteractionPayload {
  const components = Object.entries(values).map(([custom_id, value]) => ({
    type: 18,
    component: { type: 4, custom_id, value },
  }));
  return interaction(5, { custom_id: customId, components }, about);
}

/** The modal that a click on `message` opened, filled in by the same person; `data` from `fillModal`. */
export function modalAfterClick(
  data: object,
  message: SourceMessage,
  about: Circumstances = {},
): InteractionPayload {
  const overrides = { message: source(message, about.channelId ?? places.channelId), ...about.overrides };
  return interaction(5, data, { ...about, overrides });
}

/** What Discord sends when an interactions URL is saved, and now and then after. */
export function pingInteraction(): InteractionPayload {
  const payload = {
    id: ids.next(),
    application_id: botId,
    type: 1,
    token: 'ping-token',
    version: 1,
    app_permissions: '562949953601536',
    authorizing_integration_owners: {},
    entitlements: [],
    user: user('643945264868098049'),
  };
  return payload;
}

/** A message as the gateway tells of it. A mention in a server channel, unless `guildId` is null. */
export function messageCreate(
  content: string,
  about: Omit<Circumstances, 'locale' | 'guildLocale'> = {},
): { readonly id: string } {
  const userId = about.userId ?? people.asker;
  const guildId = about.guildId === undefined ? places.guildId : about.guildId;
  const mentioned = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id = '']) => id);
  const payload = {
    id: about.id ?? ids.next(),
    channel_id: about.channelId ?? places.channelId,
    type: 0,
    content,
    author: user(userId),
    mentions: mentioned.map((id) => ({ ...user(id), ...(id === botId && { bot: true }) })),
    mention_roles: [],
    mention_everyone: false,
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    tts: false,
    flags: 0,
    timestamp: '2026-05-20T07:47:49.000000+00:00',
    edited_timestamp: null,
    nonce: '1190000000000000002',
    channel_type: guildId === null ? 1 : 0,
    ...(guildId !== null && {
      guild_id: guildId,
      member: { ...member(userId), user: undefined, ...about.member },
    }),
    ...about.overrides,
  };
  return payload;
}

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Menu } from '../../src/chat/menu.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { type DiscordApi, openApi } from './api.ts';
import { type ApplicationCommand, drawCommands, messageType } from './application-commands.ts';
import { isRefusal } from './errors.ts';

/** Where to register. */
interface RegistrationTarget {
  readonly token: string;
  /** REST prefix without version. */
  readonly apiUrl: string;
  /** Unset: the bot asks Discord. */
  readonly applicationId?: string;
  /** Set: only in this server, where a change shows at once. Unset: everywhere. */
  readonly guildId?: string;
}

/** Names of commands by what was done with them. */
interface Registered {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Duplicates that were removed from the other scope. */
  readonly cleared: readonly string[];
}

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Only an operator waits for these calls. */
const longestWaitMs = minuteMs;
/** Above this one request replaces all commands. */
const fewWrites = 3;

/**
 * Registers the commands of `menu`: writes only what differs, and removes duplicates from the other scope, so that no
 * command shows twice. Rejects with a {@link DiscordError}.
 */
export async function registerCommands(target: RegistrationTarget, menu: Menu): Promise<Registered> {
  return withApi(target, async (api, applicationId) => {
    const scope = scopeOf(applicationId, target.guildId);
    const ours = drawCommands(menu, target.guildId === undefined ? 'global' : 'guild');
    const differences = await differencesIn(api, scope, ours);
    await write(api, scope, ours, differences);
    const cleared = await clearOthers(api, applicationId, target.guildId, ours);
    return { ...namesOf(differences), cleared };
  });
}

/** What {@link registerCommands} would change in its own scope. */
export async function pendingRegistration(
  target: RegistrationTarget,
  menu: Menu,
): Promise<{ readonly changed: readonly string[]; readonly removed: readonly string[] }> {
  return withApi(target, async (api, applicationId) => {
    const ours = drawCommands(menu, target.guildId === undefined ? 'global' : 'guild');
    const scope = scopeOf(applicationId, target.guildId);
    const { added, changed, removed } = namesOf(await differencesIn(api, scope, ours));
    return { changed: [...added, ...changed], removed };
  });
}

async function withApi<T>(
  target: RegistrationTarget,
  use: (api: DiscordApi, applicationId: string) => Promise<T>,
): Promise<T> {
  const { token, apiUrl } = target;
  const api = await openApi({ token, apiUrl, log: silent, waitMs: longestWaitMs });
  try {
    return await use(api, target.applicationId ?? (await api.application()).id);
  } finally {
    await api.close();
  }
}

type Path = `/${string}`;

function scopeOf(applicationId: string, guildId: string | undefined): Path {
  return guildId === undefined
    ? `/applications/${applicationId}/commands`
    : `/applications/${applicationId}/guilds/${guildId}/commands`;
}

async function differencesIn(api: DiscordApi, scope: Path, ours: readonly ApplicationCommand[]) {
  return differencesOf(ours, await api.call('GET', `${scope}?with_localizations=true`));
}

function namesOf({ added, changed, removed }: Differences): Omit<Registered, 'cleared'> {
  return {
    added: added.map(({ name }) => name),
    changed: changed.map(({ command }) => command.name),
    removed: removed.map(({ name }) => name),
  };
}

async function write(
  api: DiscordApi,
  scope: Path,
  ours: readonly ApplicationCommand[],
  { added, changed, removed, others }: Differences,
): Promise<void> {
  const count = added.length + changed.length + removed.length;
  if (count > fewWrites && others === 0) {
    await api.call('PUT', scope, ours);
    return;
  }
  for (const { id } of removed) await api.call('DELETE', `${scope}/${id}`);
  for (const { id, command } of changed) {
    // A command keeps its type, and Discord refuses it in a change.
    const { type: _, ...changes } = command;
    await api.call('PATCH', `${scope}/${id}`, changes);
  }
  for (const command of added) await api.call('POST', scope, command);
}

/** Takes commands with our names out of the scope that is not registered in. */
async function clearOthers(
  api: DiscordApi,
  applicationId: string,
  guildId: string | undefined,
  ours: readonly ApplicationCommand[],
): Promise<string[]> {
  const scopes =
    guildId === undefined ? await guildScopes(api, applicationId) : [scopeOf(applicationId, undefined)];
  const cleared: string[] = [];
  for (const scope of scopes) {
    for (const { id, name } of await doublesIn(api, scope, ours)) {
      await api.call('DELETE', `${scope}/${id}`);
      cleared.push(name);
    }
  }
  return cleared;
}

const guilds = z.array(z.object({ id: z.string() }));
const commands = z.array(z.object({ id: z.string(), name: z.string(), type: z.number().default(1) }));

async function guildScopes(api: DiscordApi, applicationId: string): Promise<Path[]> {
  const joined = guilds.parse(await api.call('GET', '/users/@me/guilds'));
  return joined.map(({ id }) => scopeOf(applicationId, id));
}

async function doublesIn(api: DiscordApi, scope: Path, ours: readonly ApplicationCommand[]) {
  try {
    const found = commands.parse(await api.call('GET', scope));
    return found.filter((one) => ours.some((command) => nameIn(command) === nameIn(one)));
  } catch (error) {
    // A server that never allowed commands has none.
    if (isRefusal(error, 'forbidden')) return [];
    throw error;
  }
}

/** How the registered commands differ from those of the menu. */
interface Differences {
  readonly added: readonly ApplicationCommand[];
  readonly changed: readonly { readonly id: string; readonly command: ApplicationCommand }[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  /** Commands of other kinds (user menus), which stay as they are. */
  readonly others: number;
}

/** interactions/application-commands, Application Command Types: CHAT_INPUT. */
const chatInput = 1;
const localizations = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {});
const choice = z.object({ name: z.string(), name_localizations: localizations, value: z.string() });
const parameterFields = {
  type: z.number(),
  name: z.string(),
  description: z.string(),
  description_localizations: localizations,
};
/** As Discord returns it: with defaults filled in; fields that were left out are missing or null. */
const parameter = z
  .object({
    ...parameterFields,
    required: z.boolean().default(false),
    max_length: z.number().nullish(),
    autocomplete: z.boolean().nullish(),
    choices: z.array(choice).nullish(),
  })
  .transform(({ max_length, autocomplete, choices, ...rest }) => ({
    ...rest,
    ...(choices != null && choices.length > 0 && { choices }),
    ...(max_length != null && { max_length }),
    ...(autocomplete === true && { autocomplete }),
  }));
const subcommand = z.object({
  ...parameterFields,
  type: z.literal(1),
  options: z.array(parameter).default([]),
});
const numbers = z
  .array(z.number())
  .nullish()
  .transform((given) => given?.toSorted());
const scopes = { contexts: numbers, integration_types: numbers };
const typed = z.object({
  ...parameterFields,
  type: z.literal(chatInput),
  options: z.array(z.union([subcommand, parameter])).default([]),
  ...scopes,
});
const ofMessages = z.object({
  type: z.literal(messageType),
  name: z.string(),
  name_localizations: localizations,
  ...scopes,
});
const registered = z
  .discriminatedUnion('type', [typed, ofMessages])
  .transform(({ contexts, integration_types, ...rest }) => ({
    ...rest,
    ...(contexts !== undefined && { contexts }),
    ...(integration_types !== undefined && { integration_types }),
  }));
const listed = z.array(z.looseObject({ id: z.string(), name: z.string(), type: z.number().default(1) }));

/** How `theirs`, the answer to the list of registered commands, differs from `ours`. */
function differencesOf(ours: readonly ApplicationCommand[], theirs: unknown): Differences {
  const all = listed.parse(theirs);
  const known = all.filter(({ type }) => type === chatInput || type === messageType);
  const byName = new Map(known.map((one) => [nameIn(one), one]));
  return {
    added: ours.filter((command) => !byName.has(nameIn(command))),
    changed: ours.flatMap((command) => {
      const found = byName.get(nameIn(command));
      return found === undefined || isSame(command, found) ? [] : [{ id: found.id, command }];
    }),
    removed: known
      .filter((one) => !ours.some((command) => nameIn(command) === nameIn(one)))
      .map(({ id, name }) => ({ id, name })),
    others: all.length - known.length,
  };
}

/** Type and name, since names are unique only within a type. */
function nameIn({ type, name }: { readonly type: number; readonly name: string }): string {
  return `${type} ${name}`;
}

function isSame(command: ApplicationCommand, found: unknown): boolean {
  const parsed = registered.safeParse(found);
  if (!parsed.success) return false;
  // A server's command has no contexts.
  const { contexts, integration_types, ...rest } = parsed.data;
  const scoped = command.contexts === undefined ? rest : { ...rest, contexts, integration_types };
  return isDeepStrictEqual(scoped, command);
}

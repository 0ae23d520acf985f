import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ApplicationCommand } from './command-drawing.ts';
import { messageType } from './message-commands.ts';

/** What has to be done so that the registered commands are ours. */
export interface Differences {
  readonly added: readonly ApplicationCommand[];
  readonly changed: readonly { readonly id: string; readonly command: ApplicationCommand }[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  /** Commands of other kinds (menus of users), which are nobody's business here. */
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
/** As Discord gives them back: with defaults filled in, and what was left out left out or null. */
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
export function differencesOf(ours: readonly ApplicationCommand[], theirs: unknown): Differences {
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

/** Names are unique among commands of a type, and no further. */
export function nameIn({ type, name }: { readonly type: number; readonly name: string }): string {
  return `${type} ${name}`;
}

function isSame(command: ApplicationCommand, found: unknown): boolean {
  const parsed = registered.safeParse(found);
  if (!parsed.success) return false;
  // A guild's command has no contexts of its own.
  const { contexts, integration_types, ...rest } = parsed.data;
  const scoped = command.contexts === undefined ? rest : { ...rest, contexts, integration_types };
  return isDeepStrictEqual(scoped, command);
}

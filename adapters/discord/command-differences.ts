import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ApplicationCommand } from './command-drawing.ts';

/** What has to be done so that the registered commands are ours. */
export interface Differences {
  readonly added: readonly ApplicationCommand[];
  readonly changed: readonly { readonly id: string; readonly command: ApplicationCommand }[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  /** Commands of other kinds (menus of users and messages), which are nobody's business here. */
  readonly others: number;
}

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
const registered = z
  .object({
    ...parameterFields,
    options: z.array(z.union([subcommand, parameter])).default([]),
    contexts: numbers,
    integration_types: numbers,
  })
  .transform(({ contexts, integration_types, ...rest }) => ({
    ...rest,
    ...(contexts !== undefined && { contexts }),
    ...(integration_types !== undefined && { integration_types }),
  }));
const listed = z.array(z.looseObject({ id: z.string(), name: z.string(), type: z.number().default(1) }));

const chatInput = 1;

/** How `theirs`, the answer to the list of registered commands, differs from `ours`. */
export function differencesOf(ours: readonly ApplicationCommand[], theirs: unknown): Differences {
  const all = listed.parse(theirs);
  const known = all.filter(({ type }) => type === chatInput);
  const byName = new Map(known.map((one) => [one.name, one]));
  return {
    added: ours.filter(({ name }) => !byName.has(name)),
    changed: ours.flatMap((command) => {
      const found = byName.get(command.name);
      return found === undefined || isSame(command, found) ? [] : [{ id: found.id, command }];
    }),
    removed: known
      .filter(({ name }) => !ours.some((command) => command.name === name))
      .map(({ id, name }) => ({ id, name })),
    others: all.length - known.length,
  };
}

function isSame(command: ApplicationCommand, found: unknown): boolean {
  const parsed = registered.safeParse(found);
  if (!parsed.success) return false;
  // A guild's command has no contexts of its own.
  const { contexts, integration_types, ...rest } = parsed.data;
  const scoped = command.contexts === undefined ? rest : { ...rest, contexts, integration_types };
  return isDeepStrictEqual(scoped, command);
}

import { z } from 'zod';
import { parseForm, words } from './form.ts';
import { documented } from './limits.ts';
import { type FormError, invalidForm, RestError } from './rest-error.ts';

/** developers/reference, Locales. */
const locales = [
  'id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no', 'pl',
  'pt-BR', 'ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN', 'ja', 'zh-TW',
  'ko',
] as const; // biome-ignore format: a table

const localized = (text: z.ZodType<string>) => z.partialRecord(z.enum(locales), text).nullish();

const name = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'Command name is invalid')
  .refine((value) => value === value.toLowerCase(), 'Command name is invalid');
const description = words(documented.commandDescription);

const choice = z.looseObject({
  name: words(documented.choiceName),
  name_localizations: localized(words(documented.choiceName)),
  value: z.union([z.string().min(1).max(documented.choiceValue), z.number()]),
});

const parameter = z.looseObject({
  type: z.number().int().min(3).max(11),
  name,
  name_localizations: localized(name),
  description,
  description_localizations: localized(description),
  required: z.boolean().optional(),
  choices: z.array(choice).max(documented.commandChoices).optional(),
  autocomplete: z.boolean().optional(),
  min_length: z.number().int().min(0).max(6000).optional(),
  max_length: z.number().int().min(1).max(6000).optional(),
});

const subcommand = z.looseObject({
  type: z.literal(1),
  name,
  name_localizations: localized(name),
  description,
  description_localizations: localized(description),
  options: z.array(parameter).max(documented.commandOptions).optional(),
});

const scopes = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  nsfw: z.boolean().optional(),
  contexts: z.array(z.number().int().min(0).max(2)).nullish(),
  integration_types: z.array(z.number().int().min(0).max(1)).optional(),
};

const typed = z.looseObject({
  type: z.literal(1),
  name,
  name_localizations: localized(name),
  description,
  description_localizations: localized(description),
  options: z
    .union([
      z.array(subcommand).max(documented.commandOptions),
      z.array(parameter).max(documented.commandOptions),
    ])
    .optional(),
  ...scopes,
});

/** Of the menu of a message: any characters make a name, and nothing describes it. */
const ofMessages = z.looseObject({
  type: z.literal(3),
  name: words(32),
  name_localizations: localized(words(32)),
  description: z.literal('').optional(),
  options: z.undefined().optional(),
  ...scopes,
});

const command = z.preprocess(
  (given) => (typeof given === 'object' && given !== null ? { type: 1, ...given } : given),
  z.discriminatedUnion('type', [typed, ofMessages]),
);

/** An application command as a bot registers it. */
export type Command = z.infer<typeof command>;
type Parameter = z.infer<typeof parameter>;

/** The commands in `value`, checked one by one and as a whole; throws 50035 or 30032. */
export function checkCommands(value: unknown): Command[] {
  const commands = parseForm(z.array(command), value);
  const errors = commands.flatMap((one, index) =>
    rules(one).map((error) => ({ ...error, path: [index, ...error.path] })),
  );
  const names = commands.map((one) => `${one.type} ${one.name}`);
  if (new Set(names).size !== names.length) {
    const message = 'Application command names must be unique';
    errors.push({ path: [], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message });
  }
  if (errors.length > 0) throw invalidForm(errors);
  checkCount(commands);
  return commands;
}

/** One command in `value`; throws 50035. */
export function checkCommand(value: unknown): Command {
  const one = parseForm(command, value);
  const errors = rules(one);
  if (errors.length > 0) throw invalidForm(errors);
  return one;
}

/** Throws 30032 when an application would have too many commands in a scope. */
export function checkCount(commands: readonly { readonly type: number }[]): void {
  const count = (type: number) => commands.filter((one) => one.type === type).length;
  if (count(1) <= documented.chatInputCommands && count(3) <= documented.messageCommands) return;
  throw new RestError(400, 30032, 'Maximum number of application commands reached (100).');
}

function rules(one: Command): FormError[] {
  const errors: FormError[] = [];
  for (const { path, parameters } of parameterLists(one)) {
    errors.push(...ruleOfList(parameters).map((error) => ({ ...error, path: [...path, ...error.path] })));
  }
  const subcommands = (one.options ?? []).filter((option) => option.type === 1).map((option) => option.name);
  if (new Set(subcommands).size !== subcommands.length) {
    errors.push({
      path: ['options'],
      code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
      message: 'Duplicate',
    });
  }
  if (sizeOfCommand(one) > documented.commandSum) {
    const message = `Command exceeds maximum size (${documented.commandSum})`;
    errors.push({ path: [], code: 'APPLICATION_COMMAND_TOO_LARGE', message });
  }
  return errors;
}

function* parameterLists(one: Command): Generator<{ path: (string | number)[]; parameters: Parameter[] }> {
  const own: Parameter[] = [];
  for (const [index, option] of (one.options ?? []).entries()) {
    if (option.type !== 1) own.push(parseForm(parameter, option));
    else {
      const parameters = parseForm(z.array(parameter), option.options ?? []);
      yield { path: ['options', index, 'options'], parameters };
    }
  }
  if (own.length > 0) yield { path: ['options'], parameters: own };
}

function ruleOfList(parameters: readonly Parameter[]): FormError[] {
  const errors: FormError[] = [];
  const seen = new Set<string>();
  let optionalSeen = false;
  for (const [index, one] of parameters.entries()) {
    if (seen.has(one.name)) {
      errors.push({ path: [index], code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', message: 'Duplicate' });
    }
    seen.add(one.name);
    if (one.required === true && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      errors.push({ path: [index], code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message });
    }
    if (one.required !== true) optionalSeen = true;
    if (one.autocomplete === true && (one.choices ?? []).length > 0) {
      const message = 'Autocomplete may not be set with choices';
      errors.push({ path: [index, 'autocomplete'], code: 'BASE_TYPE_INVALID', message });
    }
  }
  return errors;
}

const texts = z.record(z.string(), z.string()).nullish();
const sized: z.ZodType<Sized> = z.lazy(() =>
  z.looseObject({
    name: z.string(),
    name_localizations: texts,
    description: z.string().optional(),
    description_localizations: texts,
    value: z.union([z.string(), z.number()]).optional(),
    options: z.array(sized).optional(),
    choices: z.array(sized).optional(),
  }),
);

interface Sized {
  name: string;
  name_localizations?: Record<string, string> | null | undefined;
  description?: string | undefined;
  description_localizations?: Record<string, string> | null | undefined;
  value?: string | number | undefined;
  options?: Sized[] | undefined;
  choices?: Sized[] | undefined;
}

/** Name, description and value of a command and all below it, the longest localization counted. */
function sizeOfCommand(value: unknown): number {
  const measure = (one: Sized): number => {
    const own =
      longest(one.name, one.name_localizations) +
      longest(one.description ?? '', one.description_localizations) +
      (one.value === undefined ? 0 : String(one.value).length);
    return [...(one.options ?? []), ...(one.choices ?? [])].reduce((sum, child) => sum + measure(child), own);
  };
  return measure(sized.parse(value));
}

function longest(text: string, localizations: Record<string, string> | null | undefined): number {
  return Math.max(text.length, ...Object.values(localizations ?? {}).map((other) => other.length));
}

import type { Localized } from '../runtime/language.ts';
import type { Caller } from './argument.ts';
import type { Given } from './bind.ts';
import type { Card, CommandCall } from './card.ts';
import type { Command, Prepared } from './command.ts';
import { badArguments, badLine, plainFault, unknownCommand } from './fault-cards.ts';
import type { Form } from './form.ts';
import { filledIn, formFor } from './form-fields.ts';
import type { Invocation } from './invocation.ts';
import { readLine } from './line.ts';
import { type LongPayloads, unpackPayload } from './payload.ts';
import type { Registry } from './registry.ts';
import { cutBetweenWords } from './text.ts';
import type { CoreWords } from './words.ts';

/** What an invocation asks for, its arguments read; or the card that says why it can't be told. */
export type InputReading =
  | { readonly command: Command; readonly prepared: Prepared; readonly replace: boolean }
  /** A form has to be filled in first. */
  | { readonly command: Command; readonly form: Form }
  | { readonly command?: Command; readonly fault: Card };

/** From what was typed, chosen or clicked to a command that is ready to run. All three pass the same checks. */
export async function readInput(
  { input, pictures = [] }: Pick<Invocation, 'input' | 'pictures'>,
  caller: Caller,
  deps: {
    readonly registry: Registry;
    readonly words: Localized<CoreWords>;
    readonly longPayloads: LongPayloads;
  },
): Promise<InputReading> {
  const words = deps.words[caller.language];
  const named = (name: string, given: Given, replace: boolean): InputReading => {
    const command = deps.registry.byName(name);
    return command === undefined
      ? { fault: unknownCommand(name, undefined, words) }
      : prepare(command, given, replace, caller, words);
  };
  if (input.kind === 'options') return named(input.command, { options: input.options }, false);
  if (input.kind === 'message') return named(input.command, ofMessage(deps.registry, input), false);
  if (input.kind === 'payload' || input.kind === 'form') {
    const call = await calledBy(input.payload, caller, deps.longPayloads);
    if (call === undefined) return { fault: plainFault(words.buttonExpired, words.buttonExpiredAdvice) };
    const again = (given: Readonly<Record<string, string>>) =>
      named(call.command, { options: given }, call.replace === true);
    const command = deps.registry.byName(call.command);
    if (input.kind === 'form') {
      return again(command === undefined ? call.arguments : filledIn(command, call, input.values));
    }
    if (call.ask === undefined || command === undefined) return again(call.arguments);
    const form = formFor(command, call, input.payload, caller.language, words);
    return form.fields.length === 0 ? again(call.arguments) : { command, form };
  }
  const line = readLine(input.text);
  if ('fault' in line) return { fault: badLine(line.fault, words) };
  const found = deps.registry.find(line.words);
  if ('nothing' in found) {
    const wanted = pictures.length > 0 ? deps.registry.all.find(takesPictures) : undefined;
    return named(wanted?.menu.name ?? 'help', { options: {} }, false);
  }
  if ('unknown' in found) return { fault: unknownCommand(found.unknown, found.nearest, words) };
  return prepare(found.command, { words: found.rest }, false, caller, words);
}

/** In a direct message, what its authority was asked for is packed in the authority's name. */
async function calledBy(
  payload: string,
  { organization, authority }: Caller,
  longPayloads: LongPayloads,
): Promise<CommandCall | undefined> {
  const own = await unpackPayload(payload, organization, longPayloads);
  return own ?? (authority === organization ? undefined : unpackPayload(payload, authority, longPayloads));
}

function takesPictures({ menu }: Command): boolean {
  return menu.fromMessage?.takes === 'picture';
}

/** The words of a message as the argument that takes them, no more than it takes; nothing for one that takes pictures. */
function ofMessage(
  registry: Registry,
  { command, text }: { readonly command: string; readonly text: string },
): Given {
  const { fromMessage, arguments: table = [] } = registry.byName(command)?.menu ?? {};
  if (fromMessage?.takes !== 'text') return { options: {} };
  const { argument } = fromMessage;
  const most = table.find(({ name }) => name === argument)?.maxLength ?? 0;
  const words = cutBetweenWords(text.trim(), most);
  return { options: words === '' ? {} : { [argument]: words } };
}

function prepare(
  command: Command,
  given: Given,
  replace: boolean,
  caller: Caller,
  words: CoreWords,
): InputReading {
  const prepared = command.prepare(given);
  return 'faults' in prepared
    ? { command, fault: badArguments(command, prepared.faults, caller.language, words) }
    : { command, prepared, replace };
}

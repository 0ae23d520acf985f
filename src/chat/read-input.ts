import type { Localized } from '../runtime/language.ts';
import type { Given } from './argument-table.ts';
import type { Caller } from './caller.ts';
import type { CommandCall } from './card.ts';
import {
  badArguments,
  badFields,
  fieldFaults,
  moreChoicesCard,
  plainFault,
  unknownCommand,
} from './fault-cards.ts';
import { askedIn, asksForMore, filledIn } from './form-fields.ts';
import type { Invocation } from './invocation.ts';
import { type LongPayloads, unpackPayload } from './payload.ts';
import type { Registry } from './registry.ts';
import { cutBetweenWords } from './text.ts';
import { type InputReading, prepareCommand, readTyped, type SubmittedForm } from './typed-input.ts';
import type { CoreWords } from './words.ts';

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
  const named = (
    name: string,
    given: Extract<Given, { options: unknown }>,
    faultCard = badArguments,
  ): InputReading => {
    const own = deps.registry.byName(name);
    const command = own ?? deps.registry.byEverydayName(name);
    if (command === undefined) return { fault: unknownCommand(name, undefined, words) };
    const isAlone = own === undefined && Object.keys(given.options).length === 0;
    const alone = isAlone ? command.everydayAlone : undefined;
    return alone === undefined
      ? prepareCommand(command, given, caller, words, faultCard)
      : named(alone.command, { options: alone.arguments });
  };
  if (input.kind === 'options') return named(input.command, { options: input.options });
  // A person who chose it in a message's menu has typed nothing that a command line would mend.
  if (input.kind === 'message') return named(input.command, ofMessage(deps.registry, input), badFields);
  if (input.kind === 'payload' || input.kind === 'form') {
    const call = await calledBy(input.payload, caller, deps.longPayloads);
    if (call === undefined) return { fault: plainFault(words.buttonExpired, words.buttonExpiredAdvice) };
    const command = deps.registry.byName(call.command);
    if (command === undefined) return { fault: plainFault(words.buttonExpired, words.buttonExpiredAdvice) };
    const again = (
      options: Readonly<Record<string, string>>,
      submitted?: { readonly submitted: SubmittedForm },
    ): InputReading => {
      const prepared = command.prepare({ options });
      if (!('faults' in prepared)) return { command, prepared, replace: call.replace === true, ...submitted };
      const { faults } = prepared;
      const { language } = caller;
      const fault = badFields(command, faults, language, words);
      const asked = new Set(askedIn(command, call).map(({ about }) => about.name));
      const atFields = fieldFaults(command, faults, language, words);
      const isAll = atFields.length === faults.length && atFields.every(({ name }) => asked.has(name));
      return { command, fault, ...submitted, ...(isAll && { faults: atFields }) };
    };
    if (input.kind === 'form') {
      const { values } = input;
      const submitted = { call, values };
      if (asksForMore(values)) return { command, fault: moreChoicesCard(words), submitted };
      return again(filledIn(command, call, values), { submitted });
    }
    const asks = askedIn(command, call).length > 0;
    return asks ? { command, form: { call, payload: input.payload } } : again(call.arguments);
  }
  return readTyped({ text: input.text, hasPictures: pictures.length > 0 }, caller, deps);
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

/** The words of a message as the argument that takes them, no more than it takes; nothing for one that takes pictures. */
function ofMessage(
  registry: Registry,
  { command, text }: { readonly command: string; readonly text: string },
): Extract<Given, { options: unknown }> {
  const { fromMessage, arguments: table = [] } = registry.byName(command)?.menu ?? {};
  if (fromMessage?.takes !== 'text') return { options: {} };
  const { argument } = fromMessage;
  const most = table.find(({ name }) => name === argument)?.maxLength ?? 0;
  const words = cutBetweenWords(text.trim(), most);
  return { options: words === '' ? {} : { [argument]: words } };
}

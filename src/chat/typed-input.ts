import type { Localized } from '../runtime/language.ts';
import type { Given } from './argument-table.ts';
import type { Unbound } from './bind.ts';
import type { Caller } from './caller.ts';
import type { Card, CommandCall, Payload } from './card.ts';
import type { Command, Prepared } from './command.ts';
import { badArguments, badLine, fieldFaults, slipCard, unknownCommand } from './fault-cards.ts';
import type { FieldFault } from './form.ts';
import { askedFor } from './form-fields.ts';
import { readLine, type Word } from './line.ts';
import { type MeantLine, meantInGroup, meantInOrder } from './meant-line.ts';
import { readPlainWords } from './plain-words.ts';
import { type NamedCommand, type Registry, umbrella, withoutUmbrella } from './registry.ts';
import { mayRun } from './role.ts';
import { shorten } from './text.ts';
import type { CoreWords } from './words.ts';

/** What an invocation asks for, its arguments read; or the card that says why it can't be told. */
export type InputReading =
  | {
      readonly command: Command;
      readonly prepared: Prepared;
      readonly replace: boolean;
      readonly submitted?: SubmittedForm;
    }
  /** A form has to be filled in first: `payload` is the button that asks for it. */
  | { readonly command: Command; readonly form: { readonly call: CommandCall; readonly payload: Payload } }
  | {
      readonly command?: Command;
      readonly fault: Card;
      /** What is wrong with fields of the form that was sent off, where that is all. */
      readonly faults?: readonly FieldFault[];
      readonly submitted?: SubmittedForm;
    };

/** A form that was sent off: the call of its button, and what was filled in; or what a line was typed for instead. */
export interface SubmittedForm {
  readonly call: CommandCall;
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong with a line that was typed. */
  readonly typed?: { readonly faults: readonly FieldFault[]; readonly isOnlyShort: boolean };
}

interface TypedDeps {
  readonly registry: Registry;
  readonly words: Localized<CoreWords>;
}

/** So much of a line stands on a button. */
const longestLabel = 60;

/**
 * What a typed line asks for: the command that it names, with a slash or without; one that it misses by a letter, which is
 * asked and not run; else what its plain words stand for. With a slash before it, it is a command or a mistake.
 */
export async function readTyped(
  { text, hasPictures }: { readonly text: string; readonly hasPictures: boolean },
  caller: Caller,
  deps: TypedDeps,
): Promise<InputReading> {
  const { registry } = deps;
  const words = deps.words[caller.language];
  const prepare = (command: Command, given: Given) => prepareCommand(command, given, caller, words);
  const called = ({ command: name, arguments: options }: CommandCall): InputReading => {
    const command = registry.byName(name);
    return command === undefined
      ? { fault: unknownCommand(name, undefined, words) }
      : prepare(command, { options });
  };
  const line = readLine(text);
  const typed = withoutUmbrella('fault' in line ? bareWords(text) : line.words);
  const isPlain = !/^[/／]/.test(typed[0]?.text ?? '');
  const found = registry.find(typed);
  // In plain words a quotation mark is one more sign: inches, or a name.
  const isQuoteMissed = 'fault' in line && line.fault.kind === 'unclosed quote';
  if ('fault' in line && !(isQuoteMissed && isPlain && 'unknown' in found))
    return { fault: badLine(line.fault, words) };
  const ofPicture = hasPictures ? registry.all.find(takesPictures) : undefined;
  if ('nothing' in found) return called({ command: ofPicture?.menu.name ?? 'help', arguments: {} });
  if ('group' in found) return called(helpOn(found.group));
  const plain = async () => (isPlain ? plainReadings(text, caller, deps) : nothingPlain);
  if ('command' in found) {
    const { command, rest } = found;
    const reading = asTyped(command, rest, caller, words);
    if (found.everyday !== true || 'prepared' in reading) return reading;
    const alone = command.everydayAlone;
    if (rest.length > 0) {
      const { surely } = await plain();
      if (surely !== undefined || !isPlain || alone === undefined) return surely ?? reading;
    }
    return alone === undefined ? reading : called(alone);
  }
  const { surely, other, asWords } = await plain();
  const slip =
    surely === undefined
      ? (slipOf(found.slip, caller) ??
        (await plainlyMeant(found.slip?.line, text, isPlain, caller, deps)) ??
        meantInGroup(found.shared, typed.slice(1), registry.all, caller))
      : undefined;
  if (slip !== undefined) {
    const instead = asWords && { label: words.asWords(shorten(text.trim(), longestLabel)), run: asWords };
    return { fault: asked(slip, instead, words) };
  }
  if (surely !== undefined) return surely;
  if (isPlain && ofPicture !== undefined) return called({ command: ofPicture.menu.name, arguments: {} });
  return other ?? { fault: unknownCommand(found.unknown, found.nearest, words, found.shared) };
}

/** Asks whether `meant` is meant. */
function asked(meant: MeantLine, instead: Parameters<typeof slipCard>[1], words: CoreWords): Card {
  return slipCard({ ...meant, line: shorten(meant.line, longestLabel) }, instead, words);
}

/** Reads the words of a line that names `command`; where they are all there in another order, that is asked. */
function asTyped(command: Command, rest: readonly Word[], caller: Caller, words: CoreWords): InputReading {
  const reading = prepareCommand(command, { words: rest }, caller, words);
  if (!('fault' in reading)) return reading;
  const unbound = command.prepare({ words: rest });
  const meant = 'faults' in unbound ? meantInOrder(command, rest, unbound) : undefined;
  return meant === undefined ? reading : { command, fault: asked(meant, undefined, words) };
}

/** Reads what was given for `command`; `faultCard` says what is wrong with it. */
export function prepareCommand(
  command: Command,
  given: Given,
  caller: Caller,
  words: CoreWords,
  faultCard = badArguments,
): InputReading {
  const prepared = command.prepare(given);
  if (!('faults' in prepared)) return { command, prepared, replace: false };
  const fault = faultCard(command, prepared.faults, caller.language, words);
  const submitted = asForm(command, prepared, caller, words);
  return { command, fault, ...(submitted !== undefined && { submitted }) };
}

/**
 * A line that can't be read as the form that would have asked for the same, filled in with what was typed; `undefined` where
 * something is wrong that no field can mend, or where there is more than a form has fields for.
 */
function asForm(
  command: Command,
  { faults, texts }: Unbound,
  { language }: Caller,
  words: CoreWords,
): SubmittedForm | undefined {
  const atFields = fieldFaults(command, faults, language, words);
  if (atFields.length < faults.length) return undefined;
  const ask = askedFor(command, [...Object.keys(texts), ...atFields.map(({ name }) => name)]);
  if (ask === undefined) return undefined;
  const isOnlyShort = faults.every(({ kind }) => kind === 'missing');
  return {
    // What was typed may be somebody's address: it stands in a draft, and not on the button.
    call: { command: command.menu.name, arguments: {}, ask },
    values: texts,
    typed: { faults: atFields, isOnlyShort },
  };
}

interface PlainReadings {
  /** The call of {@link PlainReadings.surely}. */
  readonly sureCall?: CommandCall | undefined;
  /** What the words name: a link, a number. */
  readonly surely?: InputReading | undefined;
  /** What they stand for if they name nothing. */
  readonly other?: InputReading | undefined;
  /** The call that takes them as words. */
  readonly asWords?: CommandCall | undefined;
}

const nothingPlain: PlainReadings = {};

/** What plain words stand for. The answer is the asker's alone, whatever the command does otherwise. */
async function plainReadings(text: string, caller: Caller, { registry }: TypedDeps): Promise<PlainReadings> {
  const readings = readPlainWords(text.replace(umbrellaBefore, ''), registry.all);
  let surely: InputReading | undefined;
  let sureCall: CommandCall | undefined;
  let other: InputReading | undefined;
  for (const { command: name, arguments: options, what, unsure } of readings) {
    const command = registry.byName(name);
    const prepared = command?.prepare({ options });
    if (command === undefined || prepared === undefined || 'faults' in prepared) continue;
    // Whether there is such a thing is not told to a person who may not see it.
    if (unsure === true && !(mayRun(caller, command.menu) && (await command.knows({ options })))) continue;
    const reading = { command, prepared: { ...prepared, visibility: 'asker' as const }, replace: false };
    if (what === 'words' || what === 'greeting') other ??= reading;
    else [surely, sureCall] = [reading, { command: name, arguments: options }];
    if (surely !== undefined) break;
  }
  const asWords = readings.find(({ what }) => what === 'words');
  return {
    surely,
    sureCall,
    other,
    asWords: asWords && { command: asWords.command, arguments: asWords.arguments },
  };
}

const umbrellaBefore = new RegExp(String.raw`^\s*[/／@]?${umbrella}(?=\s)`, 'i');

/** What a slip is asked with; `undefined` where the mended line is none that the caller could run. */
function slipOf(
  slip: { readonly line: string; readonly meant?: NamedCommand } | undefined,
  caller: Caller,
): MeantLine | undefined {
  if (slip?.meant === undefined) return undefined;
  const { line, meant } = slip;
  if ('group' in meant) return { line, run: helpOn(meant.group) };
  const { command, rest } = meant;
  if (!mayRun(caller, command.menu) && !command.insteadOffered) return undefined;
  const run = command.callOf({ words: rest });
  if (run !== undefined) return { line, run };
  // With words that it would not take, it was hardly meant.
  return rest.length > 0 ? undefined : { line, run: command.everydayAlone ?? helpOn(command.menu.name) };
}

/**
 * What a line names by what stands in it, an order's number say, where its first word is a slip (`mended`), or a slash before
 * it says that it is a command and there is none: it is asked, and not run. `undefined` where it names nothing so.
 */
async function plainlyMeant(
  mended: string | undefined,
  text: string,
  isPlain: boolean,
  caller: Caller,
  deps: TypedDeps,
): Promise<MeantLine | undefined> {
  const line = mended ?? (isPlain ? undefined : text.trim().replace(/^[/／]/, ''));
  const { sureCall: run } = line === undefined ? nothingPlain : await plainReadings(line, caller, deps);
  const command = run && deps.registry.byName(run.command);
  if (run === undefined || command === undefined || !mayRun(caller, command.menu)) return undefined;
  return { line: [run.command, ...Object.values(run.arguments)].join(' '), run };
}

function helpOn(command: string): CommandCall {
  return { command: 'help', arguments: { command } };
}

function takesPictures({ menu }: Command): boolean {
  return menu.fromMessage?.takes === 'picture';
}

function bareWords(text: string): readonly Word[] {
  return text
    .split(/\s+/)
    .filter((each) => each !== '')
    .map((each) => ({ text: each, quoted: false }));
}

import type { Language } from '../runtime/language.ts';
import { scopedId, splitScopedId } from '../runtime/scoped-id.ts';
import type { ArgumentFault } from './argument-table.ts';
import type { Caller } from './caller.ts';
import type { Action, Block, Card, CommandCall, Field } from './card.ts';
import type { Command } from './command.ts';
import type { FieldFault } from './form.ts';
import { fieldLabel } from './form-fields.ts';
import type { LineFault } from './line.ts';
import { type CommandMenu, examplesOf, usageOf } from './menu.ts';
import { mayDo, type NoRole, type RolesHeld, type Unsure } from './role.ts';
import { shorten, type Text } from './text.ts';
import type { CoreWords, FaultOfField, TooLong } from './words.ts';

/** How much of what a person typed is shown back to them. */
const longestEcho = 60;

/** How many faults one answer names; the rest shows once these are mended. */
const mostFaults = 3;

/** What is wrong with the arguments of `command`, what is expected, and an example. */
export function badArguments(
  command: Command,
  faults: readonly ArgumentFault[],
  language: Language,
  words: CoreWords,
): Card {
  const items = faults.slice(0, mostFaults).map((fault) => {
    const shown = echoed(tooLong(command.menu, fault) ?? fault);
    const about = argumentOf(command, fault);
    const label = about && fieldLabel(about, language);
    return [words.argumentFault(shown, expected(command, fault, language), label)];
  });
  return bad(
    words.badInput,
    [
      { kind: 'list', items },
      { kind: 'fields', fields: usageFields(command, language, words) },
    ],
    [helpAction(words, command.menu.name)],
  );
}

/**
 * What is wrong with what a person filled in or clicked: which field, and what is right, without a command line.
 */
export function badFields(
  command: Command,
  faults: readonly ArgumentFault[],
  language: Language,
  words: CoreWords,
): Card {
  const atFields = fieldFaults(command, faults, language, words);
  const items = atFields.slice(0, mostFaults).map(({ why }): Text => [why]);
  // A button can't be mended: what it says is of a version that had other arguments.
  if (items.length === 0) return plainFault(words.buttonExpired, words.buttonExpiredAdvice);
  return bad(words.badInput, [{ kind: 'list', items }], []);
}

/** What is wrong with each field, in the words of {@link badFields}; what is no field's is left out. */
export function fieldFaults(
  command: Command,
  faults: readonly ArgumentFault[],
  language: Language,
  words: CoreWords,
): readonly FieldFault[] {
  return faults.flatMap((fault): readonly FieldFault[] => {
    const about = argumentOf(command, fault);
    const shown = echoed(tooLong(command.menu, fault) ?? fault);
    if (about === undefined || !isOfField(shown)) return [];
    const { name } = about;
    const why = words.fieldFault(shown, fieldLabel(about, language), command.expects(name)[language]);
    return [{ name, why }];
  });
}

/**
 * `card`, which refuses what was filled in, with the button that opens the form again, or for the first time where a line was
 * typed: in the place of any other way to the same form.
 */
export function withCorrection(
  card: Card,
  again: CommandCall,
  { correct: label }: Pick<CoreWords, 'correct'>,
): Card {
  const others = card.actions.filter(
    (action) => action.kind !== 'run' || action.run.ask === undefined || action.run.command !== again.command,
  );
  const isFirst = others.every((action) => action.kind === 'select' || action.style !== 'primary');
  const correct: Action = {
    kind: 'run',
    label,
    run: again,
    ...(isFirst && { style: 'primary' }),
  };
  return { ...card, actions: [correct, ...others] };
}

function isOfField(fault: ArgumentFault | TooLong): fault is FaultOfField {
  return fault.kind === 'missing' || fault.kind === 'invalid' || fault.kind === 'too long';
}

/** A field has more choices than it shows: its form is to be opened again with others. */
export function moreChoicesCard(words: CoreWords): Card {
  return {
    tone: 'plain',
    title: words.moreChoices,
    body: [{ kind: 'text', text: [words.moreChoicesAdvice] }],
    actions: [],
  };
}

/** How a command is typed, for where its form can't be shown. */
export function usageCard(command: Command, language: Language, words: CoreWords): Card {
  return {
    tone: 'plain',
    title: command.menu.form?.title[language] ?? command.menu.summary[language],
    body: exampleFields(command, language, words).map(({ label, value }) => ({
      kind: 'text',
      text: [{ bold: label }, ' ', ...value],
    })),
    actions: [helpAction(words, command.menu.name)],
  };
}

/** What is wrong with a line that no command could be read from. */
export function badLine(fault: LineFault, words: CoreWords): Card {
  return bad(words.badInput, [{ kind: 'text', text: [words.lineFault(fault)] }], [helpAction(words)]);
}

/** No command has that name; the nearest one that has. `group`: a first word that several commands share, which help shows. */
export function unknownCommand(
  name: string,
  nearest: string | undefined,
  words: CoreWords,
  group?: string,
): Card {
  const advice = nearest === undefined ? words.seeHelp : words.didYouMean(nearest);
  return bad(
    words.unknownCommand(shorten(name, longestEcho)),
    [{ kind: 'text', text: [advice] }],
    [helpAction(words, nearest ?? group)],
  );
}

/**
 * What was typed misses `line` by a letter: nothing has run, and a button runs it. `instead` takes it as what it says.
 */
export function slipCard(
  { line, run }: { readonly line: string; readonly run: CommandCall },
  instead: { readonly label: string; readonly run: CommandCall } | undefined,
  words: CoreWords,
): Card {
  return bad(
    words.slip(line),
    [{ kind: 'text', text: [words.slipAdvice] }],
    [
      { kind: 'run', label: `/${line}`, run, style: 'primary' },
      ...(instead === undefined ? [] : [{ kind: 'run' as const, ...instead }]),
      helpAction(words),
    ],
  );
}

/** The person may not run that command here: which role it takes, and whom to ask, or how there comes to be an admin. */
export function notPermitted(
  { name, needs }: Pick<CommandMenu, 'name' | 'needs'>,
  asker: RolesHeld & {
    readonly person: string;
    readonly hasAdmin: boolean;
    readonly outside?: boolean;
    readonly unsure?: Unsure | undefined;
  },
  words: CoreWords,
): Card {
  const takes = mayDo(asker.role, needs)
    ? words.roleNeededEverywhere(words.roles[needs], words.roles[asker.roleEverywhere])
    : words.roleNeeded(words.roles[needs], words.roles[asker.role]);
  const inside = asker.hasAdmin ? words.askAdmin : words.noAdmin(asker.person);
  const advice = asker.outside === true ? words.askInside : inside;
  const told = words.sentences([takes, advice, ...unsureWords(asker, words)]);
  return bad(words.notPermitted(name), [{ kind: 'text', text: [told] }], []);
}

/** A person without any role here: why, and who can change that. */
export function noRoleCard(found: NoRole & Pick<Caller, 'workspace' | 'person'>, words: CoreWords): Card {
  const { platform } = splitScopedId(found.person);
  const told = (advice: string) => words.sentences([advice, ...unsureWords(found, words)]);
  switch (found.none) {
    case 'not let in': {
      const workspace = scopedId(platform, found.workspace);
      return bad(
        words.notLetIn,
        [
          { kind: 'fields', fields: [{ label: words.itsId, value: [{ code: workspace }] }] },
          { kind: 'text', text: [words.notLetInAdvice(workspace)] },
        ],
        [],
      );
    }
    case 'other company':
      return plainFault(words.otherCompany, told(words.otherCompanyAdvice(found.person)));
    case 'no shared workspace':
      return plainFault(words.noSharedWorkspace, told(words.noSharedWorkspaceAdvice));
  }
}

function unsureWords(
  { unsure }: { readonly unsure?: Unsure | undefined },
  words: CoreWords,
): readonly string[] {
  return unsure === undefined ? [] : [words.unsure[unsure]];
}

/** To a person who was told why not long ago, where the platform was promised an answer. */
export function notServedCard(words: CoreWords): Card {
  return bad(words.notServed, [], []);
}

/** `card` of what was done, and that it is not in the audit log. */
export function unrecorded(card: Card, trace: string, words: CoreWords): Card {
  const text = [words.doneUnrecorded(trace)];
  return { ...card, tone: 'warning', body: [...card.body, { kind: 'text', text }] };
}

/** Something went wrong that is not the asker's fault. */
export function plainFault(title: string, advice: string): Card {
  return bad(title, [{ kind: 'text', text: [advice] }], []);
}

function usageFields(command: Command, language: Language, words: CoreWords): readonly Field[] {
  return [
    { label: words.usage, value: [{ code: `/${command.menu.name} ${usageOf(command.menu)}`.trim() }] },
    ...exampleFields(command, language, words),
  ];
}

function exampleFields(command: Command, language: Language, words: CoreWords): readonly Field[] {
  return examplesOf(command.menu, language)
    .slice(0, 1)
    .map((line) => ({ label: words.example, value: [{ code: line }] }));
}

/** The argument that is wrong, where people are told of it. */
function argumentOf({ menu }: Command, fault: ArgumentFault) {
  return menu.arguments.find((each) => 'name' in fault && each.name === fault.name);
}

function expected(command: Command, fault: ArgumentFault, language: Language): string {
  return 'name' in fault ? command.expects(fault.name)[language] : '';
}

/** What was given is too long for the argument to look at it at all. */
function tooLong({ arguments: table }: CommandMenu, fault: ArgumentFault): TooLong | undefined {
  if (fault.kind !== 'invalid') return undefined;
  const { name, given } = fault;
  const most = table.find((argument) => argument.name === name)?.maxLength ?? given.length;
  return given.length > most ? { kind: 'too long', name, given, most } : undefined;
}

function echoed(fault: ArgumentFault | TooLong): ArgumentFault | TooLong {
  return 'given' in fault ? { ...fault, given: shorten(fault.given, longestEcho) } : fault;
}

function helpAction(words: CoreWords, command?: string): Action {
  return {
    kind: 'run',
    label: words.helpButton,
    run: { command: 'help', arguments: command === undefined ? {} : { command } },
  };
}

function bad(title: string, body: readonly Block[], actions: readonly Action[]): Card {
  return { tone: 'warning', title, body, actions };
}

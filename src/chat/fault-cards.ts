import type { Language } from '../runtime/language.ts';
import { scopedId, splitScopedId } from '../runtime/scoped-id.ts';
import type { Unsure } from './affiliation.ts';
import type { Caller } from './argument.ts';
import type { ArgumentFault } from './bind.ts';
import type { Action, Block, Card, Field } from './card.ts';
import type { Command } from './command.ts';
import type { LineFault } from './line.ts';
import { type CommandMenu, usageOf } from './menu.ts';
import { mayDo, type NoRole, type RolesHeld } from './role.ts';
import { shorten } from './text.ts';
import type { CoreWords, TooLong } from './words.ts';

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
    return [words.argumentFault(shown, expected(command, fault, language))];
  });
  return bad(
    words.badInput,
    [
      { kind: 'list', items },
      { kind: 'fields', fields: usageFields(command, words) },
    ],
    [helpAction(words, command.menu.name)],
  );
}

/** How a command is typed, for where its form can't be shown. */
export function usageCard(command: Command, language: Language, words: CoreWords): Card {
  return {
    tone: 'plain',
    title: command.menu.summary[language],
    body: [{ kind: 'fields', fields: usageFields(command, words) }],
    actions: [helpAction(words, command.menu.name)],
  };
}

/** What is wrong with a line that no command could be read from. */
export function badLine(fault: LineFault, words: CoreWords): Card {
  return bad(words.badInput, [{ kind: 'text', text: [words.lineFault(fault)] }], [helpAction(words)]);
}

/** No command has that name; the nearest one that has. */
export function unknownCommand(name: string, nearest: string | undefined, words: CoreWords): Card {
  const advice = nearest === undefined ? words.seeHelp : words.didYouMean(nearest);
  return bad(
    words.unknownCommand(shorten(name, longestEcho)),
    [{ kind: 'text', text: [advice] }],
    [helpAction(words, nearest)],
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
  const unsure = asker.unsure === undefined ? '' : ` ${words.unsure[asker.unsure]}`;
  return bad(words.notPermitted(name), [{ kind: 'text', text: [`${takes} ${advice}${unsure}`] }], []);
}

/** A person without any role here: why, and who can change that. */
export function noRoleCard(found: NoRole & Pick<Caller, 'place' | 'person'>, words: CoreWords): Card {
  const { platform } = splitScopedId(found.person);
  const unsure = found.unsure === undefined ? '' : ` ${words.unsure[found.unsure]}`;
  switch (found.none) {
    case 'not let in': {
      const place = scopedId(platform, found.place);
      return bad(
        words.notLetIn,
        [
          { kind: 'fields', fields: [{ label: words.itsId, value: [{ code: place }] }] },
          { kind: 'text', text: [words.notLetInAdvice(place)] },
        ],
        [],
      );
    }
    case 'other company':
      return plainFault(words.otherCompany, `${words.otherCompanyAdvice(found.person)}${unsure}`);
    case 'no shared workspace':
      return plainFault(words.noSharedPlace, `${words.noSharedPlaceAdvice}${unsure}`);
  }
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

function usageFields(command: Command, words: CoreWords): readonly Field[] {
  return [
    { label: words.usage, value: [{ code: `/${command.menu.name} ${usageOf(command.menu)}`.trim() }] },
    ...command.menu.examples.slice(0, 1).map((line) => ({ label: words.example, value: [{ code: line }] })),
  ];
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

import type { Localized } from '../runtime/language.ts';
import type { Suggestion } from './adapter.ts';
import type { Argument } from './argument.ts';
import { type Given, plainName, shownArguments, type Table, type Values } from './argument-table.ts';
import type { Facts, RunAudit } from './audit.ts';
import { bind, printLine, printValues, readable, type Unbound } from './bind.ts';
import type { Caller } from './caller.ts';
import type { Card, CommandCall } from './card.ts';
import type { FieldHelp } from './form.ts';
import type { Visibility } from './invocation.ts';
import { type LookUps, lookUpAll, type Pending, pendingIn, remarked } from './look-up.ts';
import type { ArgumentMenu, CommandMenu, FromMessage } from './menu.ts';
import type { AttachedPicture } from './picture.ts';
import type { Takes } from './plain-words.ts';
import type { Role } from './role.ts';

/** What a command's run is told besides its arguments. */
export interface Run extends Caller {
  /** What came with the asking, or with the message that it is about; often none. */
  readonly pictures: readonly AttachedPicture[];
  /** Aborts when the answer would come too late, or the bot stops. */
  readonly signal: AbortSignal;
  /** What is to be written down of the run. */
  readonly audit: RunAudit;
  /** Every command there is, for one that goes on with another. */
  readonly commands: CommandFinder;
}

/** Finds a command by its whole name. */
export interface CommandFinder {
  byName(name: string): Command | undefined;
}

/**
 * One command, once: the text grammar, a platform's typed options, completion, `/help`, usage lines and the
 * answer to a wrong argument all come from this description. It needs nothing that is open.
 */
export interface Description<T extends Table> {
  /** One word, or two for a subcommand (`order preview`). */
  readonly name: string;
  readonly summary: Localized;
  readonly arguments: T;
  /** What its form is called; its summary when left out. */
  readonly form?: NonNullable<CommandMenu['form']>;
  /** Which of its arguments a form asks for where a person begins with it; without it, no button begins it. */
  readonly begins?: readonly (keyof T & string)[];
  /** Whole lines without the slash. */
  readonly examples: readonly string[];
  /** The same for people of a language, where lines hold words of one. */
  readonly examplesIn?: CommandMenu['examplesIn'];
  /** The least role that may run it, whichever way it was asked for. */
  readonly needs: Role;
  /** It shows or changes what is the whole organization's: a role of one conversation won't do. */
  readonly organizationWide?: boolean;
  /** It is there only where the partner's API is the sandbox. */
  readonly sandboxOnly?: boolean;
  /** Whether, with these arguments, it lets the workspace in: then it runs for a first admin where nothing else does. */
  admits?(values: Values<T>): boolean;
  /** What is run for those who may not, where there is something that they may: a call of another command. */
  instead?(values: Values<T>): CommandCall;
  /** Its card stands on a person's own page, where a platform has one; it runs there without arguments. */
  readonly isHome?: boolean;
  /** How it is run from a message that a person points at, if it can be. */
  readonly fromMessage?: FromMessage;
  /** A `write` changes something that outlives the answer: it runs once however often it is delivered. */
  readonly effect: 'read' | 'write';
  /** What of its arguments goes into the audit log: ids and numbers, nothing of a person. Nothing when left out. */
  audited?(values: Values<T>): Facts;
  /** Of the commands that share a first word, the one that it stands for when nothing follows it. */
  readonly alone?: boolean;
  /** What people call it in everyday words, in any language; one word each, lower case. */
  readonly everyday?: CommandMenu['everyday'];
  /** What an everyday name stands for with nothing behind it, where the command itself needs more than that. */
  readonly everydayAlone?: CommandCall;
  /** What it takes of words in which no command is named; only where it changes nothing. */
  readonly takes?: readonly Takes[];
  /** Who sees the answer; the asker alone when left out. */
  visibility?(values: Values<T>): Visibility;
}

/** What a command does, and what it takes to read its arguments that is open only while the bot runs. */
interface Behaviour<T extends Table> {
  run(values: Values<T>, run: Run): Promise<Card>;
  /** What takes a call or the store to be found. */
  readonly lookUp?: LookUps<T>;
  /**
   * What helps to fill in its form, by the offer, order or account at hand: asked once, as the form opens, with what the
   * button says already. What it is too late with is left out.
   */
  fields?(
    given: Partial<Values<T>>,
    caller: Caller & { readonly signal: AbortSignal },
  ): Promise<{ readonly [Name in keyof T]?: FieldHelp }>;
  /** Suggests values of an argument whose description says that it `suggests`. */
  readonly suggest?: { readonly [Name in keyof T]?: NonNullable<Argument<unknown>['suggest']> };
  /** Whether there is what plain words seem to name, where {@link Takes} is unsure. Calls no one. */
  knows?(values: Values<T>): Promise<boolean>;
}

/** A command as the rest of the core handles it, whatever its arguments. */
export interface Command {
  readonly menu: CommandMenu;
  readonly effect: 'read' | 'write';
  /** Its first word alone stands for it. */
  readonly alone: boolean;
  /** Whether there is something to run for those who may not run it. */
  readonly insteadOffered: boolean;
  readonly everydayAlone?: CommandCall;
  readonly takes: readonly Takes[];
  /** The call that says what was given, for a button; `undefined` where something is wrong with it. */
  callOf(given: Given): CommandCall | undefined;
  /** Whether there is what the arguments name. */
  knows(given: Given): Promise<boolean>;
  /** Reads what was given; nothing has run yet. */
  prepare(given: Given): Prepared | Unbound;
  /** What the argument `name` has to be, in words. */
  expects(name: string): Localized;
  /** The text that means none for the argument `name`; `undefined` where leaving it out means that. */
  noneOf(name: string): string | undefined;
  suggest(argument: string, typed: string, caller: Caller): Promise<readonly Suggestion[]>;
  /** What helps to fill in the form of a call with these arguments, by their names. Rejects as the partner's API does. */
  fieldHelp?(
    given: Readonly<Record<string, string>>,
    caller: Caller & { readonly signal: AbortSignal },
  ): Promise<ReadonlyMap<string, FieldHelp>>;
}

/** A command with its arguments read, ready to run. */
export interface Prepared {
  readonly visibility: Visibility;
  /** What of its arguments goes into the audit log. */
  readonly audited: Facts;
  /** It lets the workspace in. */
  readonly admits: boolean;
  /** What is run for a person who may not run this. */
  readonly instead?: CommandCall;
  run(run: Run): Promise<Card>;
}

/** A command's description, and the way to put it on a button. */
export interface CommandDescription<T extends Table> {
  readonly menu: CommandMenu;
  /** The call that a card's action holds. Optional arguments may be left out here too. */
  call(
    values: Values<T>,
    options?: { readonly replace?: boolean; readonly ask?: readonly (keyof T & string)[] },
  ): CommandCall;
  /** `values` as a person would type them, without the slash. */
  line(values: Values<T>): string;
  /** The command that does this. */
  does(behaviour: Behaviour<T>): DefinedCommand<T>;
}

type DefinedCommand<T extends Table> = Command & Omit<CommandDescription<T>, 'does'>;

/** Makes all of a command that can be had before anything is open. */
export function describeCommand<T extends Table>(description: Description<T>): CommandDescription<T> {
  const { name, summary, arguments: table } = description;
  const call: CommandDescription<T>['call'] = (values, options) => ({
    command: name,
    arguments: printValues(table, values),
    ...(options?.replace === true && { replace: true }),
    ...(options?.ask !== undefined && { ask: options.ask }),
  });
  const described = {
    menu: {
      name,
      summary,
      needs: description.needs,
      ...(description.organizationWide === true && { organizationWide: true }),
      ...(description.sandboxOnly === true && { sandboxOnly: true }),
      arguments: shownArguments(table).map(
        ([argument, about]): ArgumentMenu => ({
          name: argument,
          position: about.position,
          required: about.required,
          hint: about.hint,
          ...(about.label !== undefined && { label: about.label }),
          example: about.example,
          ...(about.exampleIn !== undefined && { exampleIn: about.exampleIn }),
          maxLength: about.maxLength,
          ...(about.takes !== undefined && { takes: about.takes }),
          ...(about.choices !== undefined && { choices: about.choices }),
          ...(about.chosen === true && { chosen: true }),
          ...(about.several === true && { several: true }),
          ...(about.picture === true && { picture: true }),
          ...(about.requiredInForm === true && { requiredInForm: true }),
          ...(about.formOnly === true && { formOnly: true }),
          suggests: about.suggests === true || about.suggest !== undefined,
        }),
      ),
      examples: description.examples.map(slashed),
      ...(description.examplesIn !== undefined && {
        examplesIn: Object.fromEntries(
          Object.entries(description.examplesIn).map(([language, lines]) => [language, lines.map(slashed)]),
        ),
      }),
      ...(description.everyday !== undefined && { everyday: description.everyday }),
      ...(description.form !== undefined && { form: description.form }),
      ...(description.begins !== undefined && { begins: description.begins }),
      ...(description.isHome === true && { isHome: true }),
      ...(description.fromMessage !== undefined && { fromMessage: description.fromMessage }),
    },
    call,
    line: (values: Values<T>) => printLine(table, name, printValues(table, values)),
  };
  return { ...described, does: (behaviour) => ({ ...described, ...runnable(description, behaviour, call) }) };
}

/** A line as it is typed. */
function slashed(line: string): string {
  return `/${line}`;
}

function runnable<T extends Table>(
  description: Description<T>,
  behaviour: Behaviour<T>,
  call: CommandDescription<T>['call'],
): Omit<Command, 'menu'> {
  const { summary, arguments: table, effect } = description;
  const { fields } = behaviour;
  const row = (argument: string) =>
    Object.entries(table).find(([known]) => plainName(known) === plainName(argument));

  /** Runs it with what `values` mean, which is only known once it was looked up. */
  async function runFound(values: Values<T>, pending: readonly Pending[], run: Run): Promise<Card> {
    const found = await lookUpAll(table, values, pending, { caller: run, call });
    if ('card' in found) return found.card;
    if (effect === 'write') run.audit.add(description.audited?.(found.values) ?? {});
    return remarked(await behaviour.run(found.values, run), found.remarks);
  }

  return {
    effect,
    alone: description.alone === true,
    insteadOffered: description.instead !== undefined,
    ...(description.everydayAlone !== undefined && { everydayAlone: description.everydayAlone }),
    takes: description.takes ?? [],
    callOf(given) {
      const bound = bind(table, given);
      return 'faults' in bound ? undefined : call(bound.values);
    },
    async knows(given) {
      const bound = bind(table, given);
      return !('faults' in bound) && (await behaviour.knows?.(bound.values)) === true;
    },
    prepare(given) {
      const bound = bind(table, given);
      if ('faults' in bound) return bound;
      const { values } = bound;
      const instead = description.instead?.(values);
      const pending = pendingIn(table, values, behaviour.lookUp);
      const isFound = pending.length === 0;
      return {
        visibility: description.visibility?.(values) ?? 'asker',
        // What is only named, such as by a link that tells whose it is, is not written down.
        audited: (isFound && description.audited?.(values)) || {},
        admits: description.admits?.(values) === true,
        ...(instead !== undefined && { instead }),
        run: (run) => (isFound ? behaviour.run(values, run) : runFound(values, pending, run)),
      };
    },
    expects: (argument) => row(argument)?.[1].expected ?? summary,
    noneOf: (argument) => row(argument)?.[1].none,
    ...(fields !== undefined && {
      async fieldHelp(given, caller) {
        const help = await fields(readable(table, given), caller);
        return new Map(
          Object.entries(help).flatMap(([name, each]) => (each === undefined ? [] : [[name, each]])),
        );
      },
    }),
    async suggest(argument, typed, caller) {
      const [known, found] = row(argument) ?? [];
      if (known === undefined || found === undefined) return [];
      const suggest = behaviour.suggest?.[known] ?? found.suggest;
      if (suggest !== undefined) return suggest(typed, caller);
      const begun = typed.trim().toLowerCase();
      return (found.choices ?? [])
        .map(({ value, label }) => ({ value, label: label[caller.language] }))
        .filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(begun));
    },
  };
}

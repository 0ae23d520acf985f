import type { Language } from '../runtime/language.ts';
import { plainName } from './argument-table.ts';
import type { CommandCall, Payload } from './card.ts';
import type { Command } from './command.ts';
import type { FieldChoice, FieldHelp, Form, FormField } from './form.ts';
import type { FormDraft } from './form-drafts.ts';
import type { ArgumentMenu } from './menu.ts';
import { shorten } from './text.ts';
import type { CoreWords } from './words.ts';

/** As much as every platform's forms can show; see {@link Form}. */
const most = { title: 45, submit: 24, fields: 5, label: 45, hint: 100 } as const;

/** As long as every platform shows a form's title whole. */
const mostTitle = 24;

/** How many choices a field has on a platform that does not say how many it shows. */
export const mostChoices = 25;

interface AskedField {
  readonly about: ArgumentMenu;
  /** What the button says of it, where a field can show it. */
  readonly initial: string | undefined;
}

/** What the form for `call` asks, and what stands in its fields at first: as much as every platform can show. */
export function askedIn(command: Command, call: CommandCall): readonly AskedField[] {
  return (call.ask ?? []).slice(0, most.fields).flatMap((name) => {
    const about = command.menu.arguments.find((argument) => plainName(argument.name) === plainName(name));
    if (about === undefined) return [];
    const given = Object.entries(call.arguments).find(([other]) => plainName(other) === plainName(name));
    return [{ about, initial: given === undefined ? undefined : shownOf(about, given[1]) }];
  });
}

/**
 * What a form asks for that is to show `names`: these, and whatever else people begin the command with where there is room.
 * `undefined` where one form can't ask for all of `names`.
 */
export function askedFor({ menu }: Command, names: readonly string[]): readonly string[] | undefined {
  const inOrder = (those: readonly string[]) =>
    menu.arguments.flatMap(({ name }) => (those.includes(name) ? [name] : []));
  const asked = inOrder(names);
  if (asked.length > most.fields || asked.length < new Set(names).size) return undefined;
  const begun = inOrder([...names, ...(menu.begins ?? [])]);
  return begun.length > most.fields ? asked : begun;
}

/** `value`, where a field can hold it: none that is too long or no choice of it is ever cut or guessed. */
function shownOf({ choices, several, maxLength }: ArgumentMenu, value: string): string | undefined {
  if (value.trim() === '' || value.length > maxLength) return undefined;
  const offered = choices?.map((choice) => choice.value);
  const parts = several === true ? value.split(',') : [value];
  return offered === undefined || parts.every((part) => offered.includes(part)) ? value : undefined;
}

/**
 * What a submitted form says: the arguments of `call`, and in the place of those that it asks for what was filled in; no
 * other can be slipped in. A field that showed a value and comes back empty, or with nothing but blanks, means none.
 */
export function filledIn(
  command: Command,
  call: CommandCall,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const asked = askedIn(command, call);
  const names = new Set(asked.map(({ about }) => plainName(about.name)));
  const fixed = Object.entries(call.arguments).filter(([name]) => !names.has(plainName(name)));
  const filled = new Map(
    Object.entries(values)
      .filter(([, value]) => value.trim() !== '')
      .map(([name, value]) => [plainName(name), value]),
  );
  const given = asked.flatMap(({ about, initial }): [string, string][] => {
    const { name } = about;
    const none = initial === undefined ? undefined : command.noneOf(name);
    const value = filled.get(plainName(name)) ?? (about.chosen === true ? initial : none);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...fixed, ...given]);
}

/** What a form's field is called: it begins a line, as a hint does not. */
export function fieldLabel(
  { label, hint }: Pick<ArgumentMenu, 'label' | 'hint'>,
  language: Language,
): string {
  const words = (label ?? hint)[language];
  return shorten(words.charAt(0).toUpperCase() + words.slice(1), most.label);
}

/** A choice that stands for the page of choices with that number, from 0. No argument's value begins so. */
const pageMark = '…';

/** The page of choices that was chosen in place of a value; `undefined` for a value. */
function pageChosen(value: string | undefined): number | undefined {
  const page = new RegExp(`^${pageMark}(\\d{1,4})$`).exec(value ?? '')?.[1];
  return page === undefined ? undefined : Number(page);
}

/** Whether a submitted form asks for other choices of a field, rather than that anything be done. */
export function asksForMore(values: Readonly<Record<string, string>>): boolean {
  return Object.values(values).some((value) => pageChosen(value) !== undefined);
}

/**
 * As many of `all` as the platform shows: the page that was asked for, or that `value` is on, and what leads to the next. Of
 * several values at once, which may be on several pages, all or none: those are typed.
 */
function choicesShown(
  all: readonly FieldChoice[],
  value: string | undefined,
  { mostChoices: shown, several, words }: { mostChoices: number; several: boolean; words: CoreWords },
): readonly FieldChoice[] {
  if (all.length <= shown) return all;
  if (several) return [];
  const size = shown - 1;
  const pages = Math.ceil(all.length / size);
  const holding = Math.floor(
    Math.max(
      0,
      all.findIndex((each) => each.value === value),
    ) / size,
  );
  const page = (pageChosen(value) ?? holding) % pages;
  const next = (page + 1) % pages;
  const more = { value: `${pageMark}${next}`, label: next === 0 ? words.firstChoices : words.moreChoices };
  return [...all.slice(page * size, (page + 1) * size), more];
}

/**
 * The form for what `call` leaves to ask, from the command's own argument table. What the call already gives stands in
 * its fields at first, else what `help` has, or what was filled in before. `payload` is the button that was clicked: it
 * brings the submitted values back to the same call.
 */
export function formFor(
  command: Command,
  call: CommandCall,
  about: {
    readonly payload: Payload;
    readonly language: Language;
    readonly words: CoreWords;
    readonly draft?: FormDraft | undefined;
    readonly help?: ReadonlyMap<string, FieldHelp>;
    /** How many choices the platform shows in a field. */
    readonly mostChoices: number;
  },
): Form {
  const { payload, language, words, draft, help = new Map<string, FieldHelp>() } = about;
  const asked = askedIn(command, call);
  // What a person gave, or what is wrong with it, is never dropped unseen.
  const isGiven = (name: string) =>
    draft !== undefined && (name in draft.values || draft.faults.some((fault) => fault.name === name));
  const isChosen = ({ about: argument }: AskedField) =>
    argument.chosen !== true || (help.get(argument.name)?.choices?.length ?? 0) > 0 || isGiven(argument.name);
  const shown = asked.some(isChosen) ? asked.filter(isChosen) : asked;
  const fields = shown.map(({ about: argument, initial }): FormField => {
    const known = help.get(argument.name) ?? {};
    const takes = known.takes ?? argument.takes;
    const fixed = argument.choices?.map(({ value, label }) => ({ value, label: label[language] }));
    const all = fixed ?? known.choices ?? [];
    const isKnown = (value: string) =>
      all.length === 0 || argument.several === true || all.some((each) => each.value === value);
    const given = initial !== undefined && isKnown(initial) ? initial : known.initial;
    const fault = draft?.faults.find(({ name }) => name === argument.name)?.why;
    const typed = draft?.values[argument.name];
    // What was typed may be the name of a choice, which the help knows.
    const isNamed =
      typed !== undefined && fault === undefined && !isKnown(typed) && pageChosen(typed) === undefined;
    const before = draft === undefined ? given : isNamed ? (known.initial ?? typed) : typed;
    const choices = choicesShown(all, before, { ...about, several: argument.several === true });
    const offered = (value: string) =>
      choices.length === 0 || argument.several === true || choices.some((each) => each.value === value);
    return {
      name: argument.name,
      label: fieldLabel(argument, language),
      // What may be typed says nothing to a person who chooses.
      hint: shorten(
        known.hint ??
          (choices.length > 0 || known.choices?.length ? '' : command.expects(argument.name)[language]),
        most.hint,
      ),
      required: argument.required || argument.requiredInForm === true || known.required === true,
      example: argument.exampleIn?.[language] ?? argument.example,
      maxLength: argument.maxLength,
      several: argument.several === true,
      ...(takes !== undefined && { takes }),
      ...(argument.picture === true && { picture: true }),
      ...(argument.suggests && all.length === 0 && { suggestedBy: command.menu.name }),
      ...(before !== undefined && pageChosen(before) === undefined && offered(before) && { initial: before }),
      ...(fault !== undefined && { fault }),
      ...(choices.length > 0 && { choices }),
    };
  });
  const { form, summary, name } = command.menu;
  const title = form?.title[language] ?? summary[language];
  return {
    // A sentence that is cut off says less than the command's name.
    title: title.length > mostTitle && form === undefined ? `/${name}` : shorten(title, most.title),
    submit: shorten(form?.submit[language] ?? words.submit, most.submit),
    payload,
    fields,
  };
}

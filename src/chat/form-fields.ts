import type { Language } from '../runtime/language.ts';
import { plainName } from './bind.ts';
import type { CommandCall, Payload } from './card.ts';
import type { Command } from './command.ts';
import type { Form, FormField } from './form.ts';
import type { ArgumentMenu } from './menu.ts';
import { shorten } from './text.ts';
import type { CoreWords } from './words.ts';

/** As much as every platform's forms can show; see {@link Form}. */
const most = { title: 45, submit: 24, fields: 5, label: 45, hint: 100, choices: 25 } as const;

/** What the form for `call` asks, and what stands in its fields at first: as much as every platform can show. */
function askedIn(
  command: Command,
  call: CommandCall,
): readonly { readonly about: ArgumentMenu; readonly initial: string | undefined }[] {
  return (call.ask ?? []).slice(0, most.fields).flatMap((name) => {
    const about = command.menu.arguments.find((argument) => plainName(argument.name) === plainName(name));
    if (about === undefined) return [];
    const given = Object.entries(call.arguments).find(([other]) => plainName(other) === plainName(name));
    return [{ about, initial: given === undefined ? undefined : shownOf(about, given[1]) }];
  });
}

/** `value`, where a field can hold it: none that is too long or no choice of it is ever cut or guessed. */
function shownOf({ choices, several, maxLength }: ArgumentMenu, value: string): string | undefined {
  if (value.trim() === '' || value.length > maxLength) return undefined;
  const offered = choices?.slice(0, most.choices).map((choice) => choice.value);
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
  const given = asked.flatMap(({ about: { name }, initial }): [string, string][] => {
    const none = initial === undefined ? undefined : command.noneOf(name);
    const value = filled.get(plainName(name)) ?? none;
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...fixed, ...given]);
}

/**
 * The form for what `call` leaves to ask, from the command's own argument table. What the call already gives stands in
 * its fields at first. `payload` is the button that was clicked: it brings the submitted values back to the same call.
 */
export function formFor(
  command: Command,
  call: CommandCall,
  payload: Payload,
  language: Language,
  words: CoreWords,
): Form {
  const fields = askedIn(command, call).map(({ about, initial }): FormField => {
    return {
      name: about.name,
      label: shorten(about.hint[language], most.label),
      hint: shorten(command.expects(about.name)[language], most.hint),
      required: about.required || about.requiredInForm === true,
      example: about.example,
      maxLength: about.maxLength,
      several: about.several === true,
      ...(about.picture === true && { picture: true }),
      ...(initial !== undefined && { initial }),
      ...(about.choices !== undefined && {
        choices: about.choices
          .slice(0, most.choices)
          .map(({ value, label }) => ({ value, label: label[language] })),
      }),
    };
  });
  return {
    title: shorten(command.menu.summary[language], most.title),
    submit: shorten(words.submit, most.submit),
    payload,
    fields,
  };
}

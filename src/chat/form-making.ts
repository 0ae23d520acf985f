import { plainName } from './binding.ts';
import type { CommandCall, Payload } from './card.ts';
import type { Command } from './command.ts';
import type { Form, FormField } from './form.ts';
import type { Language } from './language.ts';
import { shorten } from './text.ts';
import type { CoreWords } from './words.ts';

/** As much as every platform's forms can show; see {@link Form}. */
const most = { title: 45, submit: 24, fields: 5, label: 45, hint: 100, choices: 25 } as const;

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
  const wanted = (call.ask ?? []).slice(0, most.fields);
  const fields = wanted.flatMap((name): FormField[] => {
    const about = command.menu.arguments.find((argument) => plainName(argument.name) === plainName(name));
    if (about === undefined) return [];
    const initial = call.arguments[name];
    return [
      {
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
      },
    ];
  });
  return {
    title: shorten(command.menu.summary[language], most.title),
    submit: shorten(words.submit, most.submit),
    payload,
    fields,
  };
}

import type { FieldFault, Form, FormField } from '../../src/chat/form.ts';
import { type Canvas, textLines } from './card-body.ts';
import type { TerminalWords } from './phrases.ts';
import type { Span } from './text-lines.ts';

/** A form that is being filled in, one line a field. */
export interface Filling {
  readonly form: Form;
  /** What the next line is for. */
  readonly field: FormField;
  /** Reads the line for {@link Filling.field}. */
  take(line: string): Taken;
}

type Taken =
  /** It is no answer: the same is asked again. */
  | { readonly again: string }
  | { readonly next: Filling }
  /** Nothing is left to ask. */
  | { readonly filled: Readonly<Record<string, string>> };

/** Leaves out what is filled in already. */
const nothing = '-';

/** Begins to fill in `form`; `undefined` when it asks nothing. */
export function fillIn(
  form: Form,
  words: TerminalWords,
  at = 0,
  filled: Readonly<Record<string, string>> = {},
): Filling | undefined {
  const field = form.fields[at];
  if (field === undefined) return undefined;
  return {
    form,
    field,
    take(line) {
      const read = readAnswer(field, line.trim(), words);
      if ('again' in read) return read;
      const more = read.value === undefined ? filled : { ...filled, [field.name]: read.value };
      const next = fillIn(form, words, at + 1, more);
      return next === undefined ? { filled: more } : { next };
    },
  };
}

/** Asks again for the fields of a form that was sent off with `values`, as far as something is wrong with them. */
export function fillInAgain(
  form: Form,
  values: Readonly<Record<string, string>>,
  faults: readonly FieldFault[],
  words: TerminalWords,
): Filling | undefined {
  const wrong = form.fields.flatMap((field): FormField[] => {
    const fault = faults.find(({ name }) => name === field.name)?.why;
    const { initial: _, ...rest } = field;
    return fault === undefined ? [] : [{ ...rest, fault }];
  });
  const right = Object.entries(values).filter(([name]) => wrong.every((field) => field.name !== name));
  const again = fillIn({ ...form, fields: wrong }, words, 0, Object.fromEntries(right));
  return again && { ...again, form };
}

/** Whether a line is a command, which leaves the form. */
export function leavesForm(line: string): boolean {
  return /^\s*[/／]/.test(line);
}

/** The choices that go on from what is typed, each as the whole value of its field. */
export function choicesFor({ field }: Filling, before: string) {
  const from = field.several ? Math.max(...[',', '，', '、'].map((sign) => before.lastIndexOf(sign))) + 1 : 0;
  const begun = before.slice(from).trim().toLowerCase();
  const items = (field.choices ?? [])
    .filter(({ value }) => value.toLowerCase().startsWith(begun))
    .map(({ value, label }) => ({ insert: value, label: value, hint: label }));
  return { from, items };
}

type Answer = { readonly value: string | undefined } | { readonly again: string };

function readAnswer(field: FormField, typed: string, words: TerminalWords): Answer {
  const leftOut = typed === '' ? keptOf(field) : typed === nothing ? undefined : typed;
  if (leftOut === undefined) return field.required ? { again: words.needed } : { value: undefined };
  if (leftOut.length > field.maxLength) return { again: words.tooLong(field.maxLength) };
  if (typed === '' || field.choices === undefined) return { value: leftOut };
  const parts = field.several ? typed.split(/[,，、]/).filter((part) => part.trim() !== '') : [typed];
  const chosen = parts.map((part) => choose(field, part.trim()));
  return chosen.includes(undefined) || chosen.length === 0
    ? { again: words.noneOfThese(field.choices.length) }
    : { value: chosen.join() };
}

/** What an empty line keeps: nothing of what was wrong, since it would be wrong again. */
function keptOf({ initial, fault }: FormField): string | undefined {
  return fault === undefined ? initial : undefined;
}

/** By value, by label, or by the number that it is shown with: in that order, since a value may be a number. */
function choose({ choices = [] }: FormField, typed: string): string | undefined {
  const said = typed.toLowerCase();
  const named = choices.find(
    ({ value, label }) => value.toLowerCase() === said || label.toLowerCase() === said,
  );
  return (named ?? (/^\d{1,2}$/.test(typed) ? choices[Number(typed) - 1] : undefined))?.value;
}

/** What stands above the first question of a form. */
export function drawFormHead({ title }: Form, canvas: Canvas): readonly string[] {
  return textLines(
    [
      { text: title, look: 'bold' },
      { text: `\n${canvas.words.leaveForm}`, look: 'dim' },
    ],
    canvas,
  );
}

/** A question for the next line: what is asked, what may be chosen, and what an empty line means. */
export function drawQuestion(field: FormField, canvas: Canvas): readonly string[] {
  const { words } = canvas;
  const { label, hint, required, example, choices, several, fault } = field;
  const kept = keptOf(field);
  // An example of what is typed says nothing to a person who chooses.
  const whatElse = required
    ? choices === undefined
      ? words.example(example)
      : ''
    : words.leavesOut(example);
  const empty = kept === undefined ? whatElse : required ? words.keepsNeeded(kept) : words.keeps(kept);
  const spans: Span[] = [
    ...(fault === undefined ? [] : [{ text: `${fault}\n`, look: 'bold' } as const]),
    { text: `${label}${required ? ' *' : ''}`, look: 'bold' },
    ...(hint === '' ? [] : [{ text: `\n${hint}`, look: 'dim' } as const]),
    ...(choices ?? []).flatMap((choice, at): Span[] => [
      { text: `\n${String(at + 1).padStart(2)}  `, look: 'code' },
      { text: choice.label === choice.value ? choice.value : `${choice.label} (${choice.value})` },
    ]),
    ...(several ? [{ text: `\n${words.several}`, look: 'dim' } as const] : []),
    ...(empty === '' ? [] : [{ text: `\n${empty}`, look: 'dim' } as const]),
  ];
  return textLines(spans, canvas);
}

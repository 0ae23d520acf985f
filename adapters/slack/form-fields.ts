import type { FieldChoice, FormField } from '../../src/chat/form.ts';
import { type PlainText, plainTextObject } from './blocks.ts';
import type { Origin } from './identity.ts';
import { slackLimits } from './limits.ts';
import { label } from './rich-text.ts';

/** The one element of each field. */
export const elementId = 'value';

export interface InputBlock {
  readonly type: 'input';
  readonly block_id: string;
  readonly label: PlainText;
  readonly hint?: PlainText;
  readonly optional: boolean;
  readonly element: InputElement;
}

type InputElement = { readonly action_id: typeof elementId; readonly placeholder?: PlainText } & (
  | {
      readonly type: 'number_input';
      readonly is_decimal_allowed: boolean;
      readonly initial_value?: string;
      readonly min_value?: string;
      readonly max_value?: string;
    }
  | { readonly type: 'datepicker'; readonly initial_date?: string }
  | { readonly type: 'users_select'; readonly initial_user?: string }
  | { readonly type: 'file_input'; readonly filetypes: readonly string[]; readonly max_files: number }
  | { readonly type: 'plain_text_input'; readonly initial_value?: string; readonly max_length: number }
  | { readonly type: 'external_select'; readonly min_query_length: number; readonly initial_option?: Option }
  | { readonly type: 'static_select'; readonly options: Option[]; readonly initial_option?: Option }
  | { readonly type: 'multi_static_select'; readonly options: Option[]; readonly initial_options?: Option[] }
);

interface Option {
  readonly text: PlainText;
  readonly value: string;
}

/** What the block of a field for a file ends in. No argument's name does. */
const fileMark = '|file';

/** What the block of a menu ends in that has a line to type in below it. */
export const menuMark = '|menu';

/** The name of the field that the block with that id belongs to. */
export const argumentOfBlock = (block: string): string => block.replace(menuMark, '');

/** A picture is uploaded, or a link to it is typed: either will do, which only the core can say. */
export function drawInputs(field: FormField, origin: Origin, asksForOptions: boolean): readonly InputBlock[] {
  const drawn = drawInput(field, origin);
  if (drawn.element.type === 'external_select' && !asksForOptions) {
    // Whatever is wrong with either is said at the line, which any value can be typed into.
    const { hint: _hint, ...bare } = drawn;
    const { initial: _, ...empty } = field;
    return [
      { ...bare, block_id: field.name + menuMark, optional: true },
      { ...drawn, optional: true, element: drawLine(empty) },
    ];
  }
  if (field.picture !== true) return [drawn];
  const upload: InputBlock = {
    type: 'input',
    block_id: field.name + fileMark,
    label: drawn.label,
    optional: true,
    element: { action_id: elementId, type: 'file_input', filetypes: pictureTypes, max_files: 1 },
  };
  return [upload, { ...drawn, optional: true }];
}

/** Such as are taken for pictures elsewhere; whether it is one, its bytes say. */
const pictureTypes = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp'] as const;

function drawInput(field: FormField, origin: Origin): InputBlock {
  const said = [field.fault, field.hint].filter((part) => part !== undefined).join('\n');
  const hint = label(said, slackLimits.input.hint);
  return {
    type: 'input',
    block_id: field.name,
    label: plainTextObject(label(field.label, slackLimits.input.label)),
    ...(said.trim() !== '' && { hint: plainTextObject(hint) }),
    optional: !field.required,
    element: drawElement(field, origin),
  };
}

function drawElement(field: FormField, origin: Origin): InputElement {
  const about = aboutElement(field);
  const options = optionsOf(field);
  if (options.length === 0) {
    const typed = drawTyped(field, origin);
    if (typed !== undefined) return { ...about, ...typed };
    return drawSuggested(field) ?? drawLine(field);
  }
  const chosen = initialOf(field, options);
  if (field.several) {
    const initial_options = chosen.length > 0 && { initial_options: chosen };
    return { ...about, type: 'multi_static_select', options, ...initial_options };
  }
  const [initial_option] = chosen;
  return {
    ...about,
    type: 'static_select',
    options,
    ...(initial_option !== undefined && { initial_option }),
  };
}

function aboutElement({ example }: FormField) {
  return {
    action_id: elementId,
    ...(example.trim() !== '' && { placeholder: plainTextObject(label(example, slackLimits.placeholder)) }),
  } as const;
}

function drawLine(field: FormField): InputElement {
  const max_length = Math.min(slackLimits.input.value, Math.max(1, field.maxLength));
  const initial = field.initial?.trim() ?? '';
  const fits = initial !== '' && initial.length <= max_length;
  const about = aboutElement(field);
  return { ...about, type: 'plain_text_input', max_length, ...(fits && { initial_value: initial }) };
}

/** A menu that asks the bot while a person types; `undefined` where it could not hold what stands there. */
function drawSuggested(field: FormField): InputElement | undefined {
  const initial = field.initial?.trim() ?? '';
  if (field.suggestedBy === undefined || initial.length > slackLimits.optionValue) return undefined;
  return {
    ...aboutElement(field),
    type: 'external_select',
    // What is likeliest shows before anything is typed.
    min_query_length: 0,
    ...(initial !== '' && { initial_option: optionOf({ value: initial, label: initial }) }),
  };
}

/** A field of Slack's own for what `field` takes, with what stands there as far as such a field can hold it. */
function drawTyped({ takes, initial = '' }: FormField, { user }: Origin): TypedElement | undefined {
  switch (takes?.kind) {
    case 'number':
    case 'amount': {
      const isWhole = takes.kind === 'number';
      const fits = (isWhole ? /^\d{1,15}$/ : /^\d{1,15}(?:\.\d{1,2})?$/).test(initial);
      const bounds = isWhole
        ? { min_value: String(takes.least), max_value: String(takes.most) }
        : { min_value: '0' };
      // What was typed before as something else is typed again as it was.
      if (initial !== '' && !(fits && isWithin(initial, bounds))) return undefined;
      return {
        type: 'number_input',
        is_decimal_allowed: !isWhole,
        ...bounds,
        ...(initial !== '' && { initial_value: initial }),
      };
    }
    case 'day': {
      if (initial !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(initial)) return undefined;
      return { type: 'datepicker', ...(initial !== '' && { initial_date: initial }) };
    }
    case 'person': {
      const shown = initial === 'me' ? user : /^<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>$/.exec(initial)?.[1];
      if (initial !== '' && shown === undefined) return undefined;
      return { type: 'users_select', ...(shown !== undefined && { initial_user: shown }) };
    }
    default:
      return undefined;
  }
}

type TypedElement = DistributiveOmit<
  Extract<InputElement, { type: 'number_input' | 'datepicker' | 'users_select' }>,
  'action_id' | 'placeholder'
>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Slack opens no form in which a number stands that the field would not take. */
function isWithin(
  typed: string,
  { min_value, max_value }: { min_value: string; max_value?: string },
): boolean {
  const value = Number(typed);
  return value >= Number(min_value) && (max_value === undefined || value <= Number(max_value));
}

/** Empty where a choice is longer than Slack can carry: then it is typed. */
function optionsOf({ choices = [] }: FormField): Option[] {
  if (choices.some(({ value }) => value === '' || value.length > slackLimits.optionValue)) return [];
  return choices.slice(0, slackLimits.options).map(optionOf);
}

/** A choice as a menu shows it. */
export function optionOf(choice: FieldChoice): Option {
  return { text: plainTextObject(label(choice.label, slackLimits.optionText)), value: choice.value };
}

function initialOf({ initial = '', several }: FormField, options: readonly Option[]): Option[] {
  const given = (several ? initial.split(/[,，、]/) : [initial]).map((part) => part.trim().toLowerCase());
  return options.filter(({ value }) => given.includes(value.toLowerCase()));
}

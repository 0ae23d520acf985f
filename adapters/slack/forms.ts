import { z } from 'zod';
import type { FieldFault, Form, FormField } from '../../src/chat/form.ts';
import { type PlainText, plainTextObject } from './blocks.ts';
import type { Origin } from './identity.ts';
import { slackLimits } from './limits.ts';
import { type FoundPicture, uploadedPicture } from './message-content.ts';
import { label } from './rich-text.ts';

/** By which Slack tells a form of ours when it is sent off. */
export const formCallback = 'form';

/** The one element of each field. */
const elementId = 'value';

/** https://docs.slack.dev/reference/views/modal-views */
interface ModalView {
  readonly type: 'modal';
  readonly callback_id: typeof formCallback;
  readonly title: PlainText;
  readonly submit: PlainText;
  readonly private_metadata: string;
  readonly blocks: readonly InputBlock[];
}

interface InputBlock {
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
  | { readonly type: 'static_select'; readonly options: Option[]; readonly initial_option?: Option }
  | { readonly type: 'multi_static_select'; readonly options: Option[]; readonly initial_options?: Option[] }
);

interface Option {
  readonly text: PlainText;
  readonly value: string;
}

/** What a form needs to find its way back, in `private_metadata`, which only the bot sees. */
const metadata = z.object({
  payload: z.string(),
  channel: z.string().min(1),
  threadTs: z.string().optional(),
  message: z.object({ ts: z.string(), ephemeral: z.boolean() }).optional(),
  responseUrl: z.string().optional(),
  urlSince: z.number().optional(),
});

/** A form that was sent off: what was filled in, and where its answer belongs. */
type SubmittedForm = z.infer<typeof metadata> & {
  readonly values: Readonly<Record<string, string>>;
  readonly pictures: readonly FoundPicture[];
};

/** `form` as a modal that is opened by a click at `origin`, which came at `clickedAt` (ms since 1970 UTC). */
export function drawForm(form: Form, origin: Origin, clickedAt: number): ModalView {
  const { modal } = slackLimits;
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plainTextObject(label(form.title, modal.title)),
    submit: plainTextObject(label(form.submit, modal.submit)),
    private_metadata: writeMetadata(form, origin, clickedAt),
    blocks: form.fields.flatMap((field) => drawField(field, origin)),
  };
}

const state = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_date: z.string().nullish(),
      selected_user: z.string().nullish(),
      files: z.array(z.unknown()).nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
      selected_options: z.array(z.object({ value: z.string() })).nullish(),
    }),
  ),
);
const submitted = z.object({
  callback_id: z.literal(formCallback),
  private_metadata: z.string(),
  state: z.object({ values: state }),
});

/** What {@link drawForm} made, as it comes back; `undefined` for anything else. */
export function readForm(view: unknown): SubmittedForm | undefined {
  const read = submitted.safeParse(view);
  if (!read.success) return undefined;
  const about = readMetadata(read.data.private_metadata);
  if (about === undefined) return undefined;
  const filled = Object.entries(read.data.state.values).flatMap(([name, elements]) => {
    const given = elements[elementId];
    const several = given?.selected_options?.map(({ value }) => value).join();
    const person = typeof given?.selected_user === 'string' ? `<@${given.selected_user}>` : undefined;
    const chosen = given?.selected_option?.value ?? given?.selected_date ?? person ?? several;
    const value = (given?.value ?? chosen ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  const files = Object.values(read.data.state.values).flatMap((elements) => elements[elementId]?.files ?? []);
  return { ...about, values: Object.fromEntries(filled), pictures: files.flatMap(uploadedPicture) };
}

/** What is wrong with fields, as Slack shows it at them: by their blocks, the first of each. */
export function errorsOf(faults: readonly FieldFault[]): Readonly<Record<string, string>> {
  const byField = new Map(faults.toReversed().map(({ name, why }) => [name, why]));
  return Object.fromEntries([...byField].map(([name, why]) => [name, label(why, slackLimits.input.hint)]));
}

/** A response URL that would make it too long is left out: there are other ways to answer. */
function writeMetadata({ payload }: Form, origin: Origin, clickedAt: number): string {
  const { channel, threadTs, message, responseUrl } = origin;
  const about = { payload, channel, threadTs, message };
  const whole = JSON.stringify({ ...about, responseUrl, urlSince: origin.urlSince ?? clickedAt });
  return whole.length <= slackLimits.modal.metadata ? whole : JSON.stringify(about);
}

function readMetadata(text: string): z.infer<typeof metadata> | undefined {
  try {
    return metadata.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What the block of a field for a file ends in. No argument's name does. */
const fileMark = '|file';

/** A picture is uploaded, or a link to it is typed: either will do, which only the core can say. */
function drawField(field: FormField, origin: Origin): readonly InputBlock[] {
  const drawn = drawInput(field, origin);
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
  const about = {
    action_id: elementId,
    ...(field.example.trim() !== '' && {
      placeholder: plainTextObject(label(field.example, slackLimits.placeholder)),
    }),
  } as const;
  const options = optionsOf(field);
  if (options.length === 0) {
    const typed = drawTyped(field, origin);
    if (typed !== undefined) return { ...about, ...typed };
    const max_length = Math.min(slackLimits.input.value, Math.max(1, field.maxLength));
    const initial = field.initial?.trim() ?? '';
    const fits = initial !== '' && initial.length <= max_length;
    return { ...about, type: 'plain_text_input', max_length, ...(fits && { initial_value: initial }) };
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
  return choices.slice(0, slackLimits.options).map((choice) => ({
    text: plainTextObject(label(choice.label, slackLimits.optionText)),
    value: choice.value,
  }));
}

function initialOf({ initial = '', several }: FormField, options: readonly Option[]): Option[] {
  const given = (several ? initial.split(/[,，、]/) : [initial]).map((part) => part.trim().toLowerCase());
  return options.filter(({ value }) => given.includes(value.toLowerCase()));
}

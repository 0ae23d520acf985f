import { z } from 'zod';
import type { Form, FormField } from '../../src/chat/form.ts';
import { type PlainText, plainTextObject } from './blocks.ts';
import type { Origin } from './identity.ts';
import { slackLimits } from './limits.ts';
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
type SubmittedForm = z.infer<typeof metadata> & { readonly values: Readonly<Record<string, string>> };

/** `form` as a modal that is opened by a click at `origin`, which came at `clickedAt` (ms since 1970 UTC). */
export function drawForm(form: Form, origin: Origin, clickedAt: number): ModalView {
  const { modal } = slackLimits;
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plainTextObject(label(form.title, modal.title)),
    submit: plainTextObject(label(form.submit, modal.submit)),
    private_metadata: writeMetadata(form, origin, clickedAt),
    blocks: form.fields.map(drawField),
  };
}

const state = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
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
    const value = (given?.value ?? given?.selected_option?.value ?? several ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return { ...about, values: Object.fromEntries(filled) };
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

function drawField(field: FormField): InputBlock {
  const hint = label(field.hint, slackLimits.input.hint);
  return {
    type: 'input',
    block_id: field.name,
    label: plainTextObject(label(field.label, slackLimits.input.label)),
    ...(field.hint.trim() !== '' && { hint: plainTextObject(hint) }),
    optional: !field.required,
    element: drawElement(field),
  };
}

function drawElement(field: FormField): InputElement {
  const about = {
    action_id: elementId,
    ...(field.example.trim() !== '' && {
      placeholder: plainTextObject(label(field.example, slackLimits.placeholder)),
    }),
  } as const;
  const options = optionsOf(field);
  if (options.length === 0) {
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

import { z } from 'zod';
import type { Form, FormField } from '../../src/chat/form.ts';
import { discordLimits } from './limits.ts';
import { plainLine } from './rich-text.ts';

/** A modal (interactions/receiving-and-responding, Modal), as the data of a first answer of type 9. */
interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Label[];
}

/** components/reference, Label. */
interface Label {
  readonly type: 18;
  readonly label: string;
  readonly description?: string;
  readonly component: TextInput | StringSelect | UserSelect | FileUpload;
}

interface TextInput {
  readonly type: 4;
  readonly custom_id: string;
  /** 1: one line, 2: several. */
  readonly style: 1 | 2;
  readonly required: boolean;
  readonly max_length: number;
  readonly value?: string;
  readonly placeholder?: string;
}

interface StringSelect {
  readonly type: 3;
  readonly custom_id: string;
  readonly required: boolean;
  readonly min_values: number;
  readonly max_values: number;
  readonly options: readonly { readonly label: string; readonly value: string; readonly default: boolean }[];
}

interface UserSelect {
  readonly type: 5;
  readonly custom_id: string;
  readonly required: boolean;
  readonly min_values: 0 | 1;
  readonly max_values: 1;
  readonly default_values?: readonly { readonly id: string; readonly type: 'user' }[];
}

interface FileUpload {
  readonly type: 19;
  readonly custom_id: string;
  readonly required: boolean;
  readonly min_values: 0 | 1;
  readonly max_values: 1;
}

/** Characters above which a value gets several lines. */
const oneLine = 200;

/**
 * Draws `form` as a modal. The modal's id carries the payload, which comes back unchanged. Choices that a select can't
 * carry are left out. The submit button is Discord's own, in the person's language.
 */
export function drawModal(form: Form): Modal {
  return {
    custom_id: `0|${form.payload}`,
    title: plainLine(form.title, discordLimits.modalTitle, '…'),
    components: form.fields.slice(0, discordLimits.modalFields).flatMap((field) => drawField(field, form)),
  };
}

function drawField(field: FormField, { fields }: Form): readonly Label[] {
  const description = plainLine(field.fault ?? field.hint, discordLimits.fieldDescription, '');
  const drawn: Label = {
    type: 18,
    label: plainLine(field.label, discordLimits.fieldLabel, field.name),
    ...(description !== '' && { description }),
    component: drawSelect(field) ?? drawPerson(field) ?? drawInput(field),
  };
  if (field.picture !== true || fields.length >= discordLimits.modalFields) return [drawn];
  // Either will do, which only the core can say.
  const link = { ...drawn, component: { ...drawn.component, required: false } };
  const upload: FileUpload = {
    type: 19,
    custom_id: field.name + uploadMark,
    required: false,
    min_values: 0,
    max_values: 1,
  };
  return [{ type: 18, label: drawn.label, component: upload }, link];
}

/** What the id of a field for a file ends in. No argument's name does. */
const uploadMark = '|file';

/** A person to be picked; `undefined` where something else stands there, which is typed again as it was. */
function drawPerson({ takes, name, required, initial = '' }: FormField): UserSelect | undefined {
  const id = /^<@!?(\d{15,20})(?:\|[^>]*)?>$/.exec(initial)?.[1];
  if (takes?.kind !== 'person' || (initial !== '' && id === undefined)) return undefined;
  return {
    type: 5,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    ...(id !== undefined && { default_values: [{ id, type: 'user' }] }),
  };
}

function drawSelect({ name, choices, several, required, initial }: FormField): StringSelect | undefined {
  const carried = (choices ?? [])
    .filter(({ value }) => value !== '' && value.length <= discordLimits.optionValue)
    .slice(0, discordLimits.selectOptions);
  if (carried.length === 0) return undefined;
  const most = several ? carried.length : 1;
  const chosen = chosenFrom(initial ?? '', several, carried).slice(0, most);
  return {
    type: 3,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: most,
    options: carried.map(({ value, label }) => ({
      label: plainLine(label, discordLimits.optionLabel, plainLine(value, discordLimits.optionLabel, '…')),
      value,
      default: chosen.includes(value),
    })),
  };
}

/** The choices that `initial`, as a person would type it, names. */
function chosenFrom(initial: string, several: boolean, choices: readonly { readonly value: string }[]) {
  const named = (several ? initial.split(/[,，]/) : [initial]).map((each) => each.trim());
  return choices.map(({ value }) => value).filter((value) => named.includes(value));
}

function drawInput({ name, required, maxLength, initial, example }: FormField): TextInput {
  const longest = Math.max(1, Math.min(maxLength, discordLimits.inputLength));
  const placeholder = plainLine(example, discordLimits.inputPlaceholder, '');
  // A value is never cut: it is filled in whole, or the person gives it again.
  const fits = initial !== undefined && initial !== '' && initial.length <= longest;
  return {
    type: 4,
    custom_id: name,
    style: longest > oneLine ? 2 : 1,
    required,
    max_length: longest,
    ...(fits && { value: initial }),
    ...(placeholder !== '' && { placeholder }),
  };
}

const answered = z.object({
  type: z.number().optional(),
  custom_id: z.string(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
});
/** interactions/receiving-and-responding, Modal Submit Data Structure; other kinds of components are skipped. */
const submitted = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: answered.optional().catch(undefined) })).default([]),
});

/**
 * A submitted modal: its id, the values by the names of their fields, and the ids of the files that were uploaded.
 * `undefined` for anything else.
 */
export function readModal(data: unknown):
  | {
      readonly id: string;
      readonly values: Readonly<Record<string, string>>;
      readonly files: readonly string[];
    }
  | undefined {
  const parsed = submitted.safeParse(data);
  if (!parsed.success) return undefined;
  const components = parsed.data.components.flatMap(({ component }) => component ?? []);
  const isUpload = ({ custom_id }: z.infer<typeof answered>) => custom_id.endsWith(uploadMark);
  const values = components.flatMap((component): [string, string][] => {
    if (isUpload(component)) return [];
    const { type, custom_id, value: typed, values: chosen = [] } = component;
    const picked = type === 5 ? chosen.map((id) => `<@${id}>`) : chosen;
    const value = (typed ?? picked.join()).trim();
    return value === '' ? [] : [[custom_id, value]];
  });
  const files = components.filter(isUpload).flatMap((component) => component.values ?? []);
  return { id: parsed.data.custom_id, values: Object.fromEntries(values), files };
}

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
  readonly component: TextInput | StringSelect;
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
    components: form.fields.slice(0, discordLimits.modalFields).map(drawField),
  };
}

function drawField(field: FormField): Label {
  const description = plainLine(field.hint, discordLimits.fieldDescription, '');
  return {
    type: 18,
    label: plainLine(field.label, discordLimits.fieldLabel, field.name),
    ...(description !== '' && { description }),
    component: drawSelect(field) ?? drawInput(field),
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
  custom_id: z.string(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
});
/** interactions/receiving-and-responding, Modal Submit Data Structure; other kinds of components are skipped. */
const submitted = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: answered.optional().catch(undefined) })).default([]),
});

/** A submitted modal: its id, and the values by the names of their fields. `undefined` for anything else. */
export function readModal(
  data: unknown,
): { readonly id: string; readonly values: Readonly<Record<string, string>> } | undefined {
  const parsed = submitted.safeParse(data);
  if (!parsed.success) return undefined;
  const values = parsed.data.components.flatMap(({ component }): [string, string][] => {
    if (component === undefined) return [];
    const value = (component.value ?? component.values?.join() ?? '').trim();
    return value === '' ? [] : [[component.custom_id, value]];
  });
  return { id: parsed.data.custom_id, values: Object.fromEntries(values) };
}

import { z } from 'zod';
import { optionalWords, parseForm, words } from './form.ts';
import { documented } from './limits.ts';
import { type FormError, invalidForm } from './rest-error.ts';

const customId = z.string().min(1).max(documented.customId);

const textInput = z.strictObject({
  type: z.literal(4),
  custom_id: customId,
  style: z.literal([1, 2]),
  min_length: z.number().int().min(0).max(documented.inputLength).optional(),
  max_length: z.number().int().min(1).max(documented.inputLength).optional(),
  required: z.boolean().default(true),
  value: z.string().max(documented.inputLength).optional(),
  placeholder: optionalWords(documented.inputPlaceholder),
});

const stringSelect = z.strictObject({
  type: z.literal(3),
  custom_id: customId,
  options: z
    .array(
      z.looseObject({
        label: words(documented.optionLabel),
        value: z.string().min(1).max(documented.optionValue),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(documented.selectOptions),
  placeholder: optionalWords(documented.selectPlaceholder),
  min_values: z.number().int().min(0).max(documented.selectOptions).optional(),
  max_values: z.number().int().min(1).max(documented.selectOptions).optional(),
  required: z.boolean().default(true),
});

/** components/reference, User Select and File Upload, in a modal. */
const userSelect = z.strictObject({
  type: z.literal(5),
  custom_id: customId,
  required: z.boolean().default(true),
  min_values: z.number().int().min(0).max(25).optional(),
  max_values: z.number().int().min(1).max(25).optional(),
  default_values: z
    .array(z.strictObject({ id: z.string().regex(/^\d{15,20}$/), type: z.literal('user') }))
    .optional(),
});
const fileUpload = z.strictObject({
  type: z.literal(19),
  custom_id: customId,
  required: z.boolean().default(true),
  min_values: z.number().int().min(0).max(10).optional(),
  max_values: z.number().int().min(1).max(10).optional(),
});

const modal = z.looseObject({
  custom_id: customId,
  title: words(documented.modalTitle),
  components: z
    .array(
      z.strictObject({
        type: z.literal(18),
        label: words(documented.fieldLabel),
        description: optionalWords(documented.fieldDescription),
        component: z.union([textInput, stringSelect, userSelect, fileUpload]),
      }),
    )
    .min(1)
    .max(documented.modalComponents),
});

/** A modal as the person sees it. */
export type OpenModal = z.infer<typeof modal>;
type Field = OpenModal['components'][number]['component'];

/** The modal in `value` (components/reference: Label, Text Input, String Select); throws 50035. */
export function checkModal(value: unknown, at: readonly string[]): OpenModal {
  const opened = parseForm(modal, value, at);
  const fields = opened.components.map(({ component }) => component);
  const errors: FormError[] = fields.flatMap((field, index) =>
    rulesOf(field).map((message) => ({
      path: [...at, 'components', index, 'component'],
      code: 'BASE_TYPE_INVALID',
      message,
    })),
  );
  const ids = fields.map(({ custom_id }) => custom_id);
  if (new Set(ids).size !== ids.length) {
    const message = 'Component custom id cannot be duplicated';
    errors.push({ path: [...at, 'components'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
  }
  if (errors.length > 0) throw invalidForm(errors);
  return opened;
}

function rulesOf(field: Field): string[] {
  if (field.type === 4) {
    const tooLong = (field.value?.length ?? 0) > (field.max_length ?? documented.inputLength);
    return tooLong ? ['The value is longer than max_length.'] : [];
  }
  if (field.type !== 3) return [];
  const least = field.min_values ?? 1;
  const most = field.max_values ?? 1;
  const values = field.options.map(({ value }) => value);
  const chosen = field.options.filter((option) => option.default === true).length;
  return [
    ...(field.required && least < 1 ? ['min_values must be at least 1 where it is required.'] : []),
    ...(least > most || most > values.length ? ['max_values is out of range.'] : []),
    ...(new Set(values).size !== values.length ? ['The specified option value is already used'] : []),
    ...(chosen > most ? ['More options are chosen than may be.'] : []),
  ];
}

/**
 * What a person's client sends for `opened` with `filled`, by the fields' ids, in place of what stands there; a select
 * takes its values joined by commas. Throws where the client would not let it be sent.
 */
export function fillModal(opened: OpenModal, filled: Readonly<Record<string, string>>): object {
  const components = opened.components.map(({ component }, index) => ({
    type: 18,
    id: 2 * index + 1,
    component: { ...answerOf(component, filled[component.custom_id]), id: 2 * index + 2 },
  }));
  return { custom_id: opened.custom_id, components };
}

function answerOf(field: Field, filled: string | undefined): object {
  const { type, custom_id } = field;
  if (type === 4) {
    const value = filled ?? field.value ?? '';
    if (value === '' && field.required) throw new Error(`${custom_id} has to be filled in`);
    if (value.length > (field.max_length ?? documented.inputLength)) throw new Error(`${custom_id} is full`);
    return { type, custom_id, value };
  }
  if (field.type !== 3) {
    const first = field.type === 5 ? (field.default_values ?? []).map(({ id }) => id) : [];
    const values = filled === undefined ? first : filled.split(',').filter((value) => value !== '');
    if (values.some((id) => !/^\d{15,20}$/.test(id))) throw new Error(`${custom_id} can't be chosen so`);
    if (field.required && values.length === 0) throw new Error(`${custom_id} has to be chosen`);
    return { type, custom_id, values };
  }
  const chosenFirst = field.options.flatMap((option) => (option.default === true ? [option.value] : []));
  const values = filled === undefined ? chosenFirst : filled.split(',').filter((value) => value !== '');
  const known = values.every((value) => field.options.some((option) => option.value === value));
  const least = field.required ? (field.min_values ?? 1) : 0;
  if (!known || values.length < least || values.length > (field.max_values ?? 1)) {
    throw new Error(`${custom_id} can't be chosen so: ${values.join()}`);
  }
  return { type, custom_id, values };
}

import { z } from 'zod';
import { optionalWords, urlOf, words } from './form.ts';
import { documented } from './limits.ts';
import type { FormError } from './rest-error.ts';

const customId = z.string().min(1).max(documented.customId);

const actionButton = z.looseObject({
  type: z.literal(2),
  style: z.number().int().min(1).max(4),
  label: words(documented.buttonLabel),
  custom_id: customId,
  url: z.undefined().optional(),
  disabled: z.boolean().optional(),
});

const linkButton = z.looseObject({
  type: z.literal(2),
  style: z.literal(5),
  label: words(documented.buttonLabel),
  url: urlOf(['http', 'https', 'discord'], documented.buttonUrl),
  custom_id: z.undefined().optional(),
  disabled: z.boolean().optional(),
});

const select = z.looseObject({
  type: z.literal(3),
  custom_id: customId,
  placeholder: optionalWords(documented.selectPlaceholder),
  options: z
    .array(
      z.looseObject({
        label: words(documented.optionLabel),
        value: z.string().min(1).max(documented.optionValue),
        description: optionalWords(documented.optionDescription),
      }),
    )
    .min(1)
    .max(documented.selectOptions),
});

const button = z.union([actionButton, linkButton]);

const row = z.looseObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(documented.buttonsInRow), z.tuple([select])]),
});

/** Rows of buttons and selects (components/reference, the first version of components). */
export const componentRows = z.array(row).max(documented.actionRows);

export type ComponentRows = z.infer<typeof componentRows>;
export type Button = z.infer<typeof button>;
export type Select = z.infer<typeof select>;

/** What only shows across components: the same id or the same choice twice. */
export function duplicates(rows: ComponentRows): FormError[] {
  const errors: FormError[] = [];
  const seen = new Set<string>();
  for (const [rowIndex, { components }] of rows.entries()) {
    for (const [index, component] of components.entries()) {
      const path = ['components', rowIndex, 'components', index];
      const id = component.custom_id;
      if (id !== undefined && seen.has(id)) {
        const message = 'Component custom id cannot be duplicated';
        errors.push({ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
      }
      if (id !== undefined) seen.add(id);
      if (component.type !== 3) continue;
      const values = component.options.map((option) => option.value);
      if (new Set(values).size === values.length) continue;
      const message = 'The specified option value is already used';
      errors.push({ path: [...path, 'options'], code: 'SELECT_OPTION_VALUE_DUPLICATED', message });
    }
  }
  return errors;
}

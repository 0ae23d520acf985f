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

const textDisplay = z.looseObject({ type: z.literal(10), content: words(documented.componentsText) });
const thumbnail = z.looseObject({
  type: z.literal(11),
  media: z.looseObject({ url: urlOf(['http', 'https', 'attachment'], 2048) }),
  description: optionalWords(documented.attachmentDescription),
});
const section = z.looseObject({
  type: z.literal(9),
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.union([thumbnail, button]),
});
const container = z.looseObject({
  type: z.literal(17),
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  components: z.array(z.union([row, textDisplay, section])).min(1),
});

/** The second version of components, as far as the bot uses it (components/reference). */
export const componentTree = z.array(z.union([container, row, textDisplay, section])).min(1);

export type ComponentTree = z.infer<typeof componentTree>;
type Node =
  | ComponentTree[number]
  | z.infer<typeof button>
  | z.infer<typeof select>
  | z.infer<typeof thumbnail>;

function flatten(node: Node): Node[] {
  const nested: readonly Node[] =
    'components' in node && Array.isArray(node.components) ? node.components : [];
  const beside: readonly Node[] = 'accessory' in node ? [node.accessory as Node] : [];
  return [node, ...[...nested, ...beside].flatMap(flatten)];
}

/** What a tree of components shows, and what of it is one too many. */
export function readTree(tree: ComponentTree): {
  readonly rows: ComponentRows;
  readonly displays: readonly string[];
  readonly thumbnails: readonly { readonly url: string; readonly alt: string }[];
  readonly errors: readonly FormError[];
} {
  const all = tree.flatMap(flatten);
  const displays = all.flatMap((node) => (node.type === 10 ? [node.content] : []));
  const length = displays.join('').length;
  const bytes = Buffer.byteLength(displays.join(''));
  const tooMuch = (isOver: boolean, code: string): FormError[] =>
    isOver ? [{ path: ['components'], code, message: `${code}: ${all.length}, ${length}, ${bytes}` }] : [];
  return {
    rows: all.filter((node): node is ComponentRows[number] => node.type === 1),
    displays,
    thumbnails: all.flatMap((node) =>
      node.type === 11 ? [{ url: node.media.url, alt: node.description ?? '' }] : [],
    ),
    errors: [
      ...tooMuch(all.length > documented.components, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'),
      ...tooMuch(length > documented.componentsText, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'),
      // Above it Discord fails with HTTP 500 (discord-api-docs #8554).
      ...tooMuch(bytes > documented.componentsBytes, 'TOO_MANY_BYTES'),
    ],
  };
}

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

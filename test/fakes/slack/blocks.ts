import { z } from 'zod';
import {
  button,
  checkboxes,
  datePicker,
  externalSelect,
  fileInput,
  imageElement,
  multiStaticSelect,
  numberInput,
  overflow,
  plainTextInput,
  richElement,
  staticSelect,
  usersSelect,
} from './elements.ts';
import { anyText, id, mrkdwn, oneSource, picture, plainText } from './text-objects.ts';

const blockId = { block_id: id.optional() };

/** https://docs.slack.dev/reference/block-kit/blocks/card-block */
const card = z
  .strictObject({
    type: z.literal('card'),
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
    ...blockId,
  })
  .refine(
    ({ hero_image, title, body, actions }) => (hero_image ?? title ?? body ?? actions) !== undefined,
    'needs a picture, a title, a body or actions',
  );

const words = z.string().min(1);
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: words }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: words }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(richElement).min(1) }),
]);

/** https://docs.slack.dev/reference/block-kit/blocks/table-block, data-table-block: rows of the same number of cells. */
const tableRows = (most: number) =>
  z
    .array(z.array(cell).min(1).max(20))
    .min(1)
    .max(most)
    .refine((rows) => new Set(rows.map(({ length }) => length)).size === 1, 'rows must be equally long');

function wordsIn(one: z.infer<typeof cell>): unknown {
  return one.type === 'rich_text' ? one.elements : one.text;
}

/** https://docs.slack.dev/reference/block-kit/blocks, every limit as it is written there. */
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150), ...blockId }),
  z
    .strictObject({
      type: z.literal('section'),
      text: anyText(3000).optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
      accessory: z.union([imageElement, button, staticSelect, overflow]).optional(),
      expand: z.boolean().optional(),
      ...blockId,
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'needs text or fields'),
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z
    .strictObject({
      type: z.literal('image'),
      ...picture,
      title: plainText(2000).optional(),
      ...blockId,
    })
    .refine(oneSource, 'needs either image_url or slack_file'),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([imageElement, plainText(), mrkdwn()]))
      .min(1)
      .max(10),
    ...blockId,
  }),
  z
    .strictObject({
      type: z.literal('actions'),
      elements: z
        .array(z.union([button, staticSelect, overflow, checkboxes]))
        .min(1)
        .max(25),
      ...blockId,
    })
    .refine(
      ({ elements }) => areUnique(elements.map((element) => element.action_id)),
      'action_id must differ',
    ),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(richElement).min(1), ...blockId }),
  z.strictObject({ type: z.literal('carousel'), elements: z.array(card).min(1).max(10), ...blockId }),
  z.strictObject({
    type: z.literal('table'),
    rows: tableRows(100),
    column_settings: z
      .array(
        z.strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() }).partial(),
      )
      .max(20)
      .optional(),
    ...blockId,
  }),
  z
    .strictObject({
      type: z.literal('data_table'),
      caption: words,
      rows: tableRows(101),
      page_size: z.number().int().min(1).max(100).optional(),
      row_header_column_index: z.number().int().min(0).optional(),
      ...blockId,
    })
    .refine(({ rows }) => rows.length > 1, 'needs a head and a row')
    .refine(
      ({ rows: [head = []] }) => head.every(({ type }) => type !== 'rich_text'),
      'no rich text in the head',
    )
    .refine(({ rows }) => JSON.stringify(rows.flat().map(wordsIn)).length < 15_000, 'too many characters'),
  z.strictObject({
    type: z.literal('data_visualization'),
    title: z.string().min(1).max(50),
    chart: z
      .strictObject({
        type: z.enum(['bar', 'line', 'area']),
        series: z
          .array(
            z.strictObject({
              name: words,
              data: z
                .array(z.strictObject({ label: z.string().min(1).max(20), value: z.number() }))
                .min(1)
                .max(20),
            }),
          )
          .min(1)
          .max(6),
        axis_config: z.strictObject({
          categories: z.array(z.string().min(1).max(20)).min(1).max(20),
          x_label: z.string().max(50).optional(),
          y_label: z.string().max(50).optional(),
        }),
      })
      .refine(
        ({ series, axis_config: { categories } }) =>
          series.every(({ data }) => data.map(({ label }) => label).join() === categories.join()) &&
          areUnique(categories),
        'labels must be the categories',
      ),
    ...blockId,
  }),
  z.strictObject({
    type: z.literal('input'),
    label: plainText(2000),
    element: z.discriminatedUnion('type', [
      plainTextInput,
      numberInput,
      datePicker,
      usersSelect,
      fileInput,
      externalSelect,
      staticSelect,
      multiStaticSelect,
    ]),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    ...blockId,
  }),
]);

export type Block = z.infer<typeof block>;

/** A message's blocks, or every problem in them as Slack words it. */
export function readBlocks(blocks: unknown, most = 50): { blocks: Block[] } | { problems: string[] } {
  const list = z
    .array(block)
    .max(most)
    .refine((all) => areUnique(all.map((one) => one.block_id)), 'block_id must differ')
    .safeParse(blocks);
  if (list.success) {
    const count = (...types: string[]) => list.data.filter(({ type }) => types.includes(type)).length;
    if (count('table', 'data_table') > 1) return { problems: ['only one table in a message'] };
    if (count('data_visualization') > 2) return { problems: ['only two charts in a message'] };
    return { blocks: list.data };
  }
  return {
    problems: list.error.issues.map(
      ({ path, message }) => `${message} [json-pointer:/blocks/${path.map(String).join('/')}]`,
    ),
  };
}

function areUnique(ids: readonly (string | undefined)[]): boolean {
  const given = ids.filter((one) => one !== undefined);
  return new Set(given).size === given.length;
}

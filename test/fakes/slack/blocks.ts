import { z } from 'zod';
import {
  button,
  imageElement,
  multiStaticSelect,
  overflow,
  plainTextInput,
  richElement,
  staticSelect,
} from './elements.ts';
import { anyText, id, mrkdwn, oneSource, picture, plainText } from './text-objects.ts';

const blockId = { block_id: id.optional() };

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
        .array(z.union([button, staticSelect, overflow]))
        .min(1)
        .max(25),
      ...blockId,
    })
    .refine(
      ({ elements }) => areUnique(elements.map((element) => element.action_id)),
      'action_id must differ',
    ),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(richElement).min(1), ...blockId }),
  z.strictObject({
    type: z.literal('input'),
    label: plainText(2000),
    element: z.discriminatedUnion('type', [plainTextInput, staticSelect, multiStaticSelect]),
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
  if (list.success) return { blocks: list.data };
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

import { z } from 'zod';
import { confirmation, id, oneSource, option, picture, plainText, url } from './text-objects.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: id.optional(),
  url: url.optional(),
  value: z.string().min(1).max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmation.optional(),
  accessibility_label: z.string().max(75).optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  placeholder: plainText(150).optional(),
  options: z.array(option).min(1).max(100),
  action_id: id.optional(),
  initial_option: option.optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

/** The same page, on menus that ask the app for their options while a person types. */
export const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  placeholder: plainText(150).optional(),
  action_id: id.optional(),
  initial_option: option.optional(),
  min_query_length: z.number().int().min(0).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select: what an app answers with. */
export const menuOptions = z.strictObject({ options: z.array(option).max(100) });

export type MenuOption = z.infer<typeof option>;

/** The same page, on menus for several options. */
export const multiStaticSelect = z.strictObject({
  type: z.literal('multi_static_select'),
  placeholder: plainText(150).optional(),
  options: z.array(option).min(1).max(100),
  action_id: id.optional(),
  initial_options: z.array(option).min(1).max(100).optional(),
  max_selected_items: z.number().int().min(1).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  options: z.array(option).min(1).max(10),
  action_id: id.optional(),
  initial_options: z.array(option).min(1).max(10).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: z
    .array(option.extend({ url: url.optional() }))
    .min(1)
    .max(5),
  action_id: id.optional(),
  confirm: confirmation.optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export const imageElement = z
  .strictObject({ type: z.literal('image'), ...picture })
  .refine(oneSource, 'needs either image_url or slack_file');

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id.optional(),
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.number().int().min(0).max(3000).optional(),
  max_length: z.number().int().min(1).max(3000).optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/number-input-element */
export const numberInput = z.strictObject({
  type: z.literal('number_input'),
  action_id: id.optional(),
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element */
export const datePicker = z.strictObject({
  type: z.literal('datepicker'),
  action_id: id.optional(),
  initial_date: z.iso.date().optional(),
  confirm: confirmation.optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: id.optional(),
  filetypes: z.array(z.string().regex(/^[a-z0-9]+$/)).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element, on users */
export const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  action_id: id.optional(),
  initial_user: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,}$/)
    .optional(),
  confirm: confirmation.optional(),
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
});

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
  underline: z.boolean().optional(),
});
const words = z.string().min(1);

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: words, style: style.optional() }),
  z.strictObject({ type: z.literal('link'), url, text: words.optional(), style: style.optional() }),
  z.strictObject({
    type: z.literal('user'),
    user_id: z.string().regex(/^[UW][A-Z0-9]{2,}$/),
    style: style.optional(),
  }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^C[A-Z0-9]{2,}$/) }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().regex(/^S[A-Z0-9]{2,}$/) }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
  z.strictObject({ type: z.literal('emoji'), name: words }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: z.string().regex(/\{(?:date|time|ago|day_divider)\w*\}/),
    url: url.optional(),
    fallback: words.optional(),
    style: style.optional(),
  }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline).min(1) });
const verbatim = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: words }),
    z.strictObject({ type: z.literal('link'), url, text: words.optional() }),
  ]),
);

export type RichInline = z.infer<typeof inline>;

export const richElement = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section).min(1),
    indent: z.number().int().min(0).max(8).optional(),
    offset: z.number().int().optional(),
    border: z.number().int().min(0).max(1).optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: verbatim.min(1),
    border: z.number().int().optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline).min(1) }),
]);

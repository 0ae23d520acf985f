/**
 * The Block Kit that we draw with, and no more of it: the renderer writes these and the preview reads them.
 * https://docs.slack.dev/reference/block-kit
 */
export type SlackBlock =
  | HeaderBlock
  | SectionBlock
  | RichTextBlock
  | ImageBlock
  | ActionsBlock
  | ContextBlock;

export interface PlainText {
  type: 'plain_text';
  text: string;
  /** False: `:smile:` stays five letters between colons. */
  emoji: false;
}

interface HeaderBlock {
  type: 'header';
  text: PlainText;
}

/** Words or a grid of them, beside a picture. A grid's fields fill its two columns row by row. */
export interface SectionBlock {
  type: 'section';
  text?: PlainText;
  fields?: PlainOrBold[];
  accessory?: { type: 'image'; image_url: string; alt_text: string };
}

/** Markup is used for nothing but the asterisks around a harmless label of our own. */
export type PlainOrBold = PlainText | { type: 'mrkdwn'; text: string; verbatim: true };

interface RichTextBlock {
  type: 'rich_text';
  elements: RichBlockElement[];
}

export type RichBlockElement =
  | RichSection
  | { type: 'rich_text_list'; style: 'bullet'; elements: RichSection[] }
  | { type: 'rich_text_preformatted'; elements: { type: 'text'; text: string }[] };

export interface RichSection {
  type: 'rich_text_section';
  elements: RichInline[];
}

export interface TextStyle {
  bold?: boolean;
  code?: boolean;
}

export type RichInline =
  | { type: 'text'; text: string; style?: TextStyle }
  | { type: 'link'; url: string; text?: string; style?: TextStyle }
  | { type: 'user'; user_id: string };

/** A picture that was uploaded to Slack. */
interface ImageBlock {
  type: 'image';
  slack_file: { id: string };
  alt_text: string;
}

export interface ActionsBlock {
  type: 'actions';
  elements: ActionElement[];
}

export type ActionElement = ButtonElement | SelectElement;

interface ButtonElement {
  type: 'button';
  action_id: string;
  text: PlainText;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
}

interface SelectElement {
  type: 'static_select';
  action_id: string;
  placeholder: PlainText;
  options: { text: PlainText; value: string }[];
}

interface ContextBlock {
  type: 'context';
  elements: PlainText[];
}

export function plainTextObject(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

/** What a value takes as JSON, in UTF-16 units. To write it takes less than to count it piece by piece. */
export function lengthOf(value: object | string): number {
  return JSON.stringify(value).length;
}

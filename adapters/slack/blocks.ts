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
  | ContextBlock
  | NewerBlock;

/** What some workspaces refuse: see `block-kinds.ts`. */
export type NewerBlock = CarouselBlock | TableBlock | DataTableBlock | DataVisualizationBlock;

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
  text?: PlainText | Mrkdwn;
  fields?: PlainOrBold[];
  accessory?: ImageElement;
}

/** In a grid, markup is used for nothing but the asterisks around a harmless label of our own, and a point in time. */
export type PlainOrBold = PlainText | Mrkdwn;

/** Verbatim: what looks like an address or a channel stays words. */
export interface Mrkdwn {
  type: 'mrkdwn';
  text: string;
  verbatim: true;
}

export interface ImageElement {
  type: 'image';
  image_url: string;
  alt_text: string;
}

/** 1 to 10 cards side by side, which a reader scrolls. */
interface CarouselBlock {
  type: 'carousel';
  elements: CardBlock[];
}

/** At least a picture, a title or buttons; at most three buttons. */
export interface CardBlock {
  type: 'card';
  hero_image?: ImageElement;
  title?: Mrkdwn;
  body?: Mrkdwn;
  actions?: ButtonElement[];
}

interface TableBlock {
  type: 'table';
  rows: SlackTableCell[][];
  column_settings: { align: 'left' | 'right'; is_wrapped: boolean }[];
}

/** Sorts and filters by itself; its first row is the head. */
interface DataTableBlock {
  type: 'data_table';
  caption: string;
  rows: SlackTableCell[][];
  page_size: number;
}

export type SlackTableCell =
  | { type: 'raw_text'; text: string }
  | { type: 'raw_number'; value: number; text: string }
  | RichTextBlock;

/** Not in @slack/types 3.2.0: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
interface DataVisualizationBlock {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[] };
  };
}

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
  | { type: 'user'; user_id: string }
  | { type: 'usergroup'; usergroup_id: string }
  | DateElement;

/** A point in time: `timestamp` in seconds, `fallback` where a client can't show it. */
interface DateElement {
  type: 'date';
  timestamp: number;
  format: string;
  fallback: string;
}

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

export type ActionElement = ButtonElement | SelectElement | CheckboxesElement;

export interface ButtonElement {
  type: 'button';
  action_id: string;
  text: PlainText;
  /** What a screen reader says in the place of `text`. */
  accessibility_label?: string;
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

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element: in messages too, at most ten. */
interface CheckboxesElement {
  type: 'checkboxes';
  action_id: string;
  options: { text: PlainText; value: string }[];
}

interface ContextBlock {
  type: 'context';
  elements: (PlainText | Mrkdwn)[];
}

export function plainTextObject(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

/** What a value takes as JSON, in UTF-16 units. To write it takes less than to count it piece by piece. */
export function lengthOf(value: object | string): number {
  return JSON.stringify(value).length;
}

export function markup(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}

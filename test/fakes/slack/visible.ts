import type { Block } from './blocks.ts';
import type { RichInline } from './elements.ts';
import { readMrkdwn } from './mrkdwn.ts';

/** What a person who looks at a message gets from it. */
export interface Visible {
  /** Everything there is to read, one line for each line on the screen. */
  readonly text: string;
  readonly mentions: string[];
  /** Links in running text; those of buttons are with the buttons. */
  readonly links: { url: string; label: string }[];
  readonly buttons: VisibleButton[];
  readonly choices: { actionId: string; label: string; options: { label: string; value: string }[] }[];
  readonly pictures: { source: string; alt: string }[];
  /** What notifications and screen readers take instead of the blocks. */
  readonly fallback: { text: string; mentions: string[]; links: { url: string; label: string }[] };
}

interface VisibleButton {
  readonly actionId: string;
  readonly blockId?: string | undefined;
  readonly label: string;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
}

type Element = Extract<Block, { type: 'actions' }>['elements'][number];
type Picture = { alt_text: string; image_url?: string | undefined; slack_file?: object | undefined };
type AnyText = { type: 'plain_text' | 'mrkdwn'; text: string; verbatim?: boolean | undefined };

/** Reads `message` as Slack's clients do: rich text and plain text objects mean what they say and no more. */
export function visible(message: { readonly text: string; readonly blocks: readonly Block[] }): Visible {
  const { text, mentions, links } = readMrkdwn(message.text);
  const view: Visible = {
    text: '',
    mentions: [],
    links: [],
    buttons: [],
    choices: [],
    pictures: [],
    fallback: { text, mentions, links },
  };
  const lines = message.blocks.flatMap((block) => readBlock(block, view));
  if (message.blocks.length > 0) return { ...view, text: lines.join('\n') };
  return { ...view, text, mentions, links };
}

function readBlock(block: Block, view: Visible): string[] {
  switch (block.type) {
    case 'header':
      return [block.text.text];
    case 'section': {
      if (block.accessory !== undefined) readAccessory(block.accessory, block.block_id, view);
      const texts = [...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])];
      return texts.map((text) => readText(text, view));
    }
    case 'image':
      addPicture(block, view);
      return block.title === undefined ? [] : [block.title.text];
    case 'context':
      return block.elements.flatMap((element) => {
        if (element.type !== 'image') return [readText(element, view)];
        addPicture(element, view);
        return [];
      });
    case 'actions':
      for (const element of block.elements) readElement(element, block.block_id, view);
      return [];
    case 'rich_text':
      return block.elements.flatMap((element) => {
        if (element.type !== 'rich_text_list') return [readInlines(element.elements, view)];
        return element.elements.map((item) => `• ${readInlines(item.elements, view)}`);
      });
    case 'carousel':
      return block.elements.flatMap(({ hero_image, title, body, actions = [], block_id }) => {
        if (hero_image !== undefined) addPicture(hero_image, view);
        for (const element of actions) readElement(element, block_id, view);
        return [title, body].flatMap((text) => (text === undefined ? [] : [readText(text, view)]));
      });
    case 'table':
    case 'data_table':
      return block.rows.map((row) => row.map((each) => readCell(each, view)).join(' | '));
    case 'data_visualization':
      return [
        block.title,
        ...block.chart.series.flatMap(({ data }) => data.map(({ label, value }) => `${label}: ${value}`)),
      ];
    case 'input':
      return [block.label.text];
    case 'divider':
      return [];
  }
}

type Cell = Extract<Block, { type: 'table' }>['rows'][number][number];

function readCell(cell: Cell, view: Visible): string {
  if (cell.type !== 'rich_text') return cell.text;
  return cell.elements
    .flatMap((element) =>
      element.type === 'rich_text_list'
        ? element.elements.map((item) => readInlines(item.elements, view))
        : [readInlines(element.elements, view)],
    )
    .join(' ');
}

function readAccessory(
  element: Element | (Picture & { type: 'image' }),
  blockId: string | undefined,
  view: Visible,
) {
  if (element.type === 'image') addPicture(element, view);
  else readElement(element, blockId, view);
}

function readElement(element: Element, blockId: string | undefined, view: Visible): void {
  const actionId = element.action_id ?? '';
  if (element.type === 'button') {
    const { text, accessibility_label: heard, value, url } = element;
    view.buttons.push({ actionId, blockId, label: heard ?? text.text, value, url });
    return;
  }
  const options = element.options.map(({ text, value }) => ({ label: text.text, value }));
  const label = element.type === 'static_select' ? (element.placeholder?.text ?? '') : '⋯';
  view.choices.push({ actionId, label, options });
}

function readText(text: AnyText, view: Visible): string {
  if (text.type === 'plain_text') return text.text;
  const read = readMrkdwn(text.text, text.verbatim);
  view.mentions.push(...read.mentions);
  view.links.push(...read.links);
  return read.text;
}

function readInlines(elements: readonly RichInline[], view: Visible): string {
  return elements.map((element) => readInline(element, view)).join('');
}

function readInline(element: RichInline, view: Visible): string {
  const mention = (whom: string) => {
    view.mentions.push(whom);
    return `@${whom}`;
  };
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      view.links.push({ url: element.url, label: element.text ?? element.url });
      return element.text ?? element.url;
    case 'user':
      return mention(element.user_id);
    case 'channel':
      return mention(element.channel_id);
    case 'usergroup':
      return mention(element.usergroup_id);
    case 'broadcast':
      return mention(element.range);
    case 'date':
      return element.fallback ?? new Date(element.timestamp * 1000).toISOString();
    case 'emoji':
      return `:${element.name}:`;
  }
}

function addPicture(picture: Picture, view: Visible): void {
  const file = picture.slack_file;
  const source = picture.image_url ?? (file === undefined ? '' : Object.values(file).join());
  view.pictures.push({ source, alt: picture.alt_text });
}

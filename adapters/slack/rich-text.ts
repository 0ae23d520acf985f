import {
  cleanLine,
  cleanText,
  type Inline,
  type PointInTime,
  shorten,
  type Text,
} from '../../src/chat/text.ts';
import { lengthOf, type RichInline, type RichSection, type TextStyle } from './blocks.ts';
import { slackLimits } from './limits.ts';

/** Slack's ids of people. Any other platform's id is shown as a name. */
const personId = /^[UW][A-Z0-9]{2,30}$/;

/** Slack's ids of user groups. */
const groupId = /^S[A-Z0-9]{2,30}$/;

/** Whether `id` can be a person's on Slack. */
export function isPersonId(id: string): boolean {
  return personId.test(id);
}

/**
 * `text` as elements of rich text, in which a string is its characters and nothing else. Elements that say
 * nothing are left out, since Slack refuses them; so the list may be empty.
 */
export function richInlines(text: Text): RichInline[] {
  return text.flatMap(richInline);
}

export function richSection(elements: RichInline[]): RichSection {
  return { type: 'rich_text_section', elements };
}

export function boldWords(words: string): RichInline[] {
  return textElement(cleanLine(words), { bold: true });
}

/** Whether anything in `text` is more than words, so that a plain text object can't show it. */
export function hasNodes(text: Text): boolean {
  return text.some(
    (inline) => typeof inline !== 'string' && ('link' in inline || 'mention' in inline || 'time' in inline),
  );
}

/** What fits into `budget` characters of JSON: whole elements, the last words shortened, links, mentions and times never cut. */
export function fitInlines(elements: readonly RichInline[], budget: number): RichInline[] {
  if (mostLength(elements) <= budget) return [...elements];
  const kept: RichInline[] = [];
  let left = budget;
  for (const element of elements) {
    const cost = lengthOf(element) + 1;
    if (cost > left) {
      // What JSON puts around the words is some 60 characters, and it takes at most 2 for one of them.
      const room = Math.floor((left - 80) / 2);
      const words = element.type === 'text' && room > 1 ? shorten(element.text, room) : '…';
      if (left > 80) kept.push({ type: 'text', text: words });
      break;
    }
    kept.push(element);
    left -= cost;
  }
  return kept;
}

/** What JSON puts around the words of an element, and between two of them. */
const aroundInline = 100;

/**
 * At least what `elements` take as JSON in a list, which is quickly told. Only where that is too much do they have to be
 * written down to be measured.
 */
export function mostLength(elements: readonly RichInline[]): number {
  let most = 0;
  for (const element of elements) {
    most += aroundInline;
    if (element.type === 'text') most += mostOfWords(element.text);
    else if (element.type === 'link') most += mostOfWords(element.url) + mostOfWords(element.text ?? '');
    else most += lengthOf(element);
  }
  return most;
}

/** What JSON writes with a backslash before it, of all that words which were cleaned, and links, can have. */
const escaped = /["\\\n]/;

/** At least what cleaned `words` take within JSON's quotes. */
function mostOfWords(words: string): number {
  return escaped.test(words) ? 2 * words.length : words.length;
}

function richInline(inline: Inline): RichInline[] {
  if (typeof inline === 'string') return textElement(inline);
  if ('bold' in inline) return textElement(inline.bold, { bold: true });
  if ('code' in inline) return textElement(inline.code, { code: true });
  if ('link' in inline) {
    const words = shorten(cleanLine(inline.label), slackLimits.text);
    return [{ type: 'link', url: inline.link, ...(words !== '' && { text: words }) }];
  }
  if ('time' in inline) return [dateElement(inline.time)];
  const { person, name, group } = inline.mention;
  if (group === true) {
    return groupId.test(person) ? [{ type: 'usergroup', usergroup_id: person }] : textElement(`@${name}`);
  }
  return isPersonId(person) ? [{ type: 'user', user_id: person }] : textElement(`@${name}`);
}

/** Each reader sees it in their own zone, and by their own clock. */
function dateElement({ ms, words }: PointInTime): RichInline {
  const fallback = label(words, slackLimits.text);
  return { type: 'date', timestamp: Math.floor(ms / 1000), format: '{date_short_pretty} {time}', fallback };
}

/** The same in markup, in which nothing of `words` may end it. */
export function dateMarkup({ ms, words }: PointInTime): string {
  const fallback = escapeMarkup(label(words, 60)).replaceAll('|', '/');
  return `<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time}|${fallback}>`;
}

function textElement(words: string, style?: TextStyle): RichInline[] {
  const text = shorten(cleanText(words), slackLimits.text);
  return text === '' ? [] : [{ type: 'text', text, ...(style !== undefined && { style }) }];
}

/** One line for a workspace that must not be blank, at most `limit` long. */
export function label(text: string, limit: number): string {
  return shorten(cleanLine(text), limit) || '…';
}

/**
 * Words from anywhere for a text that Slack reads as markup: the three characters that have a meaning are
 * escaped, and what Slack would make a link, a mention or an emoji of unasked is broken by an invisible
 * joiner. https://docs.slack.dev/messaging/formatting-message-text
 */
export function inertMarkup(text: string): string {
  return escapeMarkup(cleanText(text).replace(/[.:@/](?=\S)/g, '$&\u2060'));
}

/** What verbatim markup would read as something else than itself, and what escaping does not take that from. */
export const wildMarkup = /[*_~`|]|^\s*[>•]|:[^\s:]+:/mu;

/** The three characters that have a meaning of their own in markup, escaped. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** {@link inertMarkup} undone: the words as a person reads them. */
export function readableText(markup: string): string {
  return markup
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

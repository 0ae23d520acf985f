import { cleanLine, cleanText, shorten } from '../../src/chat/text.ts';

/** One line for a place that must not be blank, at most `limit` long. */
export function label(text: string, limit: number): string {
  return shorten(cleanLine(text), limit) || '…';
}

/**
 * Words from anywhere for a text that Slack reads as markup: the three characters that have a meaning are
 * escaped, and what Slack would make a link, a mention or an emoji of unasked is broken by an invisible
 * joiner. https://docs.slack.dev/messaging/formatting-message-text
 */
export function inertMarkup(text: string): string {
  return cleanText(text)
    .replace(/[.:@/](?=\S)/g, '$&\u2060')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** {@link inertMarkup} undone: the words as a person reads them. */
export function readableText(markup: string): string {
  return markup
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

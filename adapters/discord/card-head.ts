import type { ReadyCard, Tone } from '../../src/chat/card.ts';
import { cleanLine } from '../../src/chat/text.ts';
import { discordLimits } from './limits.ts';
import { type Drawn, escapeWithin, hostOf, maskedLink } from './rich-text.ts';

export const colors: Readonly<Record<Tone, number>> = {
  plain: 0x4e5d94,
  good: 0x2e9e5b,
  warning: 0xe0a100,
  bad: 0xd83a42,
};
const symbols: Readonly<Record<Tone, string>> = { plain: '', good: '✅', warning: '⚠️', bad: '❌' };

/** As an embed's title. */
export function drawTitle(card: ReadyCard): Drawn {
  const symbol = symbols[card.tone];
  const { markdown, cut } = escapeWithin(wordsOfTitle(card), discordLimits.embedTitle - symbol.length - 1);
  return { markdown: inOne(symbol, markdown), cut };
}

/** The title of `card` as it is drawn, without markdown. */
export function plainTitle(card: ReadyCard): string {
  return inOne(symbols[card.tone], wordsOfTitle(card));
}

function wordsOfTitle({ title, link }: ReadyCard): string {
  const words = cleanLine(title);
  return words === '' && link !== undefined ? hostOf(link) : words;
}

function inOne(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

/** As a paragraph of its own, with the link that an embed's title has beside it. */
export function drawTitleLine(card: ReadyCard): Drawn {
  const { markdown, cut } = drawTitle(card);
  if (markdown === '') return { markdown, cut };
  return {
    markdown: `**${card.link === undefined ? markdown : maskedLink(plainTitle(card), card.link)}**`,
    cut,
  };
}

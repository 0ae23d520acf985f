import type { BasicBlock, Payload, ReadyCard, Tone } from '../../src/chat/card.ts';
import { loweredCard, textsIn } from '../../src/chat/lowered-card.ts';
import { type Inline, type PersonMention, shorten, type Text } from '../../src/chat/text.ts';
import { slackLimits } from './limits.ts';
import { inertMarkup, isPersonId } from './rich-text.ts';

export const symbols: Readonly<Record<Tone, string>> = { plain: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ' };

/** A person's name by their id on Slack; `undefined` where it is not known. */
export type NameOf = (person: string) => string | undefined;

/** A person's id in words: as Slack's own messages have it, as it may be typed, as it is kept (`slack:U0123ABCD`). */
const idInWords =
  /<@([UW][A-Z0-9]{2,30})(?:\|([^<>|\n]{0,80}))?>|(?:@|(?<!\w)(slack:))([UW](?=[A-Z]{0,30}\d)[A-Z0-9]{5,30})\b/g;

/** More than a text of {@link slackLimits.fallback} characters tells of in sentences. */
const mostNamed = 50;

/**
 * What notifications and screen readers say of a card: its words, with people's names and no ids of theirs where a name is
 * known, without links or mentions of any kind. Slack reads this text as markup, so nothing in it is left to be read as such.
 */
export function fallbackText(card: ReadyCard, nameOf: NameOf = () => undefined): string {
  const called = calledIn(card, nameOf);
  const words = symbols[card.tone] + withNames(wordsIn(card, called), called);
  // The words are cut before they are escaped, so that no entity is; escaping makes at most five bytes of one.
  for (let length: number = slackLimits.fallback; length > 0; length = Math.floor(length * 0.8)) {
    const text = inertMarkup(shorten(words, length)) || '…';
    if (Buffer.byteLength(text) <= slackLimits.fallbackBytes) return text;
  }
  return '…';
}

/** Nearly all cards name nobody, and to look for this takes a small part of looking for {@link idInWords}. */
const mayName = /@|slack:/;

function withNames(words: string, called: NameOf): string {
  if (!mayName.test(words)) return words;
  return words.replace(idInWords, (whole, ...found: Found) => {
    const [wrapped, label, kept, bare = ''] = found;
    const name = called(wrapped ?? bare) ?? label?.trim();
    if (name === undefined || name === '') return whole;
    return kept === undefined ? `@${name}` : name;
  });
}

/** What {@link idInWords} finds: an id in brackets and its label, or what stands before a bare one and that. */
type Found = [wrapped?: string, label?: string, kept?: string, bare?: string];

/** Whom a card has nothing but the id of, by their ids on Slack: those in whose place a name should be read. */
export function namelessIn(card: ReadyCard): readonly string[] {
  const named = calledIn(card, () => undefined);
  const mentioned = peopleMentionedIn(card).flatMap(({ person, name }) => (person === name ? [person] : []));
  const words = wordsIn(card, () => '');
  const inWords = (mayName.test(words) ? [...words.matchAll(idInWords)] : []).flatMap(
    ([, wrapped, label, , bare]) => {
      const person = wrapped ?? bare ?? '';
      return (label ?? '').trim() === '' && named(person) === undefined ? [person] : [];
    },
  );
  return [...new Set([...mentioned, ...inWords])].filter(isPersonId).slice(0, mostNamed);
}

/** A card's title and its words, one line for each stretch of them. */
function wordsIn(card: ReadyCard, called: NameOf): string {
  const wordsOf = (text: Text) => text.map((inline) => wordOf(inline, called)).join('');
  return [card.title, ...loweredCard(card).body.flatMap((block) => linesOf(block, wordsOf))]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** What people are called in a card: by the name that it has itself, unless that is only the id. */
export function calledIn(card: ReadyCard, nameOf: NameOf): NameOf {
  const carried = new Map(peopleMentionedIn(card).map(({ person, name }) => [person, name]));
  return (person) => {
    const name = carried.get(person);
    return name === undefined || name === person ? (nameOf(person) ?? name) : name;
  };
}

/** The people whom a card mentions. */
function peopleMentionedIn({ body, footnote = [] }: ReadyCard): readonly PersonMention[] {
  return [...textsIn(body), footnote]
    .flat()
    .flatMap((inline) => (typeof inline !== 'string' && 'mention' in inline ? [inline.mention] : []));
}

function linesOf(block: BasicBlock<Payload>, wordsOf: (text: Text) => string): string[] {
  switch (block.kind) {
    case 'text':
      return [wordsOf(block.text)];
    case 'fields':
      return block.fields.map((field) => `${field.label}: ${wordsOf(field.value)}`);
    case 'list':
      return block.items.map((item) => `• ${wordsOf(item)}`);
    case 'copy':
      return [block.label];
    case 'chart':
      return [block.alt];
    case 'qr':
      return [];
  }
}

function wordOf(inline: Inline, called: NameOf): string {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return inline.bold;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return inline.label;
  if ('time' in inline) return inline.time.words;
  return called(inline.mention.person) ?? inline.mention.name;
}

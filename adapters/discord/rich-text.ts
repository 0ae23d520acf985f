import type { Inline, Text } from '../../src/chat/text.ts';
import { codeSpan, escapeWithin, isBlank, maskedLink, part } from './wording.ts';

/** Some markdown, and whether words or links of its source did not fit. */
export interface Drawn {
  readonly markdown: string;
  readonly cut: boolean;
}

/** Discord's ids; anything else is no person it could be asked to notify. */
const snowflake = /^\d{15,20}$/;

/**
 * `text` as markdown of at most `limit` characters. Strings are shortened where they don't fit; a link, a
 * mention or code is drawn whole or left out.
 */
export function drawText(text: Text, limit: number): Drawn {
  let markdown = '';
  let cut = false;
  let before: 'words' | 'mark' | 'left out' = 'words';
  for (const inline of joined(text)) {
    const isMark = typeof inline !== 'string';
    // Side by side, two marks would be read as one (`**a****b**`), and so would words around one left out.
    const parting = before === 'left out' || (before === 'mark' && isMark) ? part : '';
    const drawn = drawInline(inline, Math.max(0, limit - markdown.length - parting.length));
    cut ||= drawn.cut;
    if (drawn.markdown !== '') markdown += parting + drawn.markdown;
    before = drawn.markdown === '' ? 'left out' : isMark ? 'mark' : 'words';
  }
  return { markdown, cut };
}

/** Words that stand side by side as one string: apart, the halves of a link would each look harmless. */
function joined(text: Text): Inline[] {
  const pieces: Inline[] = [];
  for (const inline of text) {
    const piece = wordsIfNoMark(inline);
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces.splice(-1, 1, last + piece);
    else if (piece !== '') pieces.push(piece);
  }
  return pieces;
}

/** What can't be a mark, such as a mention of nobody Discord knows, is words. */
function wordsIfNoMark(inline: Inline): Inline {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return isBlank(inline.bold) ? inline.bold : inline;
  if ('code' in inline) return isBlank(inline.code) || inline.code.includes('``') ? inline.code : inline;
  if ('mention' in inline && !snowflake.test(inline.mention.person)) return `@${inline.mention.name}`;
  return inline;
}

function drawInline(inline: Inline, room: number): Drawn {
  if (typeof inline === 'string') return escapeWithin(inline, room);
  if ('bold' in inline) {
    const { markdown, cut } = escapeWithin(inline.bold, Math.max(0, room - 4));
    return { markdown: isBlank(markdown) ? '' : `**${markdown}**`, cut };
  }
  if ('code' in inline) return whole(codeSpan(inline.code), room);
  if ('link' in inline) return whole(maskedLink(inline.label, inline.link), room);
  return whole(`<@${inline.mention.person}>`, room);
}

function whole(markdown: string, room: number): Drawn {
  return markdown.length <= room ? { markdown, cut: false } : { markdown: '', cut: true };
}

/** The people that `text` mentions, by Discord's ids. */
export function mentionsIn(text: Text): string[] {
  return text.flatMap((inline) =>
    typeof inline === 'object' && 'mention' in inline && snowflake.test(inline.mention.person)
      ? [inline.mention.person]
      : [],
  );
}

import { element, outwardLink } from './element.js';
import { locale } from './words.js';

/** @import { Inline, PointInTime, Text } from '../../../src/chat/text.ts' */

/**
 * @param {Text} text
 * @returns {(Node | string)[]}
 */
export function drawText(text) {
  return text.map(drawInline);
}

/** What stands between clauses, and where a line ends. */
const ends = /( · |\n)/;

/**
 * `text` in clauses, such as the steps of an order: one that has room in a line is not broken.
 *
 * @param {Text} text
 * @returns {(Node | string)[]}
 */
export function drawClauses(text) {
  if (!text.some((part) => typeof part === 'string' && part.includes(' · '))) return drawText(text);
  /** @type {(Node | string)[]} */
  const drawn = [];
  /** @type {Inline[]} */
  let clause = [];
  const end = () => {
    if (clause.length > 0) drawn.push(element('span', 'clause', {}, ...drawText(clause)));
    clause = [];
  };
  for (const part of text.flatMap(pieces)) {
    if (typeof part !== 'string' || !ends.test(part)) {
      if (part !== '') clause.push(part);
    } else {
      end();
      drawn.push(part);
    }
  }
  end();
  return drawn;
}

/**
 * @param {Inline} part
 * @returns {readonly Inline[]}
 */
function pieces(part) {
  return typeof part === 'string' ? part.split(ends) : [part];
}

/** @param {Inline} inline */
function drawInline(inline) {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return element('strong', '', {}, inline.bold);
  if ('code' in inline) return element('code', '', {}, inline.code);
  if ('link' in inline) return outwardLink('', inline.link, inline.label);
  if ('time' in inline) return drawTime(inline.time);
  return element('span', 'mention', {}, `@${inline.mention.name}`);
}

const usual = /** @type {const} */ ({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
const clock = new Intl.DateTimeFormat(locale, usual);
const clockOfYears = new Intl.DateTimeFormat(locale, { ...usual, year: 'numeric' });

/**
 * In the reader's own zone; in the conversation's, by its name, where one points at it.
 *
 * @param {PointInTime} time
 */
function drawTime({ ms, words: zoned }) {
  const at = new Date(ms);
  return Number.isNaN(at.getTime())
    ? zoned
    : element('time', '', { datetime: at.toISOString(), title: zoned }, inWords(at));
}

/**
 * With the year where it is not this one.
 *
 * @param {Date} at
 */
function inWords(at) {
  return (at.getFullYear() === new Date().getFullYear() ? clock : clockOfYears).format(at);
}

/**
 * Words for those who listen to the page.
 *
 * @param {string} text
 */
export function hidden(text) {
  return element('span', 'hidden', {}, text);
}

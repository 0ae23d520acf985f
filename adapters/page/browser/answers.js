import { drawCard } from './card.js';
import { element } from './element.js';
import { drawPreview, ownView } from './previews.js';
import { words } from './words.js';

/** @import { Run } from './card.js' */
/** @import { PageEvent } from '../wire.ts' */

/**
 * An answer in the conversation, which can be shown in several ways.
 *
 * @typedef {{ root: HTMLElement, show(view: string): void }} ShownAnswer
 */

/**
 * Draws an answer as `view` has it.
 *
 * @param {Extract<PageEvent, { kind: 'answer' }>} answer
 * @param {string} view
 * @param {Run} run
 * @returns {ShownAnswer}
 */
export function drawAnswer({ card, visibility, language, key }, view, run) {
  const root = element('section', 'answer', { lang: language });
  const seenBy =
    visibility === 'asker'
      ? [element('p', 'seen-by asker', {}, words.onlyYou)]
      : [element('p', 'seen-by', {}, words.everyone)];
  /** @param {string} chosen */
  const show = (chosen) => {
    const drawn = chosen === ownView ? drawCard(card, run) : drawPreview(chosen, key);
    root.replaceChildren(drawn, ...seenBy);
  };
  show(view);
  return { root, show };
}

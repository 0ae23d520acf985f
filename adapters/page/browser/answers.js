import { drawCard } from './card.js';
import { element } from './element.js';
import { drawPreview, ownView } from './previews.js';
import { locale, wordsIn } from './words.js';

/** @import { Run } from './card.js' */
/** @import { PageEvent, PageMessage } from '../wire.ts' */

/**
 * An answer to a person, or what the bot said by itself.
 *
 * @typedef {Extract<PageEvent, { kind: 'answer' }> | PageMessage} Said
 */

/**
 * What the bot said, in the conversation; it can be shown in several ways, and change.
 *
 * @typedef {{ root: HTMLElement, show(view: string): void, change(said: Said): void }} ShownAnswer
 */

const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

/**
 * Draws what was said as `view` has it.
 *
 * @param {Said} first
 * @param {string} view
 * @param {Run} run
 * @returns {ShownAnswer}
 */
export function drawAnswer(first, view, run) {
  const root = element('section', 'answer', 'ref' in first ? { 'data-message': first.ref } : {});
  let said = first;
  let shownAs = view;

  function draw() {
    root.lang = said.language;
    const drawn =
      shownAs === ownView ? drawCard(said.card, run, wordsIn(said.language)) : drawPreview(shownAs, said.key);
    root.replaceChildren(drawn, foot(said));
  }

  draw();
  return {
    root,
    show(chosen) {
      shownAs = chosen;
      draw();
    },
    change(next) {
      const focused = focusable(root).findIndex((each) => each.matches(':focus'));
      said = next;
      draw();
      if (focused !== -1) focusable(root)[focused]?.focus();
      root.classList.remove('changed');
      // Read, so that the animation begins anew.
      void root.offsetWidth;
      root.classList.add('changed');
    },
  };
}

/** @param {HTMLElement} root */
function focusable(root) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('a, button, select'))];
}

/**
 * Who sees an answer; when the bot spoke by itself.
 *
 * @param {Said} said
 */
function foot(said) {
  const words = wordsIn(said.language);
  if ('visibility' in said) {
    return said.visibility === 'asker'
      ? element('p', 'seen-by asker', {}, words.onlyYou)
      : element('p', 'seen-by', {}, words.everyone);
  }
  const changed = said.changedAt === undefined ? '' : ` · ${words.changed(time.format(said.changedAt))}`;
  const posted = element('time', '', { datetime: new Date(said.at).toISOString() }, time.format(said.at));
  return element('p', 'seen-by', {}, posted, changed);
}

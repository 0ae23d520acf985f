import { fetchCompletions } from './connection.js';
import { element } from './element.js';
import { words } from './words.js';

/** @import { PageCompletions } from '../wire.ts' */

/**
 * The list of what may come next in the line, as a combobox has it: the focus stays in the line, the arrows
 * move a mark through the list.
 *
 * @param {{ line: HTMLInputElement, list: HTMLElement, hint: HTMLElement }} parts
 */
export function createCompletion({ line, list, hint }) {
  list.setAttribute('aria-label', words.completions);
  /** @type {PageCompletions} */
  let shown = { from: 0, items: [] };
  let marked = -1;
  let asked = 0;

  /** @param {number} at */
  function mark(at) {
    list.children[marked]?.setAttribute('aria-selected', 'false');
    marked = at;
    const option = list.children[at];
    if (option === undefined) {
      line.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    line.setAttribute('aria-activedescendant', option.id);
  }

  /** @param {PageCompletions} completions */
  function show(completions) {
    shown = completions;
    const { items, argument } = completions;
    list.replaceChildren(...items.map(drawItem));
    list.hidden = items.length === 0;
    line.setAttribute('aria-expanded', `${items.length > 0}`);
    mark(-1);
    hint.replaceChildren(...(argument === undefined ? [] : drawArgument(argument)));
  }

  /**
   * @param {PageCompletions['items'][number]} item
   * @param {number} at
   */
  function drawItem({ label, hint: about }, at) {
    const option = element(
      'div',
      'completion',
      { role: 'option', id: `completion-${at}`, 'aria-selected': 'false' },
      element('b', '', {}, label),
      element('span', 'about', {}, about),
    );
    // Before the line would lose the focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      accept(at);
    });
    return option;
  }

  async function refresh() {
    asked += 1;
    const current = asked;
    const before = line.value.slice(0, line.selectionStart ?? line.value.length);
    const completions = before.trim() === '' ? { from: 0, items: [] } : await fetchCompletions(before);
    // An answer to what was typed earlier is of no use any more.
    if (current === asked) show(completions);
  }

  /** @param {number} at */
  function accept(at) {
    const item = shown.items[at];
    if (item === undefined) return;
    const cursor = line.selectionStart ?? line.value.length;
    const after = line.value.slice(cursor).trimStart();
    line.setRangeText(item.insert, shown.from, line.value.length - after.length, 'end');
    line.focus();
    refresh();
  }

  return {
    refresh,
    close() {
      asked += 1;
      show({ from: 0, items: [] });
    },
    /**
     * Deals with a key that means something to the list; whether it did.
     *
     * @param {KeyboardEvent} event
     */
    takes(event) {
      const count = shown.items.length;
      if (count === 0) return false;
      switch (event.key) {
        case 'ArrowDown':
          mark((marked + 1) % count);
          return true;
        case 'ArrowUp':
          mark((marked <= 0 ? count : marked) - 1);
          return true;
        case 'Tab':
          if (event.shiftKey) return false;
          accept(Math.max(marked, 0));
          return true;
        case 'Enter':
          if (marked === -1) return false;
          accept(marked);
          return true;
        case 'Escape':
          this.close();
          return true;
        default:
          return false;
      }
    },
  };
}

/** @param {NonNullable<PageCompletions['argument']>} argument */
function drawArgument({ name, hint, example }) {
  return [
    element('b', '', {}, name),
    ` ${hint}`,
    element('span', 'hint-example', {}, `${words.example} `, element('code', '', {}, example)),
  ];
}

import { element } from './element.js';
import { drawText } from './text.js';

/** @import { Payload, SelectAction, TableBlock } from '../../../src/chat/card.ts' */

/**
 * A table that scrolls by itself where it is wider than the card, with the menu of what can be done with a row under it.
 *
 * @param {TableBlock<Payload>} table
 * @param {(action: SelectAction<Payload>) => HTMLElement} drawAction
 */
export function drawTable({ caption, columns, rows, choose }, drawAction) {
  /** @param {number} at */
  const look = (at) => (columns[at]?.kind === 'amount' || columns[at]?.kind === 'quantity' ? 'number' : '');
  // A heading that says nothing is none.
  const head = columns.map(({ label }, at) =>
    label === ''
      ? element('td', look(at), { role: 'cell' })
      : element('th', look(at), { scope: 'col', role: 'columnheader' }, label),
  );
  const lines = rows.map((row) =>
    element(
      'tr',
      '',
      { role: 'row' },
      ...row.map(({ text }, at) =>
        at === 0
          ? element('th', look(at), { scope: 'row', role: 'rowheader' }, ...drawText(text))
          : element('td', look(at), { role: 'cell' }, ...drawText(text)),
      ),
    ),
  );
  const isHeaded = columns.some(({ label }) => label !== '');
  // Under one another on a phone, which takes a table's roles from its parts.
  const isStacked = columns.every(({ evident }, at) => at === 0 || evident === true);
  const table = element(
    'table',
    isStacked ? 'stacked' : '',
    { role: 'table' },
    element('caption', 'hidden', {}, caption),
    ...(isHeaded
      ? [element('thead', '', { role: 'rowgroup' }, element('tr', '', { role: 'row' }, ...head))]
      : []),
    element('tbody', '', { role: 'rowgroup' }, ...lines),
  );
  const scrolled = element(
    'div',
    'scrolled',
    { tabindex: '0', role: 'region', 'aria-label': caption },
    table,
  );
  const menu = choose === undefined ? [] : [element('div', 'actions', {}, drawAction(choose))];
  return element('div', 'table', {}, scrolled, ...menu);
}

import { button, element } from './element.js';
import { send } from './token.js';
import { language, words } from './words.js';

/** @import { Drive, PageSandbox } from '../wire.ts' */

/**
 * A panel that folds out of the header, in which what happens to the sandbox's orders is made to happen.
 *
 * @param {HTMLElement} root
 */
export function offerSandbox(root) {
  const order = element('select', 'button', { 'aria-label': words.sandbox.order });
  const steps = element('div', 'actions', {});
  const said = element('p', 'said', { role: 'status' });
  const faults = element(
    'div',
    'actions',
    {},
    drives(words.sandbox.place, { do: 'place' }),
    drives(words.sandbox.pushAgain, { do: 'push again' }),
    drives(words.sandbox.silence, { do: 'silence' }),
  );
  const panel = element('details', 'sandbox', {}, element('summary', '', {}, words.sandbox.title));
  panel.append(element('div', 'sandbox-panel', {}, order, steps, faults, said));
  panel.addEventListener('toggle', () => panel.open && look());
  root.replaceChildren(panel);
  root.hidden = false;

  /**
   * @param {string} label
   * @param {Drive} drive
   */
  function drives(label, drive) {
    return button('button', label, () => ask(drive));
  }

  async function look() {
    const response = await send('/page/sandbox');
    if (response.ok) show(await response.json(), true);
  }

  /** @param {Drive} drive */
  async function ask(drive) {
    said.textContent = '';
    const headers = { 'content-type': 'application/json' };
    const response = await send('/page/sandbox', { method: 'POST', headers, body: JSON.stringify(drive) });
    if (!response.ok) return;
    /** @type {PageSandbox} */
    const now = await response.json();
    show(now, drive.do !== 'place');
    said.textContent = now.done === true ? words.sandbox.done : words.sandbox.notNow;
  }

  /**
   * @param {PageSandbox} now
   * @param {boolean} keeps the order that is chosen; otherwise the newest is
   */
  function show(now, keeps) {
    const chosen = keeps ? order.value : '';
    order.replaceChildren(
      ...now.orders.map(({ id, title }) => element('option', '', { value: id }, title[language])),
    );
    if (now.orders.some(({ id }) => id === chosen)) order.value = chosen;
    order.hidden = now.orders.length === 0;
    steps.hidden = order.hidden;
    steps.replaceChildren(
      ...now.steps.map(({ step, label }) =>
        button('button', label[language], () => ask({ do: 'step', order: order.value, step })),
      ),
    );
  }
}

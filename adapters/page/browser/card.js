import { drawChart } from './chart.js';
import { button, element, outwardLink, svgElement } from './element.js';
import { drawFile } from './file.js';
import { words } from './words.js';

/** @import { Action, Field, Payload } from '../../../src/chat/card.ts' */
/** @import { Inline, Text } from '../../../src/chat/text.ts' */
/** @import { PageBlock, PageCard, PageQr } from '../wire.ts' */

/**
 * What a card's buttons do. `label` is what was clicked.
 *
 * @typedef {(payload: Payload, label: string) => Promise<void>} Run
 */

const symbols = { plain: '●', good: '✓', warning: '!', bad: '✕' };

/**
 * Draws a card. Every word of it is put in as text.
 *
 * @param {PageCard} card
 * @param {Run} run
 * @returns {HTMLElement}
 */
export function drawCard(card, run) {
  const { tone, title, link, picture, footnote } = card;
  const heading = element('h2', 'title', {}, hidden(words.tones[tone]));
  heading.append(link === undefined ? title : outwardLink('', link, title));
  const head = element(
    'header',
    'head',
    {},
    element('span', 'symbol', { 'aria-hidden': 'true' }, symbols[tone]),
    heading,
  );
  // What there is to take away stands together after the buttons, which it would push out of sight.
  const extras = card.body.filter(isExtra);
  const told = card.body.filter((block) => !isExtra(block));
  // Lines in a thread have no title: their words are all there is.
  const headed = title.trim() !== '' || tone !== 'plain' || link !== undefined;
  const drawn = element('article', `card ${tone}`, {}, ...(headed ? [head] : []), ...told.map(drawBlock));
  // First, so that what follows flows around it.
  if (picture !== undefined) drawn.prepend(drawPicture(picture.url, picture.alt));
  const actions = card.actions.map((action) => drawAction(action, run));
  if (actions.length > 0) drawn.append(element('div', 'actions', {}, ...actions));
  if (extras.length > 0) drawn.append(element('div', 'extras', {}, ...extras.map(drawBlock)));
  if (card.file !== undefined) drawn.append(drawFile(card.file));
  if (footnote !== undefined) drawn.append(element('footer', 'footnote', {}, ...drawText(footnote)));
  return drawn;
}

/** @param {PageBlock} block */
function isExtra({ kind }) {
  return kind === 'copy' || kind === 'qr';
}

/**
 * @param {string} src
 * @param {string} alt
 */
function drawPicture(src, alt) {
  const picture = element('img', 'picture', { alt, decoding: 'async', referrerpolicy: 'no-referrer' });
  // A picture that can't be had says nothing that the card does not say.
  picture.addEventListener('error', () => picture.remove());
  picture.src = src;
  return picture;
}

/**
 * @param {PageBlock} block
 * @returns {Element}
 */
function drawBlock(block) {
  switch (block.kind) {
    case 'text':
      return element('p', 'text', {}, ...drawText(block.text));
    case 'fields':
      return element('dl', 'fields', {}, ...block.fields.flatMap(drawField));
    case 'list':
      return element(
        'ul',
        'list',
        {},
        ...block.items.map((item) => element('li', '', {}, ...drawText(item))),
      );
    case 'copy':
      return drawCopy(block.label, block.value);
    case 'qr':
      return drawQr(block);
    case 'chart':
      return drawChart(block);
  }
}

/** @param {Field} field */
function drawField({ label, value }) {
  return [element('dt', '', {}, label), element('dd', '', {}, ...drawText(value))];
}

/**
 * @param {string} label
 * @param {string} value
 */
function drawCopy(label, value) {
  const text = element('code', 'whole', { tabindex: '0' }, value);
  const said = element('span', 'said', { role: 'status' });
  const copy = button('quiet', words.copy, async () => {
    try {
      await navigator.clipboard.writeText(value);
      said.textContent = words.copied;
    } catch {
      window.getSelection()?.selectAllChildren(text);
      said.textContent = words.notCopied;
    }
  });
  copy.addEventListener('blur', () => said.replaceChildren());
  const line = element('div', 'copy-head', {}, element('span', 'label', {}, label), said, copy);
  return element('div', 'copy', {}, line, text);
}

/** @param {PageQr} qr */
function drawQr({ alt, size, path }) {
  const picture = svgElement(
    'svg',
    {
      viewBox: `0 0 ${size} ${size}`,
      role: 'img',
      'aria-label': alt,
      'shape-rendering': 'crispEdges',
    },
    svgElement('path', { d: path }),
  );
  return element('figure', 'qr', {}, picture, element('figcaption', '', { 'aria-hidden': 'true' }, alt));
}

/**
 * @param {Action<Payload>} action
 * @param {Run} run
 */
function drawAction(action, run) {
  switch (action.kind) {
    case 'open': {
      const link = outwardLink(`button ${action.style ?? ''}`, action.url, action.label);
      link.append(element('span', 'outward', { 'aria-hidden': 'true' }, '↗'), hidden(` (${words.opensTab})`));
      return link;
    }
    case 'run':
      return button(`button ${action.style ?? ''}`, action.label, (clicked) =>
        busyWhile(clicked, run(action.run, action.label)),
      );
    case 'select': {
      const first = element('option', '', { value: '', disabled: '', selected: '' }, action.label);
      const options = action.options.map(({ label }, at) => element('option', '', { value: `${at}` }, label));
      const select = element('select', 'button', { 'aria-label': action.label }, first, ...options);
      select.addEventListener('change', () => {
        const chosen = action.options[Number(select.value)];
        select.value = '';
        if (chosen !== undefined) busyWhile(select, run(chosen.run, chosen.label));
      });
      return select;
    }
  }
}

/**
 * Shows that something clicked is being dealt with, and keeps it from being clicked twice.
 *
 * @param {HTMLButtonElement | HTMLSelectElement} clicked
 * @param {Promise<void>} work
 */
function busyWhile(clicked, work) {
  clicked.disabled = true;
  clicked.setAttribute('aria-busy', 'true');
  work.finally(() => {
    clicked.disabled = false;
    clicked.removeAttribute('aria-busy');
  });
}

/**
 * @param {Text} text
 * @returns {(Node | string)[]}
 */
function drawText(text) {
  return text.map(drawInline);
}

/** @param {Inline} inline */
function drawInline(inline) {
  if (typeof inline === 'string') return inline;
  if ('bold' in inline) return element('strong', '', {}, inline.bold);
  if ('code' in inline) return element('code', '', {}, inline.code);
  if ('link' in inline) return outwardLink('', inline.link, inline.label);
  return element('span', 'mention', {}, `@${inline.mention.name}`);
}

/**
 * Words for those who listen to the page.
 *
 * @param {string} text
 */
function hidden(text) {
  return element('span', 'hidden', {}, text);
}

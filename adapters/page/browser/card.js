import { drawChart } from './chart.js';
import { button, element, outwardLink, svgElement } from './element.js';
import { drawFile } from './file.js';
import { drawGallery, openable } from './gallery.js';
import { drawTable } from './table.js';
import { drawClauses, drawText, hidden } from './text.js';
import { words as ownWords } from './words.js';

/** @import { Action, Field, Payload, PickList, RunAction } from '../../../src/chat/card.ts' */
/** @import { PageBlock, PageCard, PageQr } from '../wire.ts' */
/** @import { PageWords } from './words.js' */

/**
 * What a card's buttons do. `label` is what was clicked; `values`: what was ticked for it, by argument.
 *
 * @typedef {(payload: Payload, label: string, values?: Readonly<Record<string, string>>) => Promise<void>} Run
 */

const symbols = { plain: '●', good: '✓', warning: '!', bad: '✕' };

/**
 * Draws a card. Every word of it is put in as text.
 *
 * @param {PageCard} card
 * @param {Run} run
 * @param {PageWords} [words] in the card's language
 * @returns {HTMLElement}
 */
export function drawCard(card, run, words = ownWords) {
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
  const drawn = element(
    'article',
    `card ${tone}`,
    {},
    ...(headed ? [head] : []),
    ...told.map((block) => drawBlock(block, run, words)),
  );
  // First, so that what follows flows around it.
  if (picture !== undefined) drawn.prepend(openable(picture, 'picture', words, (place) => place.remove()));
  const actions = card.actions.map((action) => drawAction(action, run, words));
  if (actions.length > 0) drawn.append(element('div', 'actions', {}, ...actions));
  if (extras.length > 0)
    drawn.append(element('div', 'extras', {}, ...extras.map((block) => drawBlock(block, run, words))));
  if (card.file !== undefined) drawn.append(drawFile(card.file, words));
  if (footnote !== undefined) drawn.append(element('footer', 'footnote', {}, ...drawText(footnote)));
  return drawn;
}

/** @param {PageBlock} block */
function isExtra({ kind }) {
  return kind === 'copy' || kind === 'qr';
}

/**
 * @param {PageBlock} block
 * @param {Run} run
 * @param {PageWords} words
 * @returns {Element}
 */
function drawBlock(block, run, words) {
  switch (block.kind) {
    case 'text':
      return element('p', 'text', {}, ...drawClauses(block.text));
    case 'fields':
      return element('dl', 'fields', {}, ...block.fields.map(drawField));
    case 'list':
      return element(
        'ul',
        'list',
        {},
        ...block.items.map((item) => element('li', '', {}, ...drawText(item))),
      );
    case 'gallery':
      return drawGallery(block, words, (action) => drawAction(action, run, words));
    case 'table':
      return drawTable(block, (action) => drawAction(action, run, words));
    case 'copy':
      return drawCopy(block.label, block.value, words);
    case 'qr':
      return drawQr(block);
    case 'chart':
      return drawChart(block);
  }
}

/** @param {Field} field */
function drawField({ label, value }) {
  return element('div', 'pair', {}, element('dt', '', {}, label), element('dd', '', {}, ...drawText(value)));
}

/**
 * @param {string} label
 * @param {string} value
 * @param {PageWords} words
 */
function drawCopy(label, value, words) {
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
 * @param {PageWords} words
 */
function drawAction(action, run, words) {
  switch (action.kind) {
    case 'open': {
      const link = outwardLink(`button ${action.style ?? ''}`, action.url, action.label);
      link.append(element('span', 'outward', { 'aria-hidden': 'true' }, '↗'), hidden(` (${words.opensTab})`));
      return link;
    }
    case 'run':
      if (action.pick !== undefined) return drawPick(action, action.pick, run);
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
 * Boxes to tick, and the button that runs with what is ticked; with nothing ticked it asks.
 *
 * @param {RunAction<Payload>} action
 * @param {PickList} pick
 * @param {Run} run
 */
function drawPick({ label, run: payload, style }, { argument, label: what, options, most }, run) {
  const boxes = options.map(({ value }) => element('input', '', { type: 'checkbox', value }));
  const lines = options.map((option, at) => element('label', 'choice', {}, boxes[at] ?? '', option.label));
  const ticked = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  for (const box of boxes) {
    box.addEventListener('change', () => {
      const isFull = ticked().length >= most;
      for (const each of boxes) each.disabled = isFull && !each.checked;
    });
  }
  const go = button(`button ${style ?? ''}`, label, (clicked) => {
    const values = ticked();
    const given = values.length === 0 ? undefined : { [argument]: values.join() };
    return busyWhile(clicked, run(payload, label, given));
  });
  return element('fieldset', 'ticks', {}, element('legend', '', {}, what), ...lines, go);
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

import { button, element, outwardLink } from './element.js';
import { drawText, hidden } from './text.js';

/** @import { GalleryBlock, GalleryRow, Payload, RemotePicture, RunAction } from '../../../src/chat/card.ts' */
/** @import { PageWords } from './words.js' */

/**
 * A grid of rows, each with a picture that opens.
 *
 * @param {GalleryBlock<Payload>} gallery
 * @param {PageWords} words
 * @param {(action: RunAction<Payload>) => HTMLElement} drawAction
 */
export function drawGallery({ rows }, words, drawAction) {
  return element(
    'ul',
    'gallery',
    {},
    ...rows.map((row) => element('li', '', {}, ...drawRow(row, words, drawAction))),
  );
}

/**
 * @param {GalleryRow<Payload>} row
 * @param {PageWords} words
 * @param {(action: RunAction<Payload>) => HTMLElement} drawAction
 */
function drawRow({ picture, title, link, facts, actions }, words, drawAction) {
  const [only, ...others] = actions;
  const opens = only !== undefined && others.length === 0 ? drawAction({ ...only, label: title }) : undefined;
  if (opens !== undefined) opens.className = 'row-title';
  const head = element('h3', '', {}, opens ?? title);
  if (link !== undefined) {
    const away = outwardLink('away', link, '↗');
    away.append(hidden(` ${title} (${words.opensTab})`));
    head.append(' ', away);
  }
  const shown =
    picture === undefined
      ? element('div', 'no-picture')
      : openable(picture, 'look', words, (place) => place.replaceWith(element('div', 'no-picture')));
  return [
    shown,
    head,
    ...(facts.length === 0 ? [] : [element('p', 'facts', {}, ...drawText(facts))]),
    ...(opens === undefined && actions.length > 0
      ? [element('div', 'actions', {}, ...actions.map(drawAction))]
      : []),
  ];
}

/**
 * A picture that a click shows as large as the window lets it be.
 *
 * @param {RemotePicture} picture
 * @param {string} className
 * @param {PageWords} words
 * @param {(place: HTMLElement) => void} onMissing when it can't be had: it says nothing that the words beside it don't
 */
export function openable({ url, alt }, className, words, onMissing) {
  const image = drawImage(url, alt);
  const place = button(className, '', () => showLarge(url, alt, words.close));
  place.setAttribute('aria-haspopup', 'dialog');
  image.addEventListener('error', () => onMissing(place));
  place.append(image, hidden(` (${words.enlarge})`));
  return place;
}

/**
 * @param {string} src
 * @param {string} alt
 */
function drawImage(src, alt) {
  const image = element('img', '', {
    alt,
    decoding: 'async',
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
  });
  image.src = src;
  return image;
}

/**
 * @param {string} src
 * @param {string} alt
 * @param {string} closes
 */
function showLarge(src, alt, closes) {
  const close = button('quiet', closes, () => dialog.close());
  const dialog = element('dialog', 'large', { 'aria-label': alt }, drawImage(src, alt), close);
  // A click beside the picture is one on the dialog itself.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

import { fetchPreview } from './connection.js';
import { element } from './element.js';
import { words } from './words.js';

/** The view in which this page draws the answers itself. */
export const ownView = '';

/**
 * A choice of how answers are shown: as here, or as a platform would.
 *
 * @param {HTMLElement} root
 * @param {readonly string[]} names of platforms
 * @param {(view: string) => void} onChange
 */
export function offerViews(root, names, onChange) {
  if (names.length === 0) return;
  root.setAttribute('aria-label', words.shownAs);
  root.replaceChildren(
    ...[ownView, ...names].map((view) => {
      const input = element('input', '', { type: 'radio', name: 'view', value: view });
      input.checked = view === ownView;
      input.addEventListener('change', () => onChange(view));
      return element(
        'label',
        'view',
        {},
        input,
        element('span', '', {}, view === ownView ? words.thisPage : view),
      );
    }),
  );
  root.hidden = false;
}

/**
 * The answer kept under `key` as the platform `name` draws it, in a frame where no script runs.
 *
 * @param {string} name
 * @param {string} key
 * @returns {HTMLElement}
 */
export function drawPreview(name, key) {
  // A frame can't be asked for with a token, so an empty document is, whose policy lets no script run.
  const frame = element('iframe', 'preview', {
    title: words.previewTitle(name),
    sandbox: 'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    src: '/page/preview.html',
  });
  const note = element('p', 'note', {}, words.previewNote);
  const fitToContent = () => {
    // There is none yet while the frame loads, whatever its type says.
    const height = frame.contentDocument?.documentElement?.getBoundingClientRect().height;
    if (height !== undefined) frame.style.height = `${Math.ceil(height)}px`;
  };
  frame.addEventListener('load', async () => {
    const preview = await fetchPreview(name, key);
    const inside = frame.contentDocument;
    const style = inside?.querySelector('#drawn');
    if (preview === undefined || inside === null || style === null || style === undefined) {
      note.textContent = words.previewGone;
    } else {
      inside.documentElement.lang = preview.language;
      style.textContent = preview.css;
      inside.body.innerHTML = preview.html;
    }
    fitToContent();
  });
  new ResizeObserver(fitToContent).observe(frame);
  return element('div', 'previewed', {}, frame, note);
}

import { words } from './words.js';

/** How far above the end still counts as at the end, pixels. */
const nearby = 200;

/**
 * Keeps a person who reads the end at the end, and tells any other that there is more, without moving the page
 * under their eyes.
 *
 * @param {HTMLButtonElement} button
 */
export function createNewer(button) {
  button.textContent = `${words.newer} ↓`;
  /** @type {HTMLElement | undefined} */
  let first;
  const atEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - nearby;
  const clear = () => {
    first = undefined;
    button.hidden = true;
  };
  addEventListener(
    'scroll',
    () => {
      if (atEnd()) clear();
    },
    { passive: true },
  );
  button.addEventListener('click', () => {
    first?.scrollIntoView({ block: 'start' });
    clear();
  });
  /**
   * @param {HTMLElement} turn what is new at the end
   * @param {() => void} append puts it there
   */
  return (turn, append) => {
    const follows = atEnd();
    append();
    if (follows) {
      turn.scrollIntoView({ block: 'end' });
      return;
    }
    first ??= turn;
    button.hidden = false;
  };
}

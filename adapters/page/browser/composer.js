import { createCompletion } from './completion.js';
import { part } from './element.js';
import { createPicturePlace } from './picture.js';
import { words } from './words.js';

/**
 * The line to type in: completion, history by the arrow keys, a picture beside it, and sending.
 *
 * @param {(line: string, picture: File | undefined) => void} onSend
 */
export function createComposer(onSend) {
  const form = part('composer', HTMLFormElement);
  const line = part('line', HTMLInputElement);
  const send = part('send', HTMLButtonElement);
  const pick = part('pick', HTMLButtonElement);
  const completion = createCompletion({
    line,
    list: part('completions', HTMLElement),
    hint: part('hint', HTMLElement),
  });
  const place = createPicturePlace({
    pick,
    root: part('picture', HTMLElement),
    onto: form,
    words,
    changed() {
      // What is left to do is to send it, perhaps with a line.
      if (place.picture() !== undefined) line.focus();
    },
  });
  pick.setAttribute('aria-label', words.pick);
  pick.title = words.pick;
  line.setAttribute('aria-label', words.line);
  line.placeholder = words.placeholder;
  send.setAttribute('aria-label', words.send);
  // Where there is a keyboard; on a phone the focus would cover half the page with keys.
  if (matchMedia('(pointer: fine)').matches) line.focus();

  /** @type {string[]} */
  const history = [];
  let recalled = 0;

  /** @param {number} step */
  function recall(step) {
    recalled = Math.min(history.length, Math.max(0, recalled + step));
    line.value = history[recalled] ?? '';
    line.setSelectionRange(line.value.length, line.value.length);
  }

  line.addEventListener('input', () => completion.refresh());
  line.addEventListener('blur', () => completion.close());
  line.addEventListener('keydown', (event) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.isComposing) return;
    if (completion.takes(event)) event.preventDefault();
    else if (event.key === 'ArrowUp') recall(-1);
    else if (event.key === 'ArrowDown') recall(1);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = line.value;
    const picture = place.picture();
    const blank = typed.trim() === '';
    if (blank && picture === undefined) return;
    if (!blank && history.at(-1) !== typed) history.push(typed);
    recalled = history.length;
    line.value = '';
    place.clear();
    completion.close();
    onSend(typed, picture);
  });
}

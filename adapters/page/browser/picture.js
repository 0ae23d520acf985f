import { button, element } from './element.js';

/** @import { PageWords } from './words.js' */

/** What the chooser of files offers. What a file really is, the bot tells by its bytes. */
const offered = 'image/png,image/jpeg,image/webp,image/gif';
/** The largest picture that the bot takes, in bytes. */
const mostBytes = 5 * 1024 * 1024;

/**
 * A place for one picture: picked with a button, dropped or pasted, shown by its name until it is taken off.
 *
 * @param {{ pick: HTMLButtonElement, root: HTMLElement, onto: HTMLElement, words: PageWords, changed?: () => void }} parts
 *   `root`: where it is shown; `onto`: where one can be dropped and pasted; `changed`: one came or went
 */
export function createPicturePlace({ pick, root, onto, words, changed = () => {} }) {
  const chooser = element('input', '', { type: 'file', accept: offered, hidden: '' });
  const held = element('div', 'held');
  const said = element('p', 'said-of-picture', { role: 'status' });
  root.append(chooser, held, said);
  /** @type {File | undefined} */
  let picture;

  /** @param {File | undefined} given */
  function hold(given) {
    picture = given;
    held.replaceChildren(...(given === undefined ? [] : drawHeld(given.name, words, takeOff)));
    changed();
  }

  /**
   * @param {string} sentence
   * @param {boolean} seen everybody else sees it by what is held
   */
  function say(sentence, seen) {
    said.classList.toggle('hidden', !seen);
    said.textContent = sentence;
  }

  /** @param {File | undefined} file */
  function take(file) {
    if (file === undefined || pick.matches(':disabled')) return;
    const fault = faultOf(file, words);
    if (fault === undefined) hold(file);
    say(fault ?? words.attached(file.name), fault !== undefined);
  }

  function clear() {
    hold(undefined);
    say('', false);
  }

  function takeOff() {
    clear();
    pick.focus();
  }

  pick.addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    take(chooser.files?.[0]);
    // So that the same file can be chosen again.
    chooser.value = '';
  });
  onto.addEventListener('dragover', (event) => {
    if (!bringsFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'copy';
    onto.classList.add('dropping');
  });
  onto.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && onto.contains(relatedTarget))) onto.classList.remove('dropping');
  });
  onto.addEventListener('drop', (event) => {
    onto.classList.remove('dropping');
    if (!bringsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer?.files[0]);
  });
  onto.addEventListener('paste', (event) => {
    if (event.clipboardData === null || !isPicturePasted(event.clipboardData)) return;
    event.preventDefault();
    take(event.clipboardData.files[0]);
  });
  return { picture: () => picture, clear };
}

/** Keeps a file that is dropped beside every place for one from being opened in the place of the conversation. */
export function refuseStrayFiles() {
  addEventListener('dragover', (event) => {
    if (!bringsFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  });
}

/**
 * What was picked, as it is shown.
 *
 * @param {string} name
 * @param {PageWords} words
 * @param {() => void} takeOff
 */
function drawHeld(name, words, takeOff) {
  const off = button('take-off', '×', takeOff);
  off.setAttribute('aria-label', words.takeOff(name));
  return [element('bdi', 'held-name', { title: name }, name), off];
}

/**
 * What is plainly wrong with `file`, before it is sent.
 *
 * @param {File} file
 * @param {PageWords} words
 */
function faultOf({ type, size }, words) {
  if (type !== '' && !type.startsWith('image/')) return words.noPicture;
  return size > mostBytes ? words.pictureTooLarge : undefined;
}

/** @param {DragEvent} event */
function bringsFiles({ dataTransfer }) {
  return dataTransfer?.types.includes('Files') === true;
}

/**
 * Office programs put a picture of copied cells beside their words: the words are meant then.
 *
 * @param {DataTransfer} pasted
 */
function isPicturePasted({ files, types }) {
  return files.length > 0 && !(types.includes('text/plain') && types.includes('text/html'));
}

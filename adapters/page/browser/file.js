import { button, element } from './element.js';

/** @import { PageFile } from '../wire.ts' */
/** @import { PageWords } from './words.js' */

/**
 * What saves a file of a card's: its content came with the card, and goes from here to the disk.
 *
 * @param {PageFile} file
 * @param {PageWords} words
 */
export function drawFile(file, words) {
  const { name } = file;
  const save = button('button', `⤓ ${words.save(name)}`, () => {
    const address = URL.createObjectURL(blobOf(file));
    const link = element('a', '', { href: address, download: name });
    link.click();
    // Some browsers read it only a while after the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
  return element('div', 'file', {}, save);
}

/** @param {PageFile} file */
function blobOf(file) {
  if (file.mediaType === 'text/csv')
    return new Blob([file.content], { type: `${file.mediaType};charset=utf-8` });
  const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: file.mediaType });
}

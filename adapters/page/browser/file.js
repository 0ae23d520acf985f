import { button, element } from './element.js';
import { words } from './words.js';

/** @import { CardFile } from '../../../src/chat/card.ts' */

/**
 * What saves a file of a card's: its content came with the card, and goes from here to the disk.
 *
 * @param {CardFile} file
 */
export function drawFile({ name, mediaType, content }) {
  const save = button('button', `⤓ ${words.save(name)}`, () => {
    const address = URL.createObjectURL(new Blob([content], { type: `${mediaType};charset=utf-8` }));
    const link = element('a', '', { href: address, download: name });
    link.click();
    // Some browsers read it only a while after the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
  return element('div', 'file', {}, save);
}

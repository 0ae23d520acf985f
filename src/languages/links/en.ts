import type { LinkWords } from './words.ts';

/** English. */
export const links: LinkWords = {
  title: 'Chat with the seller',
  advice: 'The button opens the Wangwang chat. That it was opened is written down.',
  open: 'Open the chat',
  expired: 'This link opens no more',
  expiredAdvice: 'Ask the bot again for the seller: type /seller and the offer, and it gives you a new link.',
  unknown: 'There is no such link',
  unknownAdvice:
    'It may have been cut when it was copied. Copy it whole, or ask the bot again: type /seller and the offer.',
  tooOften: 'Opened too often',
  tooOftenAdvice: 'Wait a minute, then press the button again.',
  down: 'This does not work right now',
  downAdvice: 'Nothing was opened. Try again in a minute; if it keeps happening, tell whoever runs the bot.',
};

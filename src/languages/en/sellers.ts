import { grouped } from '../../runtime/grouped.ts';
import { duration } from './notation.ts';

/** What the pages behind guarded links say; plain text without marks. */
export const links = {
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
  downAdvice: 'Nothing was opened. Try again in a minute; if it keeps happening, tell the operator.',
};

export type LinkWords = typeof links;

/** What is said of sellers and of chats with them. */
export const seller = {
  summary: 'Open the Wangwang chat with the seller of an offer',
  offer: {
    hint: '1688 offer id, or a product link that holds one',
    expected: 'a 1688 offer id (6 to 19 digits) or a link to a product on 1688, Taobao or Tmall',
  },
  openUid: {
    hint: "the seller's openUid; left out, it is looked up from the offer",
    expected: "the seller's openUid: 8 to 64 letters, digits and - _ + / =",
  },
  share: { hint: 'show the card to everyone in this channel', expected: 'yes or no' },
  qr: { hint: 'show the link as a QR code for the phone', expected: 'yes or no' },
  /** When the product’s title is not known. */
  untitled: (offerId: string) => `Offer ${offerId}`,
  offerId: 'Offer',
  company: 'Company',
  openChat: 'Chat with the seller',
  openOffer: 'Open the offer',
  copyLink: 'Chat link to copy',
  qrCode: 'QR code of the chat link',
  qrHint: 'Scan it with the phone to open the chat there.',
  /** Of a link that opens for so many hours. */
  guarded: (hours: number) =>
    `The link opens for ${hours === 1 ? 'one hour' : `${grouped(hours)} hours`}, and each opening is written down.`,
  showQr: 'QR code',
  shareHere: 'Share in this channel',
  noSeller: 'The seller of this offer is not known',
  noSellerAdvice:
    "The product's details don't name one. If you have the seller's openUid, add it after the offer id.",
  unsafeLink: 'The partner sent a link that I will not show',
  unsafeLinkAdvice: (requestId: string) =>
    `It does not lead to 1688, Taobao or Alibaba over https. Give request ${requestId || '(no id)'} to the partner's support.`,
  /** All people together were handed out as many as the account may on a day. */
  allUsed: 'All seller links of today are used up',
  allUsedAdvice: (seconds: number) =>
    `The account hands out only so many a day, for all people together (SELLER_LINKS_PER_ACCOUNT_DAY). The next day begins at midnight in China, in ${duration(seconds * 1000)}.`,
  tooOften: 'That was a lot of seller links',
  tooOftenAdvice: (seconds: number) =>
    `1688 allows chat links only for people who are about to chat, so there is a limit per person. Try again in ${duration(seconds * 1000)}.`,
  picture: (title: string) => `Picture of ${title}`,
};

export type SellerWords = typeof seller;

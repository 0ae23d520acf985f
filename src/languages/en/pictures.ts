import type { PictureFault } from '../../chat/picture.ts';
import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';

/** What is said of pictures, and of what can be done with a message. */
export const pictures = {
  image: {
    summary: 'Find offers on 1688 that look like a picture',
    picture: {
      hint: 'a link to a picture; or attach one',
      expected: 'a link to a picture that starts with https://, or a picture attached in its place',
    },
    /** In the menu of a message, at most 24 characters. */
    fromMessage: 'Find on 1688',
    title: 'Offers that look like the picture',
    none: 'Nothing found that looks like the picture',
    noneAdvice: 'Use a picture that shows the goods alone, from the front, or widen the price range.',
    missing: 'Which picture?',
    missingAdvice:
      'Attach a picture, give a link to one, such as /image https://…, or choose a message that shows one from its own menu.',
    /** A button that asks for one. */
    give: 'Give a picture…',
    /** The link leads to an offer's page; `name`: its id, or the item by its name. */
    offer: (name: string) => `The link leads to offer ${name}, not to a picture`,
    offerAdvice:
      'Show the offer to see what it is. To find others that look like it, open its picture in the browser and copy the link of the picture alone, or save the picture and attach it.',
    notRead: 'I could not get the picture',
    fault: {
      'no https link': 'Give a link that starts with https:// and leads straight to a picture.',
      'not public':
        'The link does not lead to the public internet, and I open no other. Save the picture and attach it.',
      unreachable: 'Its site does not answer. Check the link, or save the picture and attach it.',
      refused: 'Its site does not hand it out. Open the link yourself, save the picture and attach it.',
      'too many redirects':
        'The link leads from place to place. Open it yourself and copy the link of the picture alone.',
      'too large': 'It is larger than 5 MB. Make it smaller, such as by a screenshot of it, and try again.',
      'too slow': 'It took too long to come. Save the picture and attach it, or try again in a minute.',
      'no picture':
        'What came is no png, jpeg, webp or gif. Attach one of these, or copy the link of the picture alone, not of the page around it.',
      'not permitted':
        'I am not allowed to read that file. Attach the picture to a message to me, or ask the operator to check its permissions.',
    } satisfies Record<PictureFault, string>,
  },
  lookup: {
    summary: 'Look up the 1688 links in a text',
    text: {
      hint: 'a text with links to offers on 1688 or Taobao',
      expected: 'a text with at least one link to an offer on 1688, Taobao or Tmall',
    },
    /** In the menu of a message, at most 24 characters. */
    fromMessage: 'Look up 1688 link',
    none: 'There is no link to an offer on 1688',
    noneAdvice:
      'Nor one on Taobao or Tmall. Choose a message that holds one, such as https://detail.1688.com/offer/951807530375.html',
    several: (count: number) => `${counted(count, 'offer')} on 1688`,
    /** Of 1688 and of Taobao. */
    severalMixed: (count: number) => `${counted(count, 'offer')} on 1688 and Taobao`,
    choose: 'Show one of them',
    compareAll: (count: number) => `Compare all ${grouped(count)}`,
    onlyFirst: (count: number) => `These are the first ${grouped(count)}.`,
  },
  unfurl: {
    summary: 'Show a card for each offer that is linked to in this conversation',
    show: { hint: 'on or off', expected: 'on or off' },
    on: 'on',
    off: 'off',
    nowOn: 'Links to offers get a card here',
    nowOff: 'Links to offers get no card here',
    onHint:
      'For one or two links in a message, each offer at most once in half an hour. This works where the chat platform tells me of links; elsewhere choose “Look up 1688 link” in the menu of a message.',
    offHint: 'A link can still be looked up, from the menu of its message or with /lookup.',
    turnOn: 'Turn on',
    turnOff: 'Turn off',
  },
};
export type PictureWords = typeof pictures;

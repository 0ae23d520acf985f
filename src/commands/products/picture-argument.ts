import { type Argument, unreadable } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { unwrap } from '../../sellers/unwrap.ts';

/** A picture that is named rather than attached: a link to it, or the id that the partner gave for it. */
export type NamedPicture = { readonly link: string } | { readonly imageId: string };

/** `[picture]`: a link of https, its scheme left out or not, or what a button of our own says of an uploaded one. */
export function pictureArgument(words: Localized<Words>): Argument<NamedPicture | undefined> {
  return {
    place: 'word',
    required: false,
    requiredInForm: true,
    picture: true,
    parse(typed) {
      const plain = unwrap(typed);
      const imageId = /^image-([\w-]{1,64})$/.exec(plain)?.[1];
      if (imageId !== undefined) return { imageId };
      const link = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `https://${plain}`);
      const isFine = link?.protocol === 'https:' && link.hostname.includes('.') && !/\s/.test(plain);
      return isFine ? { link: link.href } : unreadable;
    },
    print(picture) {
      if (picture === undefined) return undefined;
      return 'link' in picture ? picture.link : `image-${picture.imageId}`;
    },
    absent: () => undefined,
    hint: inEach(words, ({ pictures }) => pictures.image.picture.hint),
    expected: inEach(words, ({ pictures }) => pictures.image.picture.expected),
    example: 'https://cbu01.alicdn.com/img/ibank/O1CN01example_!!1-0-cib.jpg',
    maxLength: 2000,
  };
}

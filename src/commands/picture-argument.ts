import { type Argument, unreadable } from '../chat/argument.ts';
import type { AttachedPicture, PictureRead } from '../chat/picture.ts';
import { longestReference } from '../domain/sellers/offer-id.ts';
import { unwrap } from '../domain/sellers/unwrap.ts';
import type { Localized } from '../runtime/language.ts';

/** A picture that is named rather than attached: a link to it, or what the partner gave for it when it was uploaded. */
export type NamedPicture = { readonly link: string } | { readonly uploaded: string };

/**
 * A link of https, with or without its scheme; or what a button of the bot holds of an uploaded picture: `mark`, and a text
 * of that `form`.
 */
export function pictureArgument(
  { mark, form }: { readonly mark: string; readonly form: RegExp },
  about: { readonly hint: Localized; readonly expected: Localized },
): Argument<NamedPicture | undefined> {
  return {
    position: 'word',
    required: false,
    requiredInForm: true,
    picture: true,
    parse(typed) {
      const plain = unwrap(typed);
      const uploaded = plain.startsWith(mark) ? plain.slice(mark.length) : '';
      if (form.test(uploaded)) return { uploaded };
      const link = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `https://${plain}`);
      const isFine = link?.protocol === 'https:' && link.hostname.includes('.') && !/\s/.test(plain);
      return isFine ? { link: link.href } : unreadable;
    },
    print(picture) {
      if (picture === undefined) return undefined;
      return 'link' in picture ? picture.link : mark + picture.uploaded;
    },
    absent: () => undefined,
    ...about,
    example: 'https://cbu01.alicdn.com/img/ibank/O1CN01example_!!1-0-cib.jpg',
    maxLength: longestReference,
    takes: { kind: 'link' },
  };
}

/** The picture itself, in base64 as the partner takes it; or why there is none. */
export async function pictureBytes(
  picture: AttachedPicture,
  fetchPicture: (link: string, signal: AbortSignal) => Promise<PictureRead>,
  signal: AbortSignal,
): Promise<{ readonly imageBase64: string } | Extract<PictureRead, { fault: unknown }>> {
  const read = await ('link' in picture ? fetchPicture(picture.link, signal) : picture.read(signal));
  return 'fault' in read ? read : { imageBase64: Buffer.from(read.bytes).toString('base64') };
}

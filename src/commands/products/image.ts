import { foundCard, type Limits } from '../../cards/products/found-card.ts';
import { noPictureCard } from '../../cards/reference-cards.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import { describeCommand, type Run } from '../../chat/command.ts';
import type { PictureFault } from '../../chat/picture.ts';
import { safeUrl } from '../../chat/safe-url.ts';
import { pictureHosts } from '../../domain/sellers/hosts.ts';
import { type KnownOffer, offersLinkedIn, otherPagesLinkedIn } from '../../domain/sellers/offer-links.ts';
import type { PictureWords } from '../../languages/en/pictures.ts';
import { aboutArgument, allWords, formNamed, localized } from '../../languages/index.ts';
import { type NamedPicture, pictureArgument, pictureBytes } from '../picture-argument.ts';
import { hasMore, limitArguments, limitFields, pageArgument, pageSize, wrongRange } from './arguments.ts';
import type { ProductDeps } from './deps.ts';

/** `/image [picture] [--min-price] [--max-price] [--sort] [--page]`: offers that look like a picture. */
export const image = describeCommand({
  name: 'image',
  summary: localized(({ pictures }) => pictures.image.summary),
  form: formNamed(({ forms }) => forms.image),
  begins: ['picture', 'max-price', 'sort'],
  everyday: ['picture', '图搜', '搜图'],
  takes: [
    {
      what: 'other link',
      reads: (text) =>
        /^https:\/\/\S+\.(?:jpe?g|png|webp)$/i.test(text) ? { arguments: { picture: text } } : undefined,
    },
  ],
  examples: ['image https://cbu01.alicdn.com/img/ibank/O1CN01example_!!1-0-cib.jpg --sort price'],
  arguments: {
    picture: pictureArgument(
      { mark: 'image-', form: /^[\w-]{1,64}$/ },
      aboutArgument(({ pictures }) => pictures.image.picture),
    ),
    ...limitArguments,
    page: pageArgument,
  },
  fromMessage: { label: localized(({ pictures }) => pictures.image.fromMessage), takes: 'picture' },
  needs: 'viewer',
  effect: 'read',
});

export function imageCommand({ products, fetchPicture }: Pick<ProductDeps, 'products' | 'fetchPicture'>) {
  /** The picture as the partner knows it: 1688's own by its address, any other by the id that it gets there. */
  async function sought(
    picture: NamedPicture | undefined,
    { pictures, organization, userId, signal }: Run,
  ): Promise<NamedPicture | { readonly fault: PictureFault | 'missing' }> {
    const [attached] = pictures;
    const given = picture ?? attached;
    if (given === undefined) return { fault: 'missing' };
    if ('uploaded' in given) return given;
    if ('link' in given && safeUrl(given.link, pictureHosts) !== undefined) return { link: given.link };
    const read = await pictureBytes(given, fetchPicture, signal);
    if ('fault' in read) return read;
    return { uploaded: (await products.uploadImage(read, { organization, userId, signal })).data };
  }

  return image.does({
    async run(values, run): Promise<Card> {
      const { language, organization, userId, signal } = run;
      const said = allWords[language];
      const { 'min-price': minFen, 'max-price': maxFen, sort, page: at = 1 } = values;
      const search: Limits = { minFen, maxFen, sort, page: at };
      const wrong = wrongRange(search, said.products);
      if (wrong !== undefined) return wrong;
      const page =
        values.picture !== undefined && 'link' in values.picture ? pageIn(values.picture.link) : undefined;
      if (page !== undefined && page !== 'other') return noPictureCard(page, said);
      const picture = page === 'other' ? { fault: 'no picture' as const } : await sought(values.picture, run);
      if ('fault' in picture) {
        const another = image.call({ ...values, picture: undefined }, { ask: ['picture'] });
        return faultCard(picture.fault, another, said.pictures.image);
      }
      const asked = 'link' in picture ? { imageAddress: picture.link } : { imageId: picture.uploaded };
      const { data: found } = await products.searchByImage(
        { ...asked, ...limitFields(search) },
        { organization, userId, signal },
      );
      const again = { ...values, picture };
      const turned = (to: number) => image.call({ ...again, page: to }, { replace: true });
      const { title, none, noneAdvice } = said.pictures.image;
      return foundCard({
        about: { title, none, noneAdvice },
        search,
        found,
        pageSize,
        calls: {
          narrow: image.call({ ...again, page: undefined }, { ask: ['min-price', 'max-price', 'sort'] }),
          ...(at > 1 && { back: turned(at - 1) }),
          ...(hasMore(found, at) && { next: turned(at + 1) }),
        },
        words: said,
        language,
      });
    },
  });
}

/** The offer whose page a link leads to, or another page of a market, in the place of a picture. */
function pageIn(link: string): KnownOffer | 'other' | undefined {
  const [offer] = offersLinkedIn(link);
  if (offer === undefined) return otherPagesLinkedIn(link).length > 0 ? 'other' : undefined;
  return offer.kind === 'offer' || offer.kind === 'item' ? offer : 'other';
}

/** @param another asks for a picture, and looks again with the same limits */
function faultCard(
  fault: PictureFault | 'missing',
  another: CommandCall,
  words: PictureWords['image'],
): Card {
  const [title, advice] =
    fault === 'missing' ? [words.missing, words.missingAdvice] : [words.notRead, words.fault[fault]];
  return {
    tone: 'warning',
    title,
    body: [{ kind: 'text', text: [advice] }],
    actions: [{ kind: 'run', label: words.give, run: another }],
    refusal: [{ name: 'picture', why: advice }],
  };
}

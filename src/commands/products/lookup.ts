import { z } from 'zod';
import { offerRow } from '../../cards/products/offer-facts.ts';
import { clickLinkCard, noOfferCard, shortLinkCard } from '../../cards/reference-cards.ts';
import { rest } from '../../chat/argument.ts';
import type { Card, GalleryRow } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { remarked } from '../../chat/look-up.ts';
import {
  type KnownOffer,
  type OfferReference,
  offersLinkedIn,
  otherPagesLinkedIn,
  printReference,
} from '../../domain/sellers/offer-links.ts';
import type { FollowShortLink, ShortLinkFault } from '../../domain/sellers/short-link.ts';
import type { ReferenceWords } from '../../languages/en/references.ts';
import { aboutArgument, allWords, localized, type Words } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import { type ProductDetail, XportError } from '../../xport/client.ts';
import type { ProductDeps } from './deps.ts';

/** As many as every platform's menu holds. */
const mostOffers = 25;
/** As many as a gallery holds. */
const mostPictured = 10;
/** As many as are compared at once. */
const mostCompared = 5;
/** As many short links as are opened for one text. */
const mostFollowed = 3;

/**
 * `/lookup <text…>`: the offers and items that a text links to, such as a message; one of them as `product` shows it,
 * several to choose from and to compare. Digits alone are no link here. Short links of the apps are opened.
 */
export const lookup = describeCommand({
  name: 'lookup',
  summary: localized(({ pictures }) => pictures.lookup.summary),
  examples: ['lookup look at https://detail.1688.com/offer/951807530375.html'],
  examplesIn: { 'zh-CN': ['lookup 看看这个 https://detail.1688.com/offer/951807530375.html'] },
  arguments: {
    text: rest(z.string().trim().min(1), {
      ...aboutArgument(({ pictures }) => pictures.lookup.text),
      example: 'https://detail.1688.com/offer/951807530375.html',
      // As long as any message that it is asked of.
      maxLength: 40_000,
    }),
  },
  fromMessage: {
    label: localized(({ pictures }) => pictures.lookup.fromMessage),
    takes: 'text',
    argument: 'text',
  },
  takes: [
    {
      what: 'product link',
      reads: (text) => (offersLinkedIn(text).length > 0 ? { arguments: { text } } : undefined),
    },
    {
      what: 'other link',
      reads: (text) => (/https?:\/\/\S/i.test(text) ? { arguments: { text } } : undefined),
    },
  ],
  needs: 'viewer',
  effect: 'read',
});

export function lookupCommand(deps: Pick<ProductDeps, 'followShortLink' | 'products'>, product: Command) {
  const { followShortLink } = deps;
  return lookup.does({
    async run({ text }, run): Promise<Card> {
      const { pictures, references } = allWords[run.language];
      const linked = offersLinkedIn(text);
      const { offers, failed, left } = await followed(linked, followShortLink, run.signal);
      const [first] = offers;
      if (first === undefined) {
        const [other] = linked.length === 0 ? otherPagesLinkedIn(text) : [];
        if (other === undefined) return noneCard(linked, failed[0]?.fault, pictures.lookup, references);
        const show = (offer: KnownOffer) => ({
          command: 'product',
          arguments: { offer: printReference(offer) },
        });
        return noOfferCard(other.page, show, references);
      }
      const remarks = [
        ...failed.map(({ link }) => references.short.notFollowed(link)),
        ...(left > 0 ? [references.short.onlyFirst(mostFollowed)] : []),
      ];
      if (offers.length > 1) {
        const read = await readOffers(deps, offers.slice(0, mostPictured), run);
        return remarked(severalCard(offers, read, run.language), remarks);
      }
      const prepared = product.prepare({ options: { offer: printReference(first) } });
      if ('faults' in prepared) throw new Error(`the id of an offer is not taken for one: ${first.id}`);
      return remarked(await prepared.run(run), remarks);
    },
  });
}

/** What links lead to, each once, in the order of the links; which short ones could not be followed, and how many were not. */
async function followed(linked: readonly OfferReference[], follow: FollowShortLink, signal: AbortSignal) {
  const short = linked.filter(({ kind }) => kind === 'short').slice(0, mostFollowed);
  const answers = await Promise.all(
    short.map(async (reference) => [reference, await follow(printReference(reference), signal)] as const),
  );
  const byReference = new Map(answers);
  const offers = new Map<string, KnownOffer>();
  const failed: { readonly link: string; readonly fault: ShortLinkFault }[] = [];
  for (const reference of linked) {
    const found = 'id' in reference ? { offer: reference } : byReference.get(reference);
    if (found === undefined) continue;
    if ('fault' in found) failed.push({ link: printReference(reference), ...found });
    else offers.set(printReference(found.offer), found.offer);
  }
  const left = linked.filter(({ kind }) => kind === 'short').length - short.length;
  return { offers: [...offers.values()], failed, left };
}

function noneCard(
  linked: readonly OfferReference[],
  fault: ShortLinkFault | undefined,
  said: Words['pictures']['lookup'],
  references: ReferenceWords,
): Card {
  if (fault !== undefined) return shortLinkCard(fault, references);
  if (linked.some(({ kind }) => kind === 'click')) return clickLinkCard(references);
  return {
    tone: 'warning',
    title: said.none,
    body: [{ kind: 'text', text: [said.noneAdvice] }],
    actions: [],
  };
}

/** What the partner says of the offers, as far as it says something. Items of Taobao are not asked for before one is chosen. */
async function readOffers(
  { products }: Pick<ProductDeps, 'products'>,
  offers: readonly KnownOffer[],
  { organization, userId, signal }: Run,
): Promise<ReadonlyMap<string, ProductDetail>> {
  const offerIds = offers.flatMap(({ kind, id }) => (kind === 'offer' ? [id] : []));
  if (offerIds.length === 0) return new Map();
  const read = await products
    .several({ offerIds }, { organization, userId, signal })
    .catch((error: unknown) => {
      // The offers can be chosen by their ids all the same.
      if (error instanceof XportError) return [];
      throw error;
    });
  return new Map(read.flatMap((each) => ('detail' in each ? [[each.offerId, each.detail]] : [])));
}

function severalCard(
  linked: readonly KnownOffer[],
  read: ReadonlyMap<string, ProductDetail>,
  language: Language,
): Card {
  const words = allWords[language];
  const said = words.pictures.lookup;
  const offers = linked.slice(0, mostOffers);
  const compared = offers.slice(0, mostCompared);
  const count = linked.length;
  const nameOf = ({ kind, id }: KnownOffer) => (kind === 'offer' ? id : words.references.item.name(id));
  const show = (offer: KnownOffer) => ({ command: 'product', arguments: { offer: printReference(offer) } });
  const rows = offers.slice(0, mostPictured).map((offer): GalleryRow => {
    const detail = offer.kind === 'offer' ? read.get(offer.id) : undefined;
    const run = { kind: 'run' as const, label: words.products.showOffer, run: show(offer) };
    return { ...offerRow(nameOf(offer), detail, words, language), actions: [run] };
  });
  const others = offers.slice(mostPictured);
  return {
    tone: 'plain',
    title: linked.some(({ kind }) => kind === 'item') ? said.severalMixed(count) : said.several(count),
    body: [
      { kind: 'gallery', menus: [said.choose], rows },
      ...(others.length > 0
        ? [{ kind: 'list' as const, items: others.map((offer) => [{ code: nameOf(offer) }]) }]
        : []),
      ...(count > offers.length ? [{ kind: 'text' as const, text: [said.onlyFirst(offers.length)] }] : []),
    ],
    actions: [
      ...(others.length > 0
        ? [
            {
              kind: 'select' as const,
              label: said.choose,
              options: others.map((offer) => ({ label: nameOf(offer), run: show(offer) })),
            },
          ]
        : []),
      {
        kind: 'run',
        label: said.compareAll(compared.length),
        run: { command: 'compare', arguments: { offers: compared.map(printReference).join(' ') } },
      },
    ],
  };
}

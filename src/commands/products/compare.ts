import { compareCard } from '../../cards/products/compare-card.ts';
import { type Argument, type LookedUp, type LookUp, unreadable } from '../../chat/argument.ts';
import { named, optional } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { describeCommand } from '../../chat/command.ts';
import { longestLine } from '../../chat/line.ts';
import { readOffer, readOffers } from '../../domain/sellers/offer-id.ts';
import { offersLinkedIn, printReference } from '../../domain/sellers/offer-links.ts';
import { allWords, formNamed, localized } from '../../languages/index.ts';
import { type OfferFinder, readNamedOffer, wordsOfLabelled } from '../offer-argument.ts';
import { aboutProducts, piecesArgument } from './arguments.ts';
import type { ProductDeps } from './deps.ts';

/** How many offers are compared. */
const least = 2;
const most = 5;

/** `/compare <offer> <offer> … [--quantity]`: up to five offers side by side. */
export const compare = describeCommand({
  name: 'compare',
  summary: localized(({ products }) => products.compare.summary),
  form: formNamed(({ forms }) => forms.compare),
  begins: ['offers', 'quantity'],
  examples: ['compare 951807530375 600000000001', 'compare 600000000001 600000000002 --quantity 500'],
  arguments: {
    offers: offersArgument(),
    quantity: optional(named(piecesArgument(({ compare: said }) => said.quantity))),
  },
  everyday: ['对比', '比较'],
  takes: [
    {
      what: 'several product links',
      reads(text) {
        const linked = offersLinkedIn(text);
        const fits = linked.length >= least && linked.length <= most;
        return fits ? { arguments: { offers: linked.map(printReference).join(' ') } } : undefined;
      },
    },
  ],
  needs: 'viewer',
  effect: 'read',
});

export function compareCommand({ products, offers: finder }: Pick<ProductDeps, 'products' | 'offers'>) {
  return compare.does({
    lookUp: { offers: offersLookUp(finder) },
    async run({ offers: offerIds, quantity }, { language, organization, userId, signal }): Promise<Card> {
      const offers = await products.several({ offerIds }, { organization, userId, signal });
      return compareCard({ offers, quantity, words: allWords[language], language });
    },
  });
}

/**
 * Two to five offers: ids or links, with spaces, line breaks or commas between, or a text with links to them, such as share
 * texts of an app. One given twice counts once.
 */
function offersArgument(): Argument<readonly string[]> {
  return {
    position: 'rest',
    required: true,
    parse: (typed) => {
      const named = oneByOne(typed) ?? readOffers(typed).map(printReference);
      const different = [...new Set(named)];
      return different.length >= least && different.length <= most ? different : unreadable;
    },
    print: (ids) => ids.join(' '),
    absent: () => unreadable,
    ...aboutProducts(({ compare: said }) => said.offers),
    example: '951807530375 600000000001',
    maxLength: longestLine,
  };
}

/** Finds those of several offers that are only named. */
function offersLookUp(finder: OfferFinder) {
  return (values: readonly string[]): LookUp<readonly string[]> | undefined => {
    const references = values.map((value) => readOffer(value));
    if (references.every((reference) => reference?.kind === 'offer')) return undefined;
    return async (caller, again): Promise<LookedUp<readonly string[]>> => {
      const ids: string[] = [];
      const remarks: string[] = [];
      for (const [at, reference] of references.entries()) {
        if (reference === undefined) continue;
        const instead = (id: string) => again(values.map((value, place) => (place === at ? id : value)));
        const found = await finder.find(reference, 'shown', caller, instead);
        if ('card' in found) return found;
        ids.push(found.value);
        if (found.remark !== undefined) remarks.push(found.remark);
      }
      return { value: [...new Set(ids)], ...(remarks.length > 0 && { remark: remarks.join('\n') }) };
    };
  };
}

/** The offers where the text has nothing else; a link may hold commas, so what is no offer is read between them. */
function oneByOne(typed: string): readonly string[] | undefined {
  const words = typed.split(/\s+/).filter((part) => part !== '');
  const parts: string[] = [];
  while (words.length > 0) parts.push(words.splice(0, wordsOfLabelled(words)).join(' '));
  const named = parts.flatMap((part) => {
    const whole = readNamedOffer(part);
    if (whole !== undefined) return [whole];
    return part.split(/[,，、;；]/).flatMap((each) => (each === '' ? [] : [readNamedOffer(each)]));
  });
  const known = named.filter((reference) => reference !== undefined);
  return known.length === named.length ? known.map(printReference) : undefined;
}

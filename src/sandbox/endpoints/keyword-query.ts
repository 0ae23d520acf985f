import { z } from 'zod';
import type { Offer } from '../catalogue.ts';
import { findCategory } from '../categories.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import { type Shelf, shelfPrice, soldInMonth } from '../shelf.ts';
import { categoryId, firstFault, type SandboxEndpoint, sentId, yuan, yuanAsFen } from './endpoint.ts';

/** `{"price":"desc"}`, as text. */
export const sort = z.string().transform((text, context) => {
  const [, by, way] = /^\s*\{\s*"(price|monthSold)"\s*:\s*"(asc|desc)"\s*\}\s*$/.exec(text) ?? [];
  if (by === 'price' || by === 'monthSold') return { by, descending: way === 'desc' } as const;
  context.addIssue({ code: 'custom', message: 'not an order' });
  return z.NEVER;
});

const request = z.object({
  keyword: z.string().trim().min(1).max(200),
  beginPage: z.int().min(1),
  pageSize: z.int().min(1).max(50),
  country: z.string().min(2).max(5),
  filter: z
    .string()
    .regex(/^\w+(?:,\w+)*$/)
    .optional(),
  sort: sort.optional(),
  priceStart: yuanAsFen.optional(),
  priceEnd: yuanAsFen.optional(),
  categoryId: categoryId.optional(),
});

/** As many as 1688 counts. */
const mostFound = 2000;

/** The offers that have every word. The keys of `filter` are taken, and change nothing. */
export function answerKeywordQuery(shelf: Shelf): SandboxEndpoint {
  return {
    path: '/alibaba/ka/product/keywords/query',
    answer(body) {
      const asked = request.safeParse(body);
      if (!asked.success) return fieldRefusal(firstFault(asked.error));
      const { keyword, priceStart, priceEnd, categoryId: within } = asked.data;
      if (within !== undefined && findCategory(within) === undefined) return businessRefusals.categoryUnknown;
      if (priceStart !== undefined && priceEnd !== undefined && priceStart > priceEnd) {
        return fieldRefusal('priceEnd');
      }
      const found = shelf.search({
        words: keyword,
        leastFen: priceStart,
        mostFen: priceEnd,
        categoryId: within,
        sort: asked.data.sort,
      });
      return { data: foundPage(found, asked.data) };
    },
  };
}

/** One page of what was found, as every search gives it. */
export function foundPage(
  all: readonly Offer[],
  { beginPage, pageSize }: { readonly beginPage: number; readonly pageSize: number },
) {
  const found = all.slice(0, mostFound);
  return {
    totalRecords: found.length,
    totalPage: Math.ceil(found.length / pageSize),
    pageSize,
    currentPage: beginPage,
    data: found.slice((beginPage - 1) * pageSize, beginPage * pageSize).map(described),
  };
}

function described(offer: Offer) {
  const price = yuan(shelfPrice(offer));
  return {
    imageUrl: offer.images[0],
    subject: offer.title.zh,
    subjectTrans: offer.title.en,
    offerId: sentId(offer.offerId),
    isJxhy: false,
    priceInfo: { price, consignPrice: price, promotionPrice: null },
    repurchaseRate: `${offer.sold % 60}%`,
    monthSold: soldInMonth(offer),
    minOrderQuantity: offer.minOrderQuantity,
    tradeScore: '4.8',
    sellerIdentities: offer.sold > 45_000 ? ['super_factory'] : [],
    createDate: '2026-01-01',
  };
}

import type { Endpoint, PartnerAnswer } from '../endpoint.ts';
import type { Page } from '../pages.ts';
import type { AnswerReading, Scope } from '../read-answer.ts';
import { type Category, type CategoryRequest, categoryQuery } from './category.ts';
import {
  type ProductDetail,
  type ProductHeadline,
  productDetail,
  productDetails,
  productHeadline,
} from './detail.ts';
import { type Freight, type FreightRequest, freightEstimate } from './freight.ts';
import { type ImageQueryRequest, type ImageUploadRequest, imageQuery, imageUpload } from './image.ts';
import { type FoundOffer, type KeywordQueryRequest, keywordQuery } from './search.ts';
import { createSeveral, type DetailOrFault } from './several.ts';

/** What can be asked of offers. Answers are kept and shared; titles and names are translated to English where they can be. */
export interface ProductCalls {
  /** What the partner knows of an offer. */
  detail(request: { readonly offerId: string }, scope: Scope): Promise<PartnerAnswer<ProductDetail>>;
  /** The offer's titles, pictures and seller alone: the same call, of which less is read. */
  headline(request: { readonly offerId: string }, scope: Scope): Promise<PartnerAnswer<ProductHeadline>>;
  /** The details of several offers, in their order; see {@link createSeveral}. */
  several(request: { readonly offerIds: readonly string[] }, scope: Scope): Promise<readonly DetailOrFault[]>;
  /** A page of the offers that match words; its total is capped near 2,000. */
  search(
    request: Omit<KeywordQueryRequest, 'country'>,
    scope: Scope,
  ): Promise<PartnerAnswer<Page<FoundOffer>>>;
  /** Takes a picture, and gives the id under which {@link searchByImage} looks for it. Nothing of it is kept here. */
  uploadImage(request: ImageUploadRequest, scope: Scope): Promise<PartnerAnswer<string>>;
  /** A page of the offers that look like a picture. */
  searchByImage(
    request: Omit<ImageQueryRequest, 'country'>,
    scope: Scope,
  ): Promise<PartnerAnswer<Page<FoundOffer>>>;
  /** A category and those right below it. */
  category(request: Omit<CategoryRequest, 'language'>, scope: Scope): Promise<PartnerAnswer<Category>>;
  /** The freight to a place in China. */
  freight(request: FreightRequest, scope: Scope): Promise<PartnerAnswer<Freight>>;
}

/** Every call of this part of the API, for those who go through all of them. */
export const productEndpoints: readonly Endpoint<unknown, unknown>[] = [
  productDetail,
  productDetails,
  keywordQuery,
  imageUpload,
  imageQuery,
  categoryQuery,
  freightEstimate,
];

/** The language that the partner translates to. */
const country = 'en';

export function createProductCalls(
  reading: <Request, Data>(endpoint: Endpoint<Request, Data>) => AnswerReading<Request, Data>,
): ProductCalls {
  const readDetail = reading(productDetail);
  const readHeadline = reading(productHeadline);
  const readSeveral = createSeveral({ all: reading(productDetails), one: readDetail });
  const readSearch = reading(keywordQuery);
  const readUpload = reading(imageUpload);
  const readImageSearch = reading(imageQuery);
  const readCategory = reading(categoryQuery);
  const readFreight = reading(freightEstimate);
  return {
    detail: ({ offerId }, scope) => readDetail({ offerId, country }, scope),
    headline: ({ offerId }, scope) => readHeadline({ offerId, country }, scope),
    several: ({ offerIds }, scope) => readSeveral(offerIds, country, scope),
    search: (request, scope) => readSearch({ ...request, country }, scope),
    uploadImage: readUpload,
    searchByImage: (request, scope) => readImageSearch({ ...request, country }, scope),
    category: ({ categoryId }, scope) => readCategory({ categoryId, language: country }, scope),
    freight: readFreight,
  };
}

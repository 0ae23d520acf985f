import { createShelf } from '../shelf.ts';
import { categoryQuery } from './category-query.ts';
import type { SandboxEndpoint } from './endpoint.ts';
import { freightEstimate } from './freight-estimate.ts';
import { imageEndpoints } from './images.ts';
import { keywordQuery } from './keyword-query.ts';
import { productDetail, productDetails } from './product-detail.ts';

/** The endpoints that read offers. */
export function productEndpoints(): readonly SandboxEndpoint[] {
  const shelf = createShelf();
  return [
    productDetail,
    productDetails,
    keywordQuery(shelf),
    ...imageEndpoints(shelf),
    categoryQuery,
    freightEstimate,
  ];
}

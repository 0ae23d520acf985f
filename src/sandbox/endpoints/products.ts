import { createShelf } from '../shelf.ts';
import { answerCategoryQuery } from './category-query.ts';
import type { SandboxEndpoint } from './endpoint.ts';
import { answerFreightEstimate } from './freight-estimate.ts';
import { imageEndpoints } from './images.ts';
import { answerKeywordQuery } from './keyword-query.ts';
import { answerProductDetail, answerProductDetails } from './product-detail.ts';

/** The endpoints that read offers. */
export function productAnswers(): readonly SandboxEndpoint[] {
  const shelf = createShelf();
  return [
    answerProductDetail,
    answerProductDetails,
    answerKeywordQuery(shelf),
    ...imageEndpoints(shelf),
    answerCategoryQuery,
    answerFreightEstimate,
  ];
}

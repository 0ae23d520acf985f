import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { flagField, id, maybe, passOn, record, text } from '../fields.ts';
import { page } from '../pages.ts';

export interface CategoryRequest {
  /** `0` is the root. */
  readonly categoryId: string;
  /** The language of the translated names. */
  readonly language: string;
}

const names = {
  categoryId: id,
  chineseName: maybe(text),
  translatedName: maybe(text),
  leaf: maybe(flagField),
};

const child = record(names);

/** One category below another. */
type CategoryChild = z.output<typeof child>;

const node = record({ ...names, categoryId: maybe(id), parentCateId: maybe(id), children: page(child) });

/** A category and those right below it. The root has no name, and may come as nothing but a list. */
export interface Category {
  readonly categoryId?: string | undefined;
  readonly chineseName?: string | undefined;
  readonly translatedName?: string | undefined;
  readonly parentCateId?: string | undefined;
  readonly leaf?: boolean | undefined;
  readonly children: readonly CategoryChild[];
}

const category = z.transform((given, context): Category => {
  const read = node.safeParse(Array.isArray(given) ? { children: given } : given);
  if (read.success) return Object.freeze({ ...read.data, children: read.data.children.items });
  if (passOn(read.error, context)) return z.NEVER;
  context.issues.push({ code: 'custom', message: 'not a category', input: given });
  return z.NEVER;
});

/** The tree of categories, a level at a time. Path and field names are inferred. */
export const categoryQuery: Endpoint<CategoryRequest, Category> = {
  name: 'product.category.query',
  path: '/alibaba/ka/product/category/query',
  confidence: 'I',
  effect: 'read',
  kept: 'product',
  request: z.object({ categoryId: z.string().regex(/^\d+$/), language: z.string().min(1) }).readonly(),
  data: category,
  example: { categoryId: '0', language: 'en' },
};

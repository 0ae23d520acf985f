import { z } from 'zod';
import { categoriesIn, findCategory, type SandboxCategory } from '../categories.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import type { SandboxEndpoint } from './endpoint.ts';
import { categoryId, firstFault, sentId } from './fields.ts';

const request = z.object({ categoryId, language: z.string().min(2).max(5) });

/** A category and those right below it; 0 is the root. */
export const answerCategoryQuery: SandboxEndpoint = {
  path: '/alibaba/ka/product/category/query',
  answer(body) {
    const asked = request.safeParse(body);
    if (!asked.success) return fieldRefusal(firstFault(asked.error));
    const { categoryId: id, language } = asked.data;
    const category = id === '0' ? undefined : findCategory(id);
    if (category === undefined && id !== '0') return businessRefusals.categoryUnknown;
    const below = categoriesIn(id);
    return {
      data: {
        ...(category === undefined
          ? { categoryId: 0, chineseName: null, translatedName: null, level: '0', parentCateId: null }
          : named(category)),
        language,
        leaf: below.length === 0,
        children: below.map((child) => ({
          ...named(child),
          language,
          leaf: categoriesIn(child.categoryId).length === 0,
          children: null,
        })),
      },
    };
  },
};

function named({ categoryId: id, name, parentId }: SandboxCategory) {
  return {
    categoryId: sentId(id),
    chineseName: name.zh,
    translatedName: name.en,
    level: parentId === '0' ? '1' : '2',
    parentCateId: sentId(parentId),
  };
}

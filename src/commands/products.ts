import type { Command } from '../chat/command.ts';
import { categoryCommand } from './products/category.ts';
import { compareCommand } from './products/compare.ts';
import type { ProductDeps } from './products/deps.ts';
import { freightCommand } from './products/freight.ts';
import { imageCommand } from './products/image.ts';
import { lookupCommand } from './products/lookup.ts';
import { productCommand } from './products/product.ts';
import { searchCommand } from './products/search.ts';

/** Every command about offers. */
export function productCommands(deps: ProductDeps): readonly Command[] {
  const product = productCommand(deps);
  return [
    searchCommand(deps, product),
    imageCommand(deps),
    product,
    lookupCommand(deps, product),
    compareCommand(deps),
    categoryCommand(deps),
    freightCommand(deps),
  ];
}

import type { Command } from '../../chat/command.ts';
import { category, categoryCommand } from './category.ts';
import { compare, compareCommand } from './compare.ts';
import type { ProductDeps } from './deps.ts';
import { freight, freightCommand } from './freight.ts';
import { image, imageCommand } from './image.ts';
import { lookup, lookupCommand } from './lookup.ts';
import { product, productCommand } from './product.ts';
import { search, searchCommand } from './search.ts';

/** What there is to know of every command about offers before one can be run. */
export const productDescriptions = [search, image, product, lookup, compare, category, freight];

/** Every command about offers, in the order of their descriptions. */
export function productCommands(deps: ProductDeps): readonly Command[] {
  const shown = productCommand(deps);
  return [
    searchCommand(deps, shown),
    imageCommand(deps),
    shown,
    lookupCommand(deps, shown),
    compareCommand(deps),
    categoryCommand(deps),
    freightCommand(deps),
  ];
}

import type { Command } from '../chat/command.ts';
import { categoryCommand } from './products/category.ts';
import { compareCommand } from './products/compare.ts';
import { freightCommand } from './products/freight.ts';
import { imageCommand } from './products/image.ts';
import { lookupCommand } from './products/lookup.ts';
import type { ProductParts } from './products/parts.ts';
import { productCommand } from './products/product.ts';
import { searchCommand } from './products/search.ts';

/** Every command about offers. */
export function productCommands(parts: ProductParts): readonly Command[] {
  const product = productCommand(parts);
  return [
    searchCommand(parts, product),
    imageCommand(parts),
    product,
    lookupCommand(parts, product),
    compareCommand(parts),
    categoryCommand(parts),
    freightCommand(parts),
  ];
}

import type { Command } from '../chat/command.ts';
import type { ProductParts } from './products/parts.ts';
import { searchCommand } from './products/search.ts';

/** Every command about offers. */
export function productCommands(parts: ProductParts): readonly Command[] {
  return [searchCommand(parts)];
}

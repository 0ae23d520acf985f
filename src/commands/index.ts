import type { CommandMenu } from '../chat/menu.ts';
import { addressDescriptions } from './address/index.ts';
import { adminDescriptions, auditDescriptions } from './admin/index.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { requestDescriptions } from './requests/index.ts';
import { status } from './status.ts';
import { unfurl } from './unfurl.ts';

/** Every command in the order of `/help`, before anything is open. */
export const menu: readonly CommandMenu[] = [
  // The areas of seller, products, ship, refund, watch, order, buying and basket take their places here as they are described.
  help.menu,
  status.menu,
  language.menu,
  unfurl.menu,
  ...addressDescriptions,
  ...auditDescriptions,
  ...adminDescriptions,
  ...requestDescriptions,
];

import type { CommandMenu, MenuWords } from '../chat/menu.ts';
import { localized } from '../languages/index.ts';
import { addressDescriptions } from './address/index.ts';
import { adminDescriptions, auditDescriptions } from './admin/index.ts';
import { basketDescriptions } from './basket/index.ts';
import { botDescriptions } from './bot/index.ts';
import { buyingDescriptions } from './buying/index.ts';
import { orderDescriptions } from './order/index.ts';
import { productDescriptions } from './products/index.ts';
import { refundDescriptions } from './refund/index.ts';
import { requestDescriptions } from './requests/index.ts';
import { seller } from './seller.ts';
import { shipDescriptions } from './ship/index.ts';
import { watchDescriptions } from './watch/index.ts';

/** Every command in the order of `/help`, before anything is open. */
const all: readonly CommandMenu[] = [
  seller,
  ...productDescriptions,
  ...botDescriptions,
  ...shipDescriptions,
  ...refundDescriptions,
  ...addressDescriptions,
  ...auditDescriptions,
  ...watchDescriptions,
  ...orderDescriptions,
  ...buyingDescriptions,
  ...basketDescriptions,
  ...adminDescriptions,
  ...requestDescriptions,
].map((each) => each.menu);

/** The commands that there are on the partner's API, or on the sandbox with what is there alone. */
export function menuOf({ sandbox }: { readonly sandbox: boolean }): readonly CommandMenu[] {
  return sandbox ? all : all.filter(({ sandboxOnly }) => sandboxOnly !== true);
}

/** What platforms list beside the commands. */
export const menuWords: MenuWords = {
  anyCommand: {
    summary: localized(({ menu }) => menu.anyCommand.summary),
    hint: localized(({ menu }) => menu.anyCommand.hint),
  },
  pictureFile: localized(({ menu }) => menu.pictureFile),
};

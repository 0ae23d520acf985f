import type { CommandMenu } from '../chat/menu.ts';
import { addressDescriptions } from './address/index.ts';
import { adminDescriptions, auditDescriptions } from './admin/index.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { productDescriptions } from './products/index.ts';
import { requestDescriptions } from './requests/index.ts';
import { seller } from './seller.ts';
import { shipDescriptions } from './ship/index.ts';
import { status } from './status.ts';
import { unfurl } from './unfurl.ts';

/** Every command in the order of `/help`, before anything is open. */
export const menu: readonly CommandMenu[] = [
  seller,
  ...productDescriptions,
  help,
  status,
  language,
  unfurl,
  ...shipDescriptions,
  ...addressDescriptions,
  ...auditDescriptions,
  ...adminDescriptions,
  ...requestDescriptions,
].map((each) => each.menu);

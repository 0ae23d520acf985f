import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { record } from './fields.ts';

export interface OpenUidDecryptRequest {
  /** The seller's encrypted member id; product detail calls it `sellerOpenId`. */
  readonly openUid: string;
  readonly offerId: string;
}

export interface OpenUidDecryptData {
  /**
   * The Wangwang chat link as the partner gives it: untrusted, raw Chinese characters in its query.
   * It holds the member's nickname, which is not to be shown.
   */
  readonly wangwangUrl: string;
}

/**
 * Turns an openUid into the seller's chat link. Request, response and path are documented. 1688 puts the
 * wrapped call under risk control: only on a person's own request, never automatic, never in batches.
 */
export const openUidDecrypt: Endpoint<OpenUidDecryptRequest, OpenUidDecryptData> = {
  name: 'im.openuid.decrypt',
  path: '/alibaba/ka/im/openuid/decrypt',
  confidence: 'D',
  effect: 'read',
  kept: 'link',
  request: z.object({ openUid: z.string().min(1), offerId: z.string().min(1) }).readonly(),
  data: record({ wangwangUrl: z.string().min(1) }),
  example: { openUid: 'BBBJ82cNui3EUaxxMi_7Go73g', offerId: '951807530375' },
};

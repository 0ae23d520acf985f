import { z } from 'zod';
import { findOffer } from '../catalogue.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import { firstFault, offerId, type SandboxEndpoint } from './endpoint.ts';

const request = z.object({ openUid: z.string().min(1).max(64), offerId });

const chatPage = 'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html';

/** openUid → chat link. The query holds raw Chinese characters, as the recorded one does. */
const answerOpenUidDecrypt: SandboxEndpoint = {
  path: '/alibaba/ka/im/openuid/decrypt',
  answer(body) {
    const asked = request.safeParse(body);
    if (!asked.success) return fieldRefusal(firstFault(asked.error));
    const offer = findOffer(asked.data.offerId);
    if ('code' in offer) return offer;
    if (asked.data.openUid !== offer.seller.openUid) return businessRefusals.openUidForeign;
    const query = `touid=cnalichn${offer.seller.nickname}&siteid=cnalichn&status=1&offerId=${offer.offerId}`;
    return { data: { wangwangUrl: `${chatPage}?${query}` } };
  },
};

/** The endpoints about a seller's chat. */
export const imAnswers: readonly SandboxEndpoint[] = [answerOpenUidDecrypt];

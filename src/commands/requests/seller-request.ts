import { z } from 'zod';
import { answerCard, askFirstCard } from '../../cards/asker-cards.ts';
import { titleIn } from '../../cards/products/offer-facts.ts';
import { word } from '../../chat/argument.ts';
import { named, optional } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import type { RequestSubject } from '../../domain/requests/request.ts';
import { parseOpenUid } from '../../domain/sellers/chat-link.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';
import type { ProductHeadline } from '../../xport/client.ts';
import { offerArgument, offerLookUp } from '../offer-argument.ts';
import {
  askerIn,
  nobodyToAskCard,
  type RequestDeps,
  readingFor,
  requestFacts,
  subjectFacts,
  toldCard,
  wordsArgument,
} from './deps.ts';

const openUidText = z.string().transform((typed, context) => {
  const value = parseOpenUid(typed);
  if (value === undefined) context.addIssue({ code: 'custom', message: 'unreadable' });
  return value ?? z.NEVER;
});

/**
 * `/seller-request <offer> [reason]`: asks an approver for the chat with an offer's seller; without a reason it shows what
 * would be asked, and its button asks for one, so that nothing is posted unasked. `/seller` leads here where the caller may
 * not open the chat.
 */
export const sellerRequest = describeCommand({
  name: 'seller-request',
  summary: localized(({ requests }) => requests.askSummary),
  examples: ['seller-request 951807530375 sample for the spring line'],
  examplesIn: { 'zh-CN': ['seller-request 951807530375 春季新款打样'] },
  arguments: {
    offer: offerArgument(aboutArgument(({ seller }) => seller.offer)),
    reason: { ...wordsArgument((words) => words.reason), requiredInForm: true },
    openUid: optional(
      named(
        word(openUidText, {
          ...aboutArgument(({ seller }) => seller.openUid),
          example: 'BBBJ82cNui3EUaxxMi_7Go73g',
          maxLength: 200,
        }),
      ),
    ),
  },
  needs: 'viewer',
  effect: 'read',
});

/**
 * Opens the chat at once where the caller was approved for that seller lately. Asked twice it is one request: the store sees
 * to that, so nothing of the answer, which may hold a link, has to be kept for a redelivery.
 */
export function sellerRequestCommand(deps: RequestDeps): Command {
  const { requestService, clock } = deps;
  return sellerRequest.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ offer, reason, openUid }, run): Promise<Card> {
      const said = allWords[run.language];
      if (mayDo(run.role, 'buyer')) {
        const call = { command: 'seller', arguments: { offer, ...(openUid !== undefined && { openUid }) } };
        return toldCard('plain', said.requests.noNeed, said.requests.noNeedAdvice, [
          { kind: 'run', label: said.requests.openChat, style: 'primary', run: call },
        ]);
      }
      const { data } = await deps.xport.products.headline({ offerId: offer }, run);
      const subject = subjectOf(offer, openUid, data, run);
      run.audit.add(subjectFacts(subject), {
        about: run.person,
        ...(reason !== undefined && { words: reason }),
      });
      const since = clock.now() - deps.approvedMs.seller;
      const approved = await requestService.approved(run.authority, run.person, subject, since);
      if (approved !== undefined) {
        run.audit.add({ ...requestFacts({ ...approved, subject }), state: 'approved before' });
        const handed = await deps.handOver({ ...approved, subject }, run);
        return 'lapsed' in handed ? answerCard(handed.lapsed, await readingFor(deps, run)) : handed;
      }
      const asker = askerIn(run);
      if (reason === undefined) {
        const none = await requestService.nobodyFor(asker);
        run.audit.add({ state: none ?? 'to be asked' });
        return none === undefined ? askFirstCard(subject, said.requests) : nobodyToAskCard(none, said);
      }
      // Before it is filed: a caller who is shown nothing, since it can't be recorded, has asked for nothing either.
      await run.audit.intend({ state: 'asked for' });
      const { company } = subject;
      const orders = company === undefined ? undefined : await deps.lastOrders({ seller: company }, run);
      const filed = await requestService.ask(asker, { subject, reason, orders });
      run.audit.add({ state: filed.state });
      if (!('request' in filed)) return nobodyToAskCard(filed.state, said);
      run.audit.add(requestFacts(filed.request));
      const card = answerCard(filed.request, await readingFor(deps, run));
      return filed.state === 'filed' ? card : { ...card, title: said.requests.filedBefore };
    },
  });
}

function subjectOf(
  offer: string,
  given: string | undefined,
  { sellerOpenId, companyName, productImage, ...titled }: ProductHeadline,
  { language }: Pick<Run, 'language'>,
): Extract<RequestSubject, { readonly kind: 'seller' }> {
  const openUid = given ?? sellerOpenId;
  const title = titleIn(language, titled);
  const picture = productImage?.images?.find((image) => image !== undefined);
  // Only the link shows whose openUid was typed: no company is vouched for then.
  const company = given === undefined || given === sellerOpenId ? companyName : undefined;
  return {
    kind: 'seller',
    offer,
    ...(openUid !== undefined && { openUid }),
    ...(title !== undefined && { title }),
    ...(company !== undefined && { company }),
    ...(picture !== undefined && { picture }),
  };
}

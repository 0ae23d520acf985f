import { plainCard } from '../../cards/buying-cards.ts';
import { markedTitle } from '../../cards/order-goods.ts';
import { outsideWords } from '../../cards/outside-words.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { PictureFault } from '../../chat/picture.ts';
import { shorten } from '../../chat/text.ts';
import { newOrderKey } from '../../domain/buying/order-key.ts';
import { formatFen } from '../../domain/orders/money.ts';
import { type AskedBack, askBackOnce } from '../../domain/refunds/asking-back.ts';
import { refundableOf } from '../../domain/refunds/refundable.ts';
import { allWords } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import type { RefundReason } from '../../xport/client.ts';
import { answerInTime } from '../deadlines.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import { pictureBytes } from '../picture-argument.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { RefundDeps } from './deps.ts';
import {
  askForParcel,
  askForRefund,
  type Claimed,
  claimCall,
  claimedIn,
  claimForm,
  longestNote,
  refundCreate,
} from './descriptions.ts';
import { offeredReasons, reasonName, reasonsCard, refundFields } from './reasons.ts';
import { detailsAction, fieldsFor, notRefundableCard } from './refundability.ts';

export function refundCreateCommand(deps: RefundDeps) {
  return refundCreate.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    fields: (given, caller) => refundFields(deps, given, caller),
    async run(values, run): Promise<Card> {
      const claimed = claimedIn(values);
      const { id: orderId, reason: reasonId, amount: amountFen, note, received, back, proof, key } = claimed;
      if (reasonId === undefined) {
        run.audit.add({ state: 'asked' });
        return reasonsCard(deps, claimed, run);
      }
      if (amountFen === undefined || note === undefined || key === undefined) {
        run.audit.add({ state: 'asked' });
        return confirmCard(deps, { ...claimed, reason: reasonId }, run);
      }
      const uploaded = proof !== undefined && 'uploaded' in proof ? proof.uploaded : undefined;
      const claim = { orderId, amountFen, reasonId, note, received, sendsBack: back, proof: uploaded };
      const confirmed = { ...claimed, amount: amountFen, key };
      await run.audit.intend({ state: 'asked for' });
      const asked = askBackOnce(
        { ...deps, ask: (id, caller) => deps.orders.ask(id, caller) },
        {
          organization: run.organization,
          key,
          claim,
          caller: await deps.orders.callerFor(orderId, run),
        },
      );
      const card = asked.then((what) => {
        run.audit.add(factsOf(what));
        return askedCard(confirmed, what, run.language);
      });
      return answerInTime(deps.clock, card, () => {
        run.audit.add({ state: 'under way' });
        return askedCard(confirmed, { state: 'under way' }, run.language);
      });
    },
  });
}

/** What came of it, for the audit log. */
function factsOf(asked: AskedBack): Facts {
  const { state } = asked;
  if (asked.state === 'asked') return { state, refund: asked.refundId };
  if (asked.state !== 'refused') return { state };
  return { state, code: asked.fault.code, request: asked.fault.requestId };
}

/** What came of asking, and what can be done next. No button asks anew for what may have been asked for. */
function askedCard(
  claimed: Claimed & { readonly amount: number; readonly key: string },
  asked: AskedBack,
  language: Language,
): Card {
  const words = allWords[language];
  const { refunds } = words;
  const { create } = refunds;
  const { id, amount, back } = claimed;
  const details = detailsAction(id, words);
  const check: Action = {
    kind: 'run',
    label: create.checkAgain,
    run: claimCall(claimed, { replace: true }),
  };
  const anew: Action = { kind: 'run', label: create.anew, run: askForRefund(id) };
  const warning = (title: string, advice: readonly string[], ...actions: readonly Action[]) =>
    plainCard('warning', title, advice, { actions });
  switch (asked.state) {
    case 'asked': {
      const { refundId, found } = asked;
      const give: readonly Action[] =
        refundId === undefined || !back
          ? []
          : [{ kind: 'run', label: refunds.giveBack.button, run: askForParcel(refundId) }];
      return plainCard('good', create.asked, [...(found ? [create.found] : []), create.askedAdvice], {
        blocks: [
          {
            kind: 'fields',
            fields: [
              { label: words.orders.orderId, value: [{ code: id }] },
              ...(refundId === undefined
                ? []
                : [{ label: refunds.refundLabel, value: [{ code: refundId }] }]),
              { label: refunds.amountLabel, value: [{ bold: formatFen(amount) }] },
            ],
          },
        ],
        actions: [...give, details],
      });
    }
    case 'refused': {
      const card = xportFaultCard(asked.fault, words.xport);
      const nothing = { kind: 'text' as const, text: [create.nothingAsked] };
      return { ...card, body: [nothing, ...card.body], actions: [anew, details] };
    }
    case 'unknown order':
      return noSuchOrder(id, words.orders);
    case 'too much': {
      const sentences = [create.tooMuchAdvice(formatFen(asked.mostFen)), create.nothingAsked];
      const run = claimForm({ ...claimed, key: undefined });
      return warning(create.tooMuch, sentences, { kind: 'run', label: create.otherAmount, run });
    }
    case 'not now':
      return warning(create.notNow, [create.nothingAsked], details);
    case 'under way':
      return warning(create.sending, [create.sendingAdvice], check);
    case 'refund under way':
      return warning(create.underWay, [create.underWayAdvice], details);
    case 'another':
      return warning(create.another, [create.anotherAdvice], details);
    case 'nothing left':
      return warning(create.nothingLeft, [create.nothingAsked], details);
    case 'unsure':
      return warning(create.unsure, [create.unsureAdvice], details);
    case 'nothing to send back':
      return warning(create.nothingToSendBack, [create.nothingToSendBackAdvice], details);
    case 'other market':
      return warning(create.otherMarket, [create.otherMarketAdvice], details);
    case 'not known':
      return warning(create.notKnown, [create.notKnownAdvice], check, details);
    case 'before restore':
      return warning(create.restored, [create.restoredAdvice], anew, details);
    case 'expired':
      return warning(create.expired, [create.nothingAsked], anew);
    case 'other':
      return warning(create.other, [create.nothingAsked], anew);
  }
}

/** What would be asked for, with the button that asks for exactly that; or what is wrong with it. */
async function confirmCard(
  deps: RefundDeps,
  claimed: Claimed & { readonly reason: string },
  run: Run,
): Promise<Card> {
  const words = allWords[run.language];
  const { refunds } = words;
  const { create } = refunds;
  const { id, amount, received, back } = claimed;
  const order = await deps.orders.ask(id, run);
  if (order === undefined) return noSuchOrder(id, words.orders);
  const refundable = refundableOf(order, { received, sendsBack: back });
  if (refundable.state !== 'refundable') return notRefundableCard(refundable, order, words);
  const { mostFen } = refundable;
  const fields = fieldsFor(refundable);
  const fill = (label: string): Action => ({
    kind: 'run',
    label,
    run: claimForm({ ...claimed, proof: undefined, key: undefined }, fields),
  });
  if (amount === undefined || amount === 0) {
    const sentences = [create.missingAdvice, create.tooMuchAdvice(formatFen(mostFen))];
    const card = plainCard('plain', create.missing, sentences, { actions: [fill(create.fillIn)] });
    const why = create.tooMuchAdvice(formatFen(mostFen));
    return amount === 0 ? { ...card, refusal: [{ name: 'amount', why }] } : card;
  }
  if (amount > mostFen) {
    const sentences = [create.tooMuchAdvice(formatFen(mostFen)), create.nothingAsked];
    const card = plainCard('warning', create.tooMuch, sentences, { actions: [fill(create.otherAmount)] });
    return { ...card, refusal: [{ name: 'amount', why: create.tooMuchAdvice(formatFen(mostFen)) }] };
  }
  const offered = await offeredReasons(deps, order, claimed, run);
  const chosen = offered.find((each) => each.reason.id === claimed.reason);
  if (chosen === undefined) return reasonsCard(deps, claimed, run);
  const { reason, goodsStatus } = chosen;
  // Where the buyer adds nothing, the seller is told the reason in the partner's own words.
  const note = claimed.note ?? reasonNote(reason);
  if (note === undefined) {
    const why = refunds.note.expected;
    const card = plainCard('plain', create.missing, [create.missingAdvice], {
      actions: [fill(create.fillIn)],
    });
    return { ...card, refusal: [{ name: 'note', why }] };
  }
  const proof = await uploadedProof(deps, claimed, run);
  const { give, notRead, fault } = words.pictures.image;
  const other: Action = { kind: 'run', label: refunds.reasons.choose, run: askForRefund(id) };
  const actions = [fill(give), other];
  if (proof !== undefined && 'fault' in proof) {
    const refusal = [{ name: 'proof', why: fault[proof.fault] }];
    return { ...plainCard('warning', notRead, [fault[proof.fault]], { actions }), refusal };
  }
  if (proof === undefined && reason.needsVoucher) {
    const refusal = [{ name: 'proof', why: create.needsPictureAdvice }];
    return {
      ...plainCard('warning', create.needsPicture, [create.needsPictureAdvice], { actions }),
      refusal,
    };
  }
  const field = (label: string, value: string) => ({ label, value: [value] });
  const key = newOrderKey(deps.clock, deps.random);
  return plainCard('warning', create.title, [create.advice], {
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: words.orders.orderId, value: [{ code: id }] },
          field(words.orders.items, markedTitle(order, words.orders)),
          { label: refunds.amountLabel, value: [{ bold: formatFen(amount) }] },
          field(refunds.mostLabel, formatFen(mostFen)),
          field(refunds.reasonLabel, reasonName(reason, refunds)),
          field(refunds.goodsLabel, refunds.goods[goodsStatus]),
          field(refunds.backLabel, back ? words.yes : words.no),
          field(refunds.noteLabel, note),
          ...(proof === undefined ? [] : [field(refunds.proofLabel, refunds.proofUploaded)]),
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: create.ask(formatFen(amount)),
        style: 'danger',
        run: claimCall(
          { ...claimed, note, received: received ?? chosen.received, proof, key },
          { replace: true },
        ),
      },
      fill(create.otherAmount),
    ],
  });
}

/** What the seller is told of a reason that the partner names. */
function reasonNote({ name = '' }: RefundReason): string | undefined {
  const told = shorten(outsideWords(name), longestNote);
  return told.length < 2 ? undefined : told;
}

/** The picture that was given or attached, uploaded: the bot keeps no copy. */
async function uploadedProof(
  { xport, orders, fetchPicture }: RefundDeps,
  { id, proof }: Claimed,
  run: Run,
): Promise<{ readonly uploaded: string } | { readonly fault: PictureFault } | undefined> {
  const [attached] = run.pictures;
  const given = proof ?? attached;
  if (given === undefined || 'uploaded' in given) return given;
  const read = await pictureBytes(given, fetchPicture, run.signal);
  if ('fault' in read) return read;
  const { data } = await xport.refunds.uploadVoucher(read, await orders.callerFor(id, run));
  return { uploaded: data.voucher };
}

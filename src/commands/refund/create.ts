import { type AskedBack, askBackOnce } from '../../aftersale/asking-back.ts';
import { refundableOf } from '../../aftersale/refundable.ts';
import { newOrderKey } from '../../buying/order-key.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { titleOf } from '../../cards/order-facts.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { PictureFault } from '../../chat/picture.ts';
import { allWords } from '../../languages/index.ts';
import { formatFen } from '../../orders/money.ts';
import type { Language } from '../../runtime/language.ts';
import { answerInTime } from '../deadlines.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import { pictureBytes } from '../picture-argument.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { RefundDeps } from './deps.ts';
import { askForParcel, type Claimed, claimFields, refundCreate, refundReasons } from './descriptions.ts';
import { reasonName, reasonsCard, reasonsFor } from './reasons.ts';
import { detailsAction, notRefundableCard } from './refundability.ts';

export function refundCreateCommand(deps: RefundDeps) {
  return refundCreate.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    async run(claimed, run): Promise<Card> {
      const { id: orderId, reason: reasonId, amount: amountFen, note, received, back, proof, key } = claimed;
      if (reasonId === undefined) {
        run.trail.add({ state: 'asked' });
        return reasonsCard(deps, claimed, run);
      }
      if (amountFen === undefined || note === undefined || key === undefined) {
        run.trail.add({ state: 'asked' });
        return confirmCard(deps, { ...claimed, reason: reasonId }, run);
      }
      const uploaded = proof !== undefined && 'uploaded' in proof ? proof.uploaded : undefined;
      const claim = { orderId, amountFen, reasonId, note, received, sendsBack: back, proof: uploaded };
      const confirmed = { ...claimed, amount: amountFen, key };
      await run.trail.intend({ state: 'asked for' });
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
        run.trail.add(factsOf(what));
        return askedCard(confirmed, what, run.language);
      });
      return answerInTime(deps.clock, card, () => {
        run.trail.add({ state: 'under way' });
        return askedCard(confirmed, { state: 'not known', note: '' }, run.language);
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
    run: refundCreate.call(claimed, { replace: true }),
  };
  const anew: Action = {
    kind: 'run',
    label: create.anew,
    run: refundReasons.call({ id, received: undefined }),
  };
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
      const run = refundCreate.call({ ...claimed, key: undefined }, { ask: claimFields });
      return warning(create.tooMuch, sentences, { kind: 'run', label: create.otherAmount, run });
    }
    case 'not now':
      return warning(create.notNow, [create.nothingAsked], details);
    case 'under way':
      return warning(create.sending, [create.sendingAdvice], check);
    case 'refund under way':
      return warning(create.underWay, [create.underWayAdvice], details);
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
  const { id, amount, note, received, back } = claimed;
  const fill = (label: string): Action => ({
    kind: 'run',
    label,
    run: refundCreate.call({ ...claimed, proof: undefined, key: undefined }, { ask: claimFields }),
  });
  const order = await deps.orders.ask(id, run);
  if (order === undefined) return noSuchOrder(id, words.orders);
  const refundable = refundableOf(order, { received, sendsBack: back });
  if (refundable.state !== 'refundable') return notRefundableCard(refundable, order, words);
  const { mostFen, goodsStatus } = refundable;
  if (amount === undefined || note === undefined || amount === 0) {
    const sentences = [create.missingAdvice, create.tooMuchAdvice(formatFen(mostFen))];
    return plainCard('plain', create.missing, sentences, { actions: [fill(create.fillIn)] });
  }
  if (amount > mostFen) {
    const sentences = [create.tooMuchAdvice(formatFen(mostFen)), create.nothingAsked];
    return plainCard('warning', create.tooMuch, sentences, { actions: [fill(create.otherAmount)] });
  }
  const reasons = await reasonsFor(deps, id, goodsStatus, run);
  const reason = reasons.find((each) => each.id === claimed.reason);
  if (reason === undefined) return reasonsCard(deps, { ...claimed, reason: undefined }, run);
  const proof = await uploadedProof(deps, claimed, run);
  const { give, notRead, fault } = words.pictures.image;
  const other: Action = {
    kind: 'run',
    label: refunds.reasons.choose,
    run: refundReasons.call({ id, received: undefined }),
  };
  const actions = [fill(give), other];
  if (proof !== undefined && 'fault' in proof) {
    return plainCard('warning', notRead, [fault[proof.fault]], { actions });
  }
  if (proof === undefined && reason.needsVoucher) {
    return plainCard('warning', create.needsPicture, [create.needsPictureAdvice], { actions });
  }
  const field = (label: string, value: string) => ({ label, value: [value] });
  const key = newOrderKey(deps.clock, deps.random);
  return plainCard('warning', create.title, [create.advice], {
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: words.orders.orderId, value: [{ code: id }] },
          field(words.orders.items, titleOf(order, words.orders)),
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
        run: refundCreate.call({ ...claimed, proof, key }, { replace: true }),
      },
      fill(create.otherAmount),
    ],
  });
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

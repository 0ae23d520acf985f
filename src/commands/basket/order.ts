import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { orderedOf } from '../../domain/buying/basket.ts';
import type { Placed } from '../../domain/buying/placement.ts';
import type { OrderLine, Purchase } from '../../domain/buying/purchase.ts';
import { allWords } from '../../languages/index.ts';
import type { BuyingDeps } from '../buying/deps.ts';
import { chooseAddress } from '../buying/descriptions.ts';
import { type Confirmed, orderReading, placedCard, placeOrder } from '../buying/place-order.ts';
import { answerInTime } from '../deadlines.ts';
import { offerLookUp } from '../offer-argument.ts';
import { basketOrder, basketPreview } from './descriptions.ts';
import { linesPreview, partPreview } from './preview.ts';
import { lineViews, partOf } from './show.ts';
import { basketOf, takeOrdered } from './stored-basket.ts';

export function basketOrderCommand(deps: BuyingDeps) {
  return basketOrder.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ offer, lines, address, total, key, to }, run): Promise<Card> {
      const isNamed = lines !== undefined && address !== undefined && address !== chooseAddress;
      if (!isNamed || total === undefined || key === undefined) {
        run.audit.add({ state: 'asked' });
        return partPreview(deps, { offer, address, lines }, run);
      }
      const confirmed: Confirmed = {
        total,
        preview: basketPreview.call({ offer, address, lines }),
        order: (is) => basketOrder.call({ offer, lines, address, total: is, key, to }, { replace: true }),
      };
      const reading = await orderReading(deps, run);
      const ordering = order(deps, { offer, lines, addressId: address, key, to }, confirmed, run);
      return answerInTime(deps.clock, ordering, () => {
        run.audit.add({ state: 'under way' });
        return placedCard(confirmed, {}, { state: 'under way' }, reading);
      });
    },
  });
}

async function order(
  deps: BuyingDeps,
  {
    offer,
    key,
    to,
    ...purchase
  }: Purchase & {
    readonly offer: string | undefined;
    readonly key: string;
    readonly to: string | undefined;
  },
  confirmed: Confirmed,
  run: Run,
): Promise<Card> {
  const { lines } = purchase;
  const ordered = await placeOrder(deps, { purchase, total: confirmed.total, key, to }, run);
  if ('again' in ordered) {
    const seller = partOf(await basketOf(deps.people, run), offer)?.seller;
    return linesPreview(deps, { offer, lines, only: lines, seller, ...ordered.again }, run);
  }
  const { placed, where, orders } = ordered;
  const shown = placed.state === 'moved' ? await lineViews(deps, lines, run) : [];
  const views = shown.map(({ view }) => view);
  const card = placedCard(confirmed, { views, where, orders }, placed, await orderReading(deps, run));
  if (placed.state !== 'placed') return card;
  const said = await takenWords(deps, { lines, key, placed }, run);
  return { ...card, body: [...card.body, { kind: 'text', text: [said] }] };
}

/** Takes what was ordered out of the basket, and says so. */
async function takenWords(
  deps: BuyingDeps,
  {
    lines,
    key,
    placed,
  }: {
    readonly lines: readonly OrderLine[];
    readonly key: string;
    readonly placed: Extract<Placed, { state: 'placed' }>;
  },
  run: Run,
): Promise<string> {
  const words = allWords[run.language].basket;
  const ordered = orderedOf(lines, placed.failed);
  if (!(await takeOrdered(deps, { key, lines: ordered }, run))) return words.notTaken;
  return ordered.length === lines.length ? words.taken : words.takenInPart;
}

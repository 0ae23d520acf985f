import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { isSpecId } from '../../domain/products/variants.ts';
import { answerInTime } from '../deadlines.ts';
import { offerLookUp } from '../offer-argument.ts';
import type { BuyingDeps } from './deps.ts';
import { chooseAddress, orderCreate, orderPreview, type Wanted } from './descriptions.ts';
import { offerInfo } from './offer-info.ts';
import { type Confirmed, orderReading, placedCard, placeOrder } from './place-order.ts';
import { completed, previewCard } from './preview.ts';

export function orderCreateCommand(deps: BuyingDeps) {
  return orderCreate.does({
    lookUp: { offer: offerLookUp(deps.offers, 'asked back') },
    async run({ total, key, to, ...wanted }, run): Promise<Card> {
      const { address } = wanted;
      // What was confirmed names its address: the default may have changed since.
      const isConfirmed = total !== undefined && key !== undefined;
      if (!isConfirmed || address === undefined || address === chooseAddress) {
        run.audit.add({ state: 'asked' });
        return previewCard(deps, wanted, run);
      }
      const confirmed: Confirmed = {
        total,
        preview: orderPreview.call(wanted),
        order: (is) => orderCreate.call({ ...wanted, total: is, key, to }, { replace: true }),
      };
      const reading = await orderReading(deps, run);
      return answerInTime(deps.clock, order(deps, { ...wanted, key, to }, confirmed, run), () => {
        run.audit.add({ state: 'under way' });
        return placedCard(confirmed, {}, { state: 'under way' }, reading);
      });
    },
  });
}

/** A button's values are taken as they are: what was confirmed depends on no description that may come late. */
async function order(
  deps: BuyingDeps,
  { key, to, ...wanted }: Wanted & { readonly key: string; readonly to: string | undefined },
  confirmed: Confirmed,
  run: Run,
): Promise<Card> {
  const { offer: offerId, quantity, sku: specId, address: addressId } = wanted;
  const isWhole = addressId !== undefined && (specId === undefined || isSpecId(specId));
  const ready = isWhole
    ? { purchase: { lines: [{ offerId, specId, quantity }], addressId } }
    : await completed(deps, wanted, run);
  if ('card' in ready) return ready.card;
  const { purchase } = ready;
  const ordered = await placeOrder(deps, { purchase, total: confirmed.total, key, to }, run);
  if ('again' in ordered) return previewCard(deps, wanted, run, ordered.again);
  const { placed, where, orders } = ordered;
  const views = placed.state === 'moved' ? [(await offerInfo(deps, wanted, run)).view] : [];
  return placedCard(confirmed, { views, where, orders }, placed, await orderReading(deps, run));
}

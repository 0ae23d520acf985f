import type { Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { buyingCalls, chooseAddress, createTable, type Wanted } from './arguments.ts';
import { orderConfirmed } from './confirmed.ts';
import type { BuyingDeps } from './deps.ts';
import { describe } from './described.ts';
import { answerInTime } from './in-time.ts';
import { type Confirmed, placedCard } from './placed-card.ts';
import { completed, previewCard } from './previewing.ts';

/**
 * `/order create <offer> <quantity> … --total … --key … --to …`: orders it, once under the key, for exactly the total that
 * was confirmed, to the address as it was shown; without them it shows the preview whose button holds them.
 */
export function orderCreateCommand(deps: BuyingDeps) {
  return defineCommand({
    name: 'order create',
    summary: inEach(deps.words, ({ buying }) => buying.create.summary),
    examples: ['order create 889512351602 2 --address 5738'],
    arguments: createTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'write',
    audited: ({ offer, quantity, sku, address, total }) => ({
      offer,
      quantity,
      sku,
      address,
      confirmedFen: total,
    }),
    async run({ total, key, to, ...wanted }, run): Promise<Card> {
      const { address } = wanted;
      // What was confirmed names where it goes: no default that may have changed since stands in for it.
      const isConfirmed = total !== undefined && key !== undefined;
      if (!isConfirmed || address === undefined || address === chooseAddress) {
        run.trail.add({ state: 'asked' });
        return previewCard(deps, wanted, run);
      }
      const calls = buyingCalls(deps.words);
      const confirmed: Confirmed = {
        total,
        preview: calls.preview(wanted),
        order: (is) => calls.create({ ...wanted, total: is, key, to }),
      };
      return answerInTime(deps.clock, order(deps, { ...wanted, key, to }, confirmed, run), () => {
        run.trail.add({ state: 'under way' });
        return placedCard(deps, confirmed, {}, { state: 'under way' }, run);
      });
    },
  });
}

/** What a button holds is taken as it is: what was confirmed depends on no description that may come or not. */
async function order(
  deps: BuyingDeps,
  { key, to, ...wanted }: Wanted & { readonly key: string; readonly to: string | undefined },
  confirmed: Confirmed,
  run: Run,
): Promise<Card> {
  const { offer: offerId, quantity, sku: specId, address: addressId } = wanted;
  const isWhole = addressId !== undefined && (specId === undefined || specId.length === 32);
  const ready = isWhole
    ? { purchase: { lines: [{ offerId, specId, quantity }], addressId } }
    : await completed(deps, wanted, run);
  if ('card' in ready) return ready.card;
  const { purchase } = ready;
  const ordered = await orderConfirmed(deps, { purchase, total: confirmed.total, key, to }, run);
  if ('again' in ordered) return previewCard(deps, wanted, run, ordered.again);
  const { placed, where } = ordered;
  const told = placed.state === 'moved' ? [(await describe(deps, wanted, run)).told] : [];
  return placedCard(deps, confirmed, { told, where }, placed, run);
}

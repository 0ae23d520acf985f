import { serviceLine } from '../../cards/shipping-cards.ts';
import type { Caller } from '../../chat/argument.ts';
import type { FieldHelp } from '../../chat/form.ts';
import { shorten } from '../../chat/text.ts';
import { printService } from '../../domain/shipping/consignment.ts';
import { readReceiver } from '../../domain/shipping/receiver.ts';
import { allWords } from '../../languages/index.ts';
import type { ShipDeps } from './deps.ts';
import type { WantedAbroad } from './descriptions.ts';
import { type Goods, goodsOf } from './goods.ts';
import { servicesFor } from './shipment.ts';

const longestOption = 75;

/**
 * What helps to say what is sent: the offer's variants, and the services that carry so much to the receiver, who is known by
 * a key. Nothing where no offer is known. Rejects where the partner does
 * not describe the offer.
 */
export async function shipmentFields(
  deps: Pick<ShipDeps, 'xport' | 'receivers'>,
  given: Partial<Pick<WantedAbroad, 'offer' | 'quantity' | 'sku' | 'receiver'>>,
  caller: Caller & { readonly signal: AbortSignal },
): Promise<{ readonly sku?: FieldHelp; readonly service?: FieldHelp }> {
  const { offer, quantity = 1, sku } = given;
  if (offer === undefined || !/^\d+$/.test(offer)) return {};
  const goods = await goodsOf(deps, { offer, quantity, sku }, caller);
  const isWhole = goods.moreKinds === 0 && goods.kinds.length > 1;
  const [services] = await Promise.allSettled([
    serviceChoices(deps, { goods, receiver: given.receiver }, caller),
  ]);
  return {
    ...(isWhole && {
      sku: {
        choices: goods.kinds.map(({ skuId, name }) => ({
          value: skuId,
          label: shorten(name, longestOption),
        })),
        required: true,
        ...(goods.chosen !== undefined && { initial: goods.chosen.skuId }),
      },
    }),
    ...(services.status === 'fulfilled' && { service: { choices: services.value, required: true } }),
  };
}

async function serviceChoices(
  deps: Pick<ShipDeps, 'xport' | 'receivers'>,
  { goods, receiver: key }: { readonly goods: Goods; readonly receiver: string | undefined },
  caller: Caller & { readonly signal: AbortSignal },
) {
  const kept = key === undefined ? undefined : await deps.receivers.recall(caller.organization, key);
  const receiver = kept === undefined ? undefined : readReceiver(kept);
  if (receiver === undefined) return [];
  const found = await servicesFor(deps, { goods, receiver }, caller);
  const words = allWords[caller.language].shipping;
  return found.map(({ service, info }) => ({
    value: printService(info),
    label: shorten(serviceLine(service, words), longestOption),
  }));
}

import { productCard } from '../../cards/products/product-card.ts';
import { flag, named, optional } from '../../chat/argument.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { remarked } from '../../chat/look-up.ts';
import { inEach } from '../../languages/index.ts';
import { leastQuantity, orderQuantityOf } from '../../products/quantity.ts';
import type { KnownOffer } from '../../sellers/offer-links.ts';
import { aboutIn, digitsArgument, type ProductDeps, shownOfferArgument } from './deps.ts';

/** `/product <offer> [--sku] [--chart] [--share]`: all about an offer, or one variant of it. */
export function productCommand(deps: ProductDeps) {
  return productParts(deps).command;
}

/**
 * An offer's card for everybody in a conversation where nobody asked for it.
 * @throws XportError as `/product` does
 */
export function sharedProduct(deps: ProductDeps) {
  const { show } = productParts(deps);
  return async (
    { kind, id }: KnownOffer,
    to: Pick<Run, 'language' | 'organization' | 'userId' | 'signal'>,
  ): Promise<Card> => {
    const card = await show(
      { offer: id, sku: undefined, chart: false, share: true },
      { ...to, direct: false },
    );
    return remarked(card, kind === 'item' ? [deps.words[to.language].references.item.remark(id)] : []);
  };
}

interface Values {
  readonly offer: string;
  readonly sku: string | undefined;
  readonly chart: boolean;
  readonly share: boolean;
}

function productParts(deps: ProductDeps) {
  const { words, products } = deps;
  const yesOrNo = { yes: inEach(words, ({ yes }) => yes), no: inEach(words, ({ no }) => no) };
  const command = defineCommand({
    name: 'product',
    summary: inEach(words, ({ products: said }) => said.product.summary),
    examples: ['product 951807530375', 'product https://detail.1688.com/offer/951807530375.html'],
    arguments: {
      offer: shownOfferArgument(deps),
      sku: optional(
        named(digitsArgument(words, ({ product }) => product.sku, { example: '5123456789012', most: 20 })),
      ),
      chart: flag({ ...aboutIn(words, ({ product }) => product.chart), ...yesOrNo }),
      share: flag({ ...aboutIn(words, ({ product }) => product.share), ...yesOrNo }),
    },
    needs: 'viewer',
    effect: 'read',
    visibility: ({ share }) => (share ? 'conversation' : 'asker'),
    run: (values, run) => show(values, run),
  });

  async function show(
    values: Values,
    run: Pick<Run, 'language' | 'organization' | 'userId' | 'direct' | 'signal'>,
  ): Promise<Card> {
    const { language, organization, userId, direct, signal } = run;
    const { offer, sku, chart, share } = values;
    const { data: detail } = await products.detail({ offerId: offer }, { organization, userId, signal });
    // What everyone sees stays as it is; a choice of it is answered to the one who made it.
    const changed = (change: Partial<typeof values>) =>
      command.call({ ...values, share: false, ...change }, { replace: !share });
    const shown = productCard({
      offerId: offer,
      detail,
      skuId: sku,
      chart,
      calls: { sku: (skuId) => changed({ sku: skuId }), chart: changed({ chart: true }) },
      words: words[language],
      language,
    });
    const wanted = { offer, quantity: leastQuantity(orderQuantityOf(detail)), sku };
    const buttons: readonly Action[] =
      deps.buying === undefined
        ? []
        : [
            { kind: 'run', label: words[language].buying.order, run: deps.buying.order(wanted) },
            { kind: 'run', label: words[language].basket.add, run: deps.buying.toBasket(wanted) },
          ];
    const card: Card = { ...shown, actions: [...shown.actions, ...buttons] };
    const toShare: Action = {
      kind: 'run',
      label: words[language].seller.shareHere,
      run: command.call({ ...values, share: true }),
    };
    return share || direct ? card : { ...card, actions: [...card.actions, toShare] };
  }
  return { command, show };
}

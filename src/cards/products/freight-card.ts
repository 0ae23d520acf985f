import type { Block, Card, CommandCall } from '../../chat/card.ts';
import { formatFen, readFen } from '../../domain/orders/money.ts';
import { leastQuantity, orderQuantityOf, quantityFault } from '../../domain/products/offer-terms.ts';
import { type Region, regions } from '../../domain/products/regions.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import type { Words } from '../../languages/index.ts';
import { freightTemplateName } from '../../languages/partner-words.ts';
import { type Language, readsChinese } from '../../runtime/language.ts';
import type { Freight, ProductDetail } from '../../xport/client.ts';
import { fieldBlocks, fieldOf, offerLink, shortName, skuName, titleIn, unitIn } from './offer-facts.ts';

/** As many as every platform's menu holds. */
const mostChoices = 25;

interface Shown {
  readonly offerId: string;
  readonly detail: ProductDetail;
  readonly skuId?: string | undefined;
  readonly quantity: number;
  readonly region: Region;
  /** The asker named no place. */
  readonly assumed: boolean;
  readonly freight: Freight;
  readonly calls: { to(region: Region): CommandCall; readonly quantity: CommandCall };
  readonly words: Words;
  readonly language: Language;
}

/** What the freight of so many pieces to a place in China comes to, and by which rule. */
export function freightCard(shown: Shown): Card {
  const { offerId, detail, skuId, quantity, region, freight, calls, language } = shown;
  const words = shown.words.products;
  const unit = unitIn(language, detail);
  const title = shortName(titleIn(language, detail) ?? shown.words.seller.untitled(offerId));
  const link = offerLink(offerId);
  const warning = warningOf(shown, unit);
  const total = totalOf(freight, words);
  const sku = detail.productSkuInfos.find((each) => each.skuId === skuId);
  const place = region.name?.[language] ?? words.freight.district(region.district);
  return {
    tone: warning === undefined && total !== undefined ? 'plain' : 'warning',
    title: words.freight.title(title),
    ...(link !== undefined && { link }),
    body: [
      ...(warning === undefined ? [] : [{ kind: 'text', text: [warning] } satisfies Block]),
      ...(total === undefined ? [{ kind: 'text', text: [words.freight.notSaid] } satisfies Block] : []),
      ...fieldBlocks([
        total === undefined ? undefined : { label: words.freight.total, value: [{ bold: total }] },
        fieldOf(words.freight.quantityLabel, words.pieces(quantity, unit)),
        fieldOf(
          words.freight.toLabel,
          shown.assumed ? words.punctuation.aside(place, words.freight.assumed) : place,
        ),
        fieldOf(words.product.variant, sku === undefined ? undefined : skuName(language, sku)),
        fieldOf(words.freight.rule, ruleOf(freight, words)),
        fieldOf(words.freight.template, templateOf(freight.templateName, words, language)),
      ]),
    ],
    actions: [
      {
        kind: 'select',
        label: words.freight.chooseRegion,
        options: regions
          .filter(({ district }) => district !== region.district)
          .slice(0, mostChoices)
          .map((place) => ({ label: place.name[language], run: calls.to(place) })),
      },
      { kind: 'run', label: words.freight.chooseQuantity, run: calls.quantity },
      {
        kind: 'run',
        label: words.showOffer,
        run: { command: 'product', arguments: { offer: offerId } },
      },
    ],
  };
}

function warningOf(
  { detail, quantity, words: { products } }: Shown,
  unit: string | undefined,
): string | undefined {
  const allowed = orderQuantityOf(detail);
  switch (quantityFault(quantity, allowed)) {
    case 'below minimum':
      return products.freight.belowMinimum(products.pieces(leastQuantity(allowed), unit));
    case 'not whole lots':
      return products.freight.notWholeLots(products.pieces(allowed.lot, unit));
    case undefined:
      return undefined;
  }
}

function totalOf(
  { freight, freePostage }: Freight,
  { freight: words, punctuation }: ProductWords,
): string | undefined {
  const fen = freight === undefined ? undefined : readFen(freight, 'yuan');
  if (freePostage === true && (fen ?? 0) === 0) return punctuation.phrases([formatFen(0), words.free]);
  return fen === undefined ? undefined : formatFen(fen);
}

/** As the seller calls it, after our words for it where it is one of the usual ones and the reader's language is another. */
function templateOf(named: string | undefined, words: ProductWords, language: Language): string | undefined {
  if (named === undefined) return undefined;
  const said = shortName(named);
  const own = readsChinese(language) ? undefined : freightTemplateName(said);
  return own === undefined ? said : words.punctuation.aside(own, said);
}

/** `¥8.00 for 1 kg, then ¥2.00 for each further 1 kg`, where the seller's template says so. */
function ruleOf(freight: Freight, { freight: words }: ProductWords): string | undefined {
  const fee = (amount: string | undefined, units: number | undefined) => {
    const fen = amount === undefined ? undefined : readFen(amount, 'yuan');
    if (fen === undefined || units === undefined || units <= 0) return undefined;
    return { amount: formatFen(fen), units: `${units} ${words.unit(freight.chargeType)}` };
  };
  const first = fee(freight.firstFee, freight.firstUnit);
  const further = fee(freight.nextFee, freight.nextUnit);
  if (first === undefined) return undefined;
  return further === undefined ? words.feeFor(first) : words.ruleOf(first, further);
}

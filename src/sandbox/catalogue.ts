import { sandboxPictureHost } from '../domain/sellers/hosts.ts';
import { type Colour, coolingUnit, goods, laterGoods, type SandboxGoods, type Words } from './goods.ts';
import { createPicks, type Picks } from './picks.ts';
import { businessRefusals, type SandboxRefusal } from './refusals.ts';
import { companyWords, nicknameWords, qualities, sandboxCities } from './seller-words.ts';

/**
 * The one example that the partner's documentation gives for openUid decryption (modified 2026-05-21): what the
 * sandbox answers for these ids is what the real service answered.
 */
export const recorded = {
  offerId: '951807530375',
  openUid: 'BBBJ82cNui3EUaxxMi_7Go73g',
  nickname: '山东绿德制冷',
  developId: '1023561483696472887',
} as const;

/** The documentation's example of an order preview (modified 2026-04-24): the kind, and what one piece of it costs. */
export const recordedPreview = {
  offerId: '889512351602',
  specId: '530ad00177264564503ec3b848650652',
  skuId: '5736673805656',
  pieceFen: 2900,
  carriageFen: 600,
  openOfferId: '+vIWvlcT2JMpWVABRdm+WQ==',
} as const;

/** An offer of the sandbox: the same for the same id, always. */
export interface Offer {
  readonly offerId: string;
  readonly goods: SandboxGoods;
  readonly title: Words;
  readonly seller: Seller;
  /** Where the sandbox's own pictures of it are. */
  readonly images: readonly string[];
  /** 0: no SKU, a step by quantity; 1: each SKU its own price; 2: SKUs, but the step by total quantity counts. */
  readonly quoteType: 0 | 1 | 2;
  /** Ascending by quantity, descending by price. */
  readonly steps: readonly PriceStep[];
  readonly skus: readonly Sku[];
  readonly minOrderQuantity: number;
  /** Pieces per lot, where it is sold in lots: every quantity is a multiple of it. */
  readonly batchNumber: number | undefined;
  /** Pieces sold so far. */
  readonly sold: number;
  /** Of one piece, in grams. */
  readonly weightGrams: number;
}

interface Seller {
  /** Encrypted member id, its own for each offer. */
  readonly openUid: string;
  /** Part of the chat link; not to be shown. */
  readonly nickname: string;
  readonly companyName: string;
  readonly city: string;
}

interface PriceStep {
  readonly startQuantity: number;
  readonly fen: number;
}

export interface Sku {
  readonly skuId: string;
  readonly specId: string;
  readonly colour: Colour;
  readonly fen: number;
  readonly stock: number;
  readonly imageUrl: string;
}

/** Offers are found from here on, by one id after the other. */
const firstId = 600_000_000_001;
/** So many of the first kinds of goods, and then so many of each that came later. */
const mixed = 400;
const ofEachLater = 20;

/** The second of the seller that has the documented example of a preview. */
const neighbourId = '889512351603';

/** Every offer that a search can find. */
export const shelfIds: readonly string[] = [
  recorded.offerId,
  ...Array.from({ length: mixed + laterGoods.length * ofEachLater }, (_, at) => String(firstId + at)),
];

/** An item of Taobao's that is an offer as well, under the same number. */
const onTaobaoTooId = '693877066284';

const held = new Set([...shelfIds, recordedPreview.offerId, neighbourId, onTaobaoTooId]);

/**
 * The offer with this id, if the sandbox has it; an id that is mistyped is refused as at the partner's. Ids that begin with
 * 410 were taken off the shelf, so that a person can see what that looks like.
 */
export function findOffer(offerId: string): Offer | SandboxRefusal {
  if (offerId.startsWith('410')) return businessRefusals.offerUnpublished;
  if (!held.has(offerId)) return businessRefusals.offerUnknown;
  const picks = createPicks(offerId);
  const isRecorded = offerId === recorded.offerId;
  const kind = isRecorded ? coolingUnit : (laterKind(offerId) ?? picks.one('goods', goods));
  const quality = picks.one('quality', qualities);
  const isPreviewed = offerId === recordedPreview.offerId;
  const quoteType = isRecorded ? 2 : isPreviewed ? 1 : picks.one('quoteType', [0, 1, 2]);
  const fen = Math.round((kind.leastFen * picks.between('price', 100, 180)) / 100);
  const first = isPreviewed ? 1 : picks.one('minimum', [1, 2, 5, 10, 50]);
  const { specId, skuId, pieceFen } = recordedPreview;
  return {
    offerId,
    goods: kind,
    title: { zh: `${kind.name} ${quality.zh}`, en: `${kind.nameTrans}, ${quality.en}` },
    seller: sellerOf(offerId),
    images: [1, 2, 3].map((view) => pictureAddress({ offerId, view })),
    quoteType,
    steps: [
      { startQuantity: first, fen },
      { startQuantity: first * 10, fen: Math.round(fen * 0.94) },
      { startQuantity: first * 100, fen: Math.round(fen * 0.88) },
    ],
    skus:
      quoteType === 0
        ? []
        : kind.colours.map((colour, at) => ({
            ...skuOf(picks, offerId, colour, at, fen),
            ...(isPreviewed && at === 0 && { specId, skuId, fen: pieceFen }),
          })),
    minOrderQuantity: first,
    batchNumber: first % 5 === 0 ? 5 : undefined,
    sold: picks.between('sold', 0, 90_000),
    weightGrams: picks.between('weight', 8, 240) * 5,
  };
}

function laterKind(offerId: string): SandboxGoods | undefined {
  const at = Number(offerId) - firstId - mixed;
  return at < 0 || at >= laterGoods.length * ofEachLater
    ? undefined
    : laterGoods[Math.floor(at / ofEachLater)];
}

/** Each seller has two offers, whose ids follow each other: an even one, and the odd one after it. */
function sellerOf(offerId: string): Seller {
  if (offerId === recorded.offerId) {
    const { openUid, nickname } = recorded;
    return { openUid, nickname, companyName: '济南恒冰冷链设备有限公司', city: '济南' };
  }
  const even = offerId.slice(0, -1) + (Number(offerId.slice(-1)) & ~1);
  const picks = createPicks(even);
  const kind = picks.one('goods', goods);
  const city = picks.one('city', sandboxCities);
  return {
    openUid: `BBB${picks.text('openUid', 22)}`,
    nickname: `${picks.one('nickname', nicknameWords)}${kind.trade}${picks.between('nickname number', 10, 999)}`,
    companyName: `${city}市${picks.one('company', companyWords)}${kind.trade}有限公司`,
    city,
  };
}

function skuOf(picks: Picks, offerId: string, colour: Colour, at: number, fen: number): Sku {
  return {
    skuId: `5${picks.between(`sku/${at}`, 100_000_000_000, 999_999_999_999)}`,
    specId: picks.hex(`spec/${at}`, 32),
    colour,
    fen: fen + at * 50,
    stock: picks.between(`stock/${at}`, 0, 9000),
    imageUrl: pictureAddress({ offerId, variant: at + 1 }),
  };
}

/** Which picture of an offer: one of its views from 1 on, or that of a variant, from 1 on. */
type PictureOf =
  | { readonly offerId: string; readonly view: number }
  | { readonly offerId: string; readonly variant: number };

/** Where a picture is: a path that the bot serves, on a host that is nowhere else. */
function pictureAddress(of: PictureOf): string {
  const name = 'view' in of ? `${of.view}` : `variant-${of.variant}`;
  return `https://${sandboxPictureHost}/${of.offerId}/${name}.png`;
}

/** What {@link pictureAddress} made a path of, with or without its beginning; `undefined` for any other. */
export function pictureIn(path: string): PictureOf | undefined {
  const [, offerId = '', variant, number = ''] = /(?:^|\/)(\d{6,19})\/(variant-)?(\d)\.png$/.exec(path) ?? [];
  if (offerId === '') return undefined;
  return variant === undefined ? { offerId, view: Number(number) } : { offerId, variant: Number(number) };
}

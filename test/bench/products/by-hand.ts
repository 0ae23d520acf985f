import { createHash, randomBytes } from 'node:crypto';
import { account } from '../scene.ts';
import type { Asker } from './asker.ts';
import type { ProductPlatform } from './order.ts';

interface Found {
  readonly offerId: number;
  readonly subjectTrans: string;
  readonly imageUrl: string;
  readonly priceInfo: { readonly price: string };
  readonly monthSold: number;
  readonly minOrderQuantity: number;
}

interface Detail {
  readonly offerId: number;
  readonly subjectTrans: string;
  readonly companyName: string;
  readonly productImage: { readonly images: readonly string[] };
  readonly productSkuInfos: readonly {
    readonly skuId: number;
    readonly price: string;
    readonly amountOnSale: number;
    readonly skuAttributes: readonly { readonly valueTrans: string }[];
  }[];
  readonly productSaleInfo: {
    readonly priceRangeList: readonly { readonly startQuantity: number; readonly price: string }[];
  };
}

/** What is to be seen, before it is a platform's. */
interface Plain {
  readonly title: string;
  readonly picture: string;
  readonly lines: readonly string[];
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/**
 * What a developer would write for the two commands: `fetch`, `JSON.parse`, and a literal of what the platform takes. It
 * checks nothing, escapes nothing, keeps nothing, and shares no call.
 */
export function openByHand(url: string): Asker {
  async function call<Data>(path: string, body: object): Promise<Data> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const text = `${account.accessKey}${timestamp}${nonce}${account.accessSecret}`;
    const response = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'access-key': account.accessKey,
        timestamp,
        'nonce-str': nonce,
        'user-id': account.userId,
        signature: createHash('md5').update(text).digest('hex').toUpperCase(),
      },
      body: JSON.stringify(body),
    });
    const envelope: { code: number; msg: string; data: Data } = await response.json();
    if (envelope.code !== 200) throw new Error(`${envelope.code} ${envelope.msg}`);
    return envelope.data;
  }

  const detailOf = (offerId: string) =>
    call<Detail>('/alibaba/ka/product/detail/get', { offerId, country: 'en' });

  return {
    async search(keyword, platform) {
      const path = '/alibaba/ka/product/keywords/query';
      const request = { keyword, beginPage: 1, pageSize: 10, country: 'en' };
      const { data } = await call<{ data: readonly Found[] }>(path, request);
      const names = data.map(
        ({ subjectTrans, priceInfo }, at) => `${at + 1}. ${subjectTrans} · ¥${priceInfo.price}`,
      );
      return drawn(platform, {
        title: `Offers for “${keyword}”`,
        picture: data[0]?.imageUrl ?? '',
        lines: data.map(
          ({ minOrderQuantity, monthSold }, at) =>
            `${names[at]} · from ${minOrderQuantity} · ${monthSold} sold in 30 days`,
        ),
        options: data.map(({ offerId }, at) => ({ label: names[at] ?? '', value: `product ${offerId}` })),
      });
    },
    async product(offerId, platform) {
      const detail = await detailOf(offerId);
      const skus = detail.productSkuInfos.map((sku) => ({
        label: sku.skuAttributes.map(({ valueTrans }) => valueTrans).join(' / '),
        value: `product ${offerId} ${sku.skuId}`,
      }));
      return drawn(platform, {
        title: detail.subjectTrans,
        picture: detail.productImage.images[0] ?? '',
        lines: [
          detail.companyName,
          ...detail.productSaleInfo.priceRangeList.map(
            (step) => `from ${step.startQuantity}: ¥${step.price}`,
          ),
          ...detail.productSkuInfos.map(
            ({ amountOnSale }, at) => `${skus[at]?.label} · ${amountOnSale} in stock`,
          ),
        ],
        options: skus,
      });
    },
    detail: detailOf,
    close: async () => {},
  };
}

function drawn(platform: ProductPlatform, { title, picture, lines, options }: Plain): string {
  const short = options.map(({ label, value }) => ({ label: label.slice(0, 75), value }));
  if (platform === 'slack') {
    return JSON.stringify({
      text: title,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: title.slice(0, 150) } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: lines.join('\n').slice(0, 3000) },
          accessory: { type: 'image', image_url: picture, alt_text: title },
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'static_select',
              action_id: 'choose',
              placeholder: { type: 'plain_text', text: 'Choose' },
              options: short.map(({ label, value }) => ({
                text: { type: 'plain_text', text: label },
                value,
              })),
            },
          ],
        },
      ],
    });
  }
  return JSON.stringify({
    embeds: [
      {
        title: title.slice(0, 256),
        description: lines.join('\n').slice(0, 4096),
        thumbnail: { url: picture },
      },
    ],
    components: [{ type: 1, components: [{ type: 3, custom_id: 'choose', options: short.slice(0, 25) }] }],
  });
}

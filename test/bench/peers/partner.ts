import { createHash, randomBytes } from 'node:crypto';

/**
 * The partner API as a developer would call it for one command: signed, with `fetch`, both calls at once.
 * Shared by the peers, so that they differ in nothing but the library that they are built on.
 */
export interface SellerAnswer {
  readonly offerId: string;
  readonly title: string;
  readonly companyName: string;
  readonly picture: string | undefined;
  readonly chatLink: string;
  readonly requestId: string;
}

interface Envelope<Data> {
  readonly requestId: string;
  readonly code: number;
  readonly msg: string;
  readonly data: Data;
}

interface ProductDetail {
  readonly subject: string;
  readonly subjectTrans: string | null;
  readonly companyName: string;
  readonly productImage: { readonly images: readonly string[] } | null;
}

const {
  XPORT_BASE_URL = '',
  XPORT_ACCESS_KEY = '',
  XPORT_ACCESS_SECRET = '',
  XPORT_USER_ID = '',
} = process.env;

export async function askForSeller(offerId: string, openUid: string): Promise<SellerAnswer> {
  const [link, detail] = await Promise.all([
    call<{ wangwangUrl: string }>('/alibaba/ka/im/openuid/decrypt', { openUid, offerId }),
    call<ProductDetail>('/alibaba/ka/product/detail/get', { offerId, country: 'en' }),
  ]);
  return {
    offerId,
    title: detail.data.subjectTrans ?? detail.data.subject,
    companyName: detail.data.companyName,
    picture: detail.data.productImage?.images[0],
    // The partner's link holds raw Chinese characters; URL encodes them.
    chatLink: new URL(link.data.wangwangUrl).href,
    requestId: link.requestId,
  };
}

async function call<Data>(path: string, body: object): Promise<Envelope<Data>> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(16).toString('hex');
  const text = `${XPORT_ACCESS_KEY}${timestamp}${nonce}${XPORT_ACCESS_SECRET}`;
  const response = await fetch(`${XPORT_BASE_URL}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'access-key': XPORT_ACCESS_KEY,
      timestamp,
      'nonce-str': nonce,
      'user-id': XPORT_USER_ID,
      signature: createHash('md5').update(text).digest('hex').toUpperCase(),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(8000),
  });
  const envelope = (await response.json()) as Envelope<Data>;
  if (envelope.code !== 200) throw new Error(`${envelope.code} ${envelope.msg} (${envelope.requestId})`);
  return envelope;
}

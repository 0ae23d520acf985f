import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';
import { detailOf } from '../detail.ts';
import { listen } from '../listen.ts';
import { account, modelOf, offerOf } from '../scene.ts';
import { roundTripMs } from './order.ts';

/**
 * The partner's search and its details of an offer, in a process of its own, each answered a round trip after it was
 * asked. As many offers are found as the words begin with: `20 …` finds twenty. Told anything, it tells how many calls
 * there were.
 */
let calls = 0;

const asked = z.object({ keyword: z.string().optional(), offerId: z.string().optional() });

const server = createServer((request, response) => {
  const arrivedAt = performance.now();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    calls += 1;
    const { timestamp, signature, 'nonce-str': nonce } = request.headers;
    const text = `${account.accessKey}${timestamp}${nonce}${account.accessSecret}`;
    const isSigned = signature === createHash('md5').update(text).digest('hex').toUpperCase();
    const body = asked.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const data = body.offerId === undefined ? pageOf(body.keyword ?? '') : detailOf(body.offerId);
    const answer = isSigned ? envelope(200, '成功', data) : envelope(401, '签名错误', 'null');
    setTimeout(
      () => {
        response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
        response.end(answer);
      },
      Math.max(0, roundTripMs - (performance.now() - arrivedAt)),
    );
  });
});
server.keepAliveTimeout = 60_000;

process.send?.({ url: `${await listen(server)}/api` });
process.on('message', () => process.send?.({ calls }));
process.on('disconnect', () => process.exit(0));

function envelope(code: number, msg: string, data: string): string {
  const requestId = randomUUID().replaceAll('-', '');
  return `{"requestId":"${requestId}","code":${code},"developId":"1023561483696472887","msg":"${msg}","data":${data}}`;
}

/** In the field names of 1688's search. */
function pageOf(keyword: string): string {
  const pageSize = Number.parseInt(keyword, 10);
  return JSON.stringify({
    totalRecords: 2000,
    totalPage: Math.ceil(2000 / pageSize),
    pageSize,
    currentPage: 1,
    data: Array.from({ length: pageSize }, (_, at) => {
      const { offerId } = offerOf(at);
      return {
        imageUrl: `https://cbu01.alicdn.com/img/ibank/O1CN01bench${at}_!!1-0-cib.jpg`,
        subject: `不锈钢真空保温杯500ml ${modelOf(offerId)} 厂家直销 跨境爆款`,
        subjectTrans: `Stainless steel vacuum flask, 500 ml, ${modelOf(offerId)}, factory direct`,
        offerId: Number(offerId),
        isJxhy: false,
        priceInfo: { price: `${20 + at}.50`, consignPrice: `${21 + at}.50`, promotionPrice: null },
        repurchaseRate: `${10 + at}%`,
        monthSold: 1200 + at,
        minOrderQuantity: 10,
        tradeScore: '4.8',
        sellerIdentities: ['super_factory'],
        createDate: '2026-01-01',
      };
    }),
  });
}

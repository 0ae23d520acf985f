import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';
import { detailOf } from './detail.ts';
import { listen } from './listen.ts';
import { account, memberOf } from './scene.ts';

/**
 * The partner API as the benchmark needs it, in a process of its own: two endpoints, each answered 20 ms after
 * its request was read, whoever asks. Checks the signature, so that a contender that does not sign gets nothing.
 */
const delayMs = 20;

const decryptRequest = z.object({ openUid: z.string(), offerId: z.string() });
const detailRequest = z.object({ offerId: z.string() });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = answerTo(request.url ?? '', request.headers, Buffer.concat(chunks).toString('utf8'));
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
      response.end(answer);
    }, delayMs);
  });
});
server.keepAliveTimeout = 60_000;

process.send?.({ url: `${await listen(server)}/api` });
process.on('disconnect', () => process.exit(0));

function answerTo(path: string, headers: NodeJS.Dict<string | string[]>, body: string): string {
  const text = `${account.accessKey}${headers['timestamp']}${headers['nonce-str']}${account.accessSecret}`;
  const expected = createHash('md5').update(text).digest('hex').toUpperCase();
  if (headers['signature'] !== expected) return envelope(401, '签名错误', 'null');
  if (path === '/api/alibaba/ka/im/openuid/decrypt') {
    const asked = decryptRequest.parse(JSON.parse(body));
    const page = 'https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html';
    const wangwangUrl = `${page}?touid=${memberOf(asked)}&siteid=cnalichn&status=1&offerId=${asked.offerId}`;
    return envelope(200, '成功', JSON.stringify({ wangwangUrl }));
  }
  if (path === '/api/alibaba/ka/product/detail/get') {
    const { offerId } = detailRequest.parse(JSON.parse(body));
    return envelope(200, '成功', detailOf(offerId));
  }
  return envelope(404, '接口不存在', 'null');
}

function envelope(code: number, msg: string, data: string): string {
  const requestId = randomUUID().replaceAll('-', '');
  return `{"requestId":"${requestId}","code":${code},"developId":"1023561483696472887","msg":"${msg}","data":${data}}`;
}

import { expect, it } from 'vitest';
import { leaksIn } from './leaks.ts';
import { writtenLine } from './written-line.ts';

it('finds a secret however a line spells it', () => {
  const secret = 'p"ss/wörd+1';
  const spelt = [
    `{"a":"${secret}"}`,
    JSON.stringify({ nested: { text: `x${secret}y` } }),
    `{"url":"http://h/?k=${encodeURIComponent(secret)}"}`,
    writtenLine('error', { err: new Error('outer', { cause: new Error(secret) }) }, undefined),
    writtenLine('warn', {}, `with ${secret}`),
  ];
  for (const line of spelt) expect(leaksIn([line], [secret]), line).not.toEqual([]);
  expect(leaksIn(['{"level":"info","event":"ready"}'], [secret])).toEqual([]);
});

it.each([
  'token xoxb-123456-abcdef',
  '{"url":"https://hooks.example/actions/T0TEAM0001/123/x12345"}',
  '{"path":"/webhooks/1/aW50ZXJhY3Rpb246MTIzNDU2Nzg5/messages"}',
  '{"link":"https://example.com/x?a=1&touid=cnalichn"}',
  '{"phone":"13811112222"}',
  '{"phone":"+8613811112222"}',
  '{"street":"网商路699号"}',
  'postgres://user:password@127.0.0.1/db',
])('finds what looks like a secret in %s', (line) => {
  expect(leaksIn([line], [])).toHaveLength(1);
});

it.each([
  '{"time":1779263269913,"orderId":"3305075341149134260"}',
  '{"offerId":"951807530375","ms":138.11112222}',
  '{"url":"http://127.0.0.1:3000"}',
])('leaves %s alone', (line) => {
  expect(leaksIn([line], [])).toEqual([]);
});

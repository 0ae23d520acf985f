import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnvelope } from '../../src/xport/envelope.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { productDetail, productHeadline } from '../../src/xport/products/detail.ts';
import { cutUnwanted, type WantedMembers } from '../../src/xport/wanted-members.ts';
import { notationsOf } from '../arbitraries/json-number.ts';
import { runs } from '../harness/runs.ts';
import { answers } from './answers.ts';

const wanted: WantedMembers = new Map<string, WantedMembers | 'whole'>([
  ['code', 'whole'],
  ['msg', 'whole'],
  [
    'data',
    new Map<string, WantedMembers | 'whole'>([
      ['subject', 'whole'],
      ['inner', new Map([['id', 'whole']])],
      ['é"', 'whole'],
    ]),
  ],
]);

/** What is wanted of a value that was parsed whole. */
function only(value: unknown, members: WantedMembers | 'whole'): unknown {
  if (members === 'whole' || typeof value !== 'object' || value === null || Array.isArray(value))
    return value;
  const own = new Map(Object.entries(value));
  return Object.fromEntries(
    [...members].flatMap(([name, its]) => (own.has(name) ? [[name, only(own.get(name), its)]] : [])),
  );
}

function outcome(read: () => unknown): { value: unknown } | 'no JSON' {
  try {
    return { value: only(read(), wanted) };
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return 'no JSON';
  }
}

const whole = (text: string) => outcome(() => parseExactJson(text));
const ofCut = (text: string) =>
  outcome(() => parseExactJson(cutUnwanted(Buffer.from(text), wanted).toString()));

const space = fc.constantFrom('', '', '', ' ', '\n\t', '\r ');
const written = fc.constantFrom(
  'code',
  'msg',
  'data',
  'subject',
  'inner',
  'id',
  'é"',
  'other',
  '',
  '__proto__',
);
const string = fc
  .string({
    unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\u0001', '中', '😀', '/'),
  })
  .map((value) => JSON.stringify(value));
/** A name as it is, or with each of its characters escaped. */
const name = fc
  .tuple(written, fc.boolean())
  .map(([value, isEscaped]) =>
    isEscaped
      ? `"${Array.from(value, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
      : JSON.stringify(value),
  );
const number = fc.oneof(
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).chain((value) => notationsOf(String(value))),
  fc.constantFrom('-0', '0.0', '1e999', '1E-7', `${'9'.repeat(70)}`, '128.00'),
);

/** JSON as a text, with names that come twice, spaces and escapes, since a value written by us would have few of them. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(string, number, fc.constantFrom('true', 'false', 'null')),
    fc
      .array(fc.tuple(name, space, space, tie('json'), space), { maxLength: 6 })
      .map(
        (members) => `{${members.map(([key, a, b, value, c]) => `${a}${key}${b}:${c}${value}${a}`).join()}}`,
      ),
    fc
      .array(fc.tuple(space, tie('json')), { maxLength: 4 })
      .map((all) => `[${all.map((one) => one.join('')).join()}]`),
  ),
}));
const answer = fc
  .tuple(json, json, json)
  .map(
    ([data, subject, other]) =>
      `{"x":${other},"data":{"other":${data},"subject":${subject},"inner":${other}},"code":${other}}`,
  );

test('what is wanted is as it was, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.oneof(json, answer), (text) => {
      expect(whole(text)).not.toBe('no JSON');
      expect(ofCut(text)).toEqual(whole(text));
    }),
    { numRuns: runs(1500) },
  );
});

test('what is no JSON is none, also where it is cut out', () => {
  const pieces = [
    '',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    '+',
    'u00',
    'true',
    'nul',
    '\u0000',
    ' ',
    '\u00a0',
  ];
  const change = fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces));
  fc.assert(
    fc.property(answer, change, (text, [at, removed, piece]) => {
      const from = at % (text.length + 1);
      const changed = (text.slice(0, from) + piece + text.slice(from + removed)).toWellFormed();
      expect(ofCut(changed)).toEqual(whole(changed));
    }),
    { numRuns: runs(1500) },
  );
});

test.each([
  '01',
  '1.',
  '.5',
  '-',
  '+1',
  '1e',
  '1e+',
  'tru',
  'truex',
  'NaN',
  '"\t"',
  '"\\x"',
  '"\\u12g4"',
  '"a',
  '[1,]',
  '[1 2]',
  '{"a"}',
  '{"a":1,}',
  '{a:1}',
  '[',
  '{',
  '1]',
  '',
])('%j is no JSON where it is cut out', (value) => {
  expect(ofCut(`{"other":${value},"code":1}`)).toBe('no JSON');
});

test('an answer that is cut off anywhere is no JSON', () => {
  const text = '{"other":[true,false,null,-1.5e3,"\\u00e9"],"data":{"subject":null},"code":true}';
  for (let end = 0; end < text.length; end += 1) expect(ofCut(text.slice(0, end))).toBe('no JSON');
});

test('nesting is bounded where it is cut out', () => {
  const nested = (depth: number) => `{"other":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)},"code":1}`;
  expect(ofCut(nested(64))).toEqual({ value: { code: 1 } });
  expect(ofCut(nested(65))).toBe('no JSON');
  expect(ofCut(`{"other":${'{"a":'.repeat(500_000)}`)).toBe('no JSON');
});

test('an object that is large but for what is wanted of it leaves next to nothing', () => {
  const data = `{"description":"${'x'.repeat(1e5)}","more":[${'1,'.repeat(1e5)}1],"subject":"A"}`;
  const cut = cutUnwanted(Buffer.from(`{"code":200,"data":${data}}`), wanted);
  expect(cut.toString()).toBe('{"code":200,"data":{"description":0,"subject":"A"}}');
});

test('the headline of an offer is what its schema makes of the whole', () => {
  const { members, ...unlimited } = productHeadline;
  expect(members).toBeDefined();
  const data = answers[productDetail.name] ?? '';
  for (const mark of ['', '\uFEFF']) {
    const body = Buffer.from(`${mark}{"requestId":"r1","code":200,"msg":"成功","data":${data}}`);
    const read = (endpoint: typeof productHeadline) =>
      readEnvelope(
        { status: 200, retryAfter: undefined, body },
        { data: endpoint.data, members: endpoint.members, hidden: [], nowMs: 0 },
      );
    expect(read(productHeadline)).toEqual(read(unlimited));
    expect(read(productHeadline).data.subject).toMatch(/./);
  }
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { z } from 'zod';
import type { Route } from '../../src/http/route.ts';
import { autocompleteInteraction, buttonInteraction, commandInteraction } from '../fakes/discord/payloads.ts';
import {
  appMention,
  blockActions,
  directMessage,
  messageShortcut,
  slashCommand,
  viewSubmission,
} from '../fakes/slack/payloads.ts';

/** One request that somebody ill-meaning, or broken, might send. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Signed as the right sender would: what gets through is what the parsers must stand. */
  readonly proven: boolean;
}

const messages = z
  .object({ documented: z.array(z.looseObject({ messageBody: z.string() })).min(1) })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/messages.json', import.meta.url), 'utf8')));

/** Strings that have broken programs before. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '__proto__',
    'constructor',
    'toString',
    '../../../../etc/passwd',
    '{{7*7}}<%=7*7%>',
    "'; DROP TABLE orders; --",
    '<script>alert(1)</script>',
    '\u202e\u0000\ufeff\ud800',
    '%00%ff%c0%af',
    'http://169.254.169.254/latest/meta-data/',
    '\r\nx-injected: 1',
    '<!channel> @everyone <@U1>',
    '9'.repeat(400),
    'A'.repeat(5_000),
    `${'('.repeat(200)}a+)+$`,
    '1e400',
    '-0',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.constantFrom<unknown>(
    null,
    true,
    [],
    {},
    -1,
    1e308,
    2 ** 53 + 1,
    0.1,
    [[[[]]]],
    new Array(300).fill({}),
  ),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Text that is JSON of a kind that no sender sends, or no JSON at all. */
const strangeText = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '{}',
    '"',
    '{"a":1e999999}',
    '{"a":-1e999999,"a":2}',
    `{"type":${'9'.repeat(5_000)}}`,
    '['.repeat(20_000),
    `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    '{"__proto__":{"polluted":true}}',
    '{"type":"url_verification","challenge":{"toString":1}}',
    'payload=',
    'payload=%7B',
    'payload=null&payload=[]',
    `payload=${encodeURIComponent('['.repeat(5_000))}`,
    '&'.repeat(3_000),
    '__proto__=1&constructor=2&command=%2Fseller',
    'command=%2Fseller&text=%ff%fe&user_id=U1',
    '\ufeff{}',
    '{"messageType":"ORDER","messageBody":"{"}',
    '{"messageType":1e308,"messageBody":{}}',
  ),
  nasty,
);

/** Replaces, adds and drops some members of a payload, anywhere in it. */
function spoilt(payload: object): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(10_000),
    how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add'),
    value: hostileValue,
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const copy: unknown = structuredClone(payload);
    for (const { at, how, value: given } of changes) {
      // Values are shared between payloads, and may be changed by the next change.
      const value: unknown = structuredClone(given);
      const holders = holdersIn(copy);
      const holder = holders[at % holders.length];
      if (holder === undefined) continue;
      const names = Object.keys(holder);
      const name = names[at % Math.max(1, names.length)] ?? '0';
      if (how === 'replace') Reflect.set(holder, name, value);
      else if (how === 'drop') Reflect.deleteProperty(holder, name);
      else Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true });
    }
    return copy;
  });
}

function holdersIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(holdersIn)];
}

/** What each signed route takes, and would take with one thing wrong in it. `base`: where answers may go. */
export function plausibleBodies(base: string): Readonly<Record<string, fc.Arbitrary<string>>> {
  const responseUrl = `${base}/actions/none`;
  const slackJson = fc
    .constantFrom<object>(
      blockActions({ response_url: responseUrl }),
      viewSubmission(),
      messageShortcut({ response_url: responseUrl }),
      appMention(),
      directMessage(),
      { type: 'url_verification', challenge: 'x' },
    )
    .chain(spoilt);
  const slack = fc.oneof(
    fc
      .record({
        text: nasty,
        command: fc.oneof(nasty, fc.constantFrom('/seller', '/help', '/order', '/search')),
      })
      .map((given) => new URLSearchParams(slashCommand({ ...given, response_url: responseUrl })).toString()),
    spoilt(slashCommand({ response_url: responseUrl })).map((fields) =>
      new URLSearchParams(
        Object.entries(Object(fields)).map(([name, value]) => [name, textOf(value)]),
      ).toString(),
    ),
    slackJson.map((payload) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    slackJson.map((payload) => JSON.stringify(payload)),
  );
  const discord = fc
    .oneof(
      fc
        .tuple(fc.constantFrom('seller', 'help', 'order list', 'search', 'nothing'), nasty, fc.boolean())
        .map(([name, value, typing]) =>
          typing
            ? autocompleteInteraction(name, [{ name: 'offer', value, focused: true }])
            : commandInteraction(name, [{ name: 'offer', value }]),
        ),
      nasty.map((customId) => buttonInteraction(customId, { id: '1' })),
    )
    .chain((payload) => fc.oneof(fc.constant<unknown>(payload), spoilt(payload)))
    .map((payload) => JSON.stringify(payload));
  const xport = fc.oneof(
    fc.constantFrom<object>(...messages.documented).chain(spoilt),
    fc.constantFrom(...messages.documented).chain((message) =>
      spoilt(Object(JSON.parse(message.messageBody))).map((inner) => ({
        ...message,
        messageBody: JSON.stringify(inner) ?? '',
      })),
    ),
  );
  const asked = fc
    .record({
      id: fc.uuid(),
      locale: fc.constantFrom('en', 'zh-CN'),
      input: fc.oneof(
        nasty.map((text) => ({ kind: 'text', text })),
        nasty.map((payload) => ({ kind: 'payload', payload: payload.slice(0, 90) })),
        fc
          .tuple(nasty, nasty)
          .map(([payload, value]) => ({ kind: 'form', payload, values: { offer: value } })),
      ),
    })
    .map((asking) => JSON.stringify(asking));
  return {
    '/slack/events': slack,
    '/discord/interactions': discord,
    '/l/*': nasty,
    '/console/*': nasty.map((token) => new URLSearchParams({ token, proof: token, which: token }).toString()),
    '/xport/messages': xport.map((message) => JSON.stringify(message)),
    '/xport/messages/*': xport.map((message) => JSON.stringify(message)),
    '/page/invocations': asked,
    '/page/invocations/with-picture': fc
      .tuple(asked, fc.constantFrom('GIF89a', '\n', ''), nasty)
      .map(([asking, start, rest]) => `${asking}\n${start}${rest}`),
    '/page/suggestions': nasty.map((before) => JSON.stringify({ before, locale: 'en' })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

const contentTypes = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
);

/** Header values that HTTP itself allows: anything else never reaches a handler. */
const headerValue = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.constantFrom('x'.repeat(4_000), '-1', '1e9', 'v0=', `v0=${'a'.repeat(64)}`, 'a'.repeat(128), '\u00ff'),
);

const strangeHeaders = fc.dictionary(
  fc.constantFrom(
    'x-slack-signature',
    'x-slack-request-timestamp',
    'x-slack-retry-num',
    'x-signature-ed25519',
    'x-signature-timestamp',
    'authorization',
    'origin',
    'cookie',
    'content-encoding',
    'accept-language',
    'x-forwarded-for',
    'if-none-match',
    'range',
    '__proto__',
    'constructor',
  ),
  headerValue,
  { maxKeys: 4 },
);

/** Requests to `route`, some of them with the right proof of their sender. */
export function hostileRequests(
  route: Route,
  plausible: fc.Arbitrary<string> | undefined,
): fc.Arbitrary<HostileRequest> {
  const tail = fc
    .stringMatching(/^[A-Za-z0-9._~%!$&'()*+,;=:@/-]{0,40}$/)
    .map((text) => text.replaceAll('..', '.'));
  const path = route.path.endsWith('*')
    ? tail.map((text) => route.path.replace('*', text))
    : fc.oneof(
        { weight: 8, arbitrary: fc.constant(route.path) },
        { weight: 1, arbitrary: tail.map((text) => `${route.path}?${text}`) },
        { weight: 1, arbitrary: tail.map((text) => `${route.path}/${text}`) },
        { weight: 1, arbitrary: fc.constant(`/${route.path}`) },
      );
  const method = fc.oneof(
    { weight: 9, arbitrary: fc.constant<string>(route.method) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'),
    },
  );
  const text = fc.oneof(
    { weight: 1, arbitrary: strangeText },
    ...(plausible === undefined ? [] : [{ weight: 3, arbitrary: plausible }]),
  );
  const body = fc.oneof(
    { weight: 6, arbitrary: text.map((each) => Buffer.from(each)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    { weight: route.method === 'GET' ? 8 : 1, arbitrary: fc.constant(Buffer.alloc(0)) },
  );
  return fc
    .record({ method, path, body, contentType: contentTypes, strange: strangeHeaders, proven: fc.nat(3) })
    .map(({ contentType, strange, proven, ...request }) => ({
      ...request,
      headers: {
        ...strange,
        'content-type': proven > 0 ? fittingType(route, request.body) : contentType,
      },
      proven: proven > 0,
    }));
}

/** What a sender who proves itself would call such a body. */
function fittingType({ path }: Route, body: Buffer): string {
  if (path === '/page/invocations/with-picture') return 'application/octet-stream';
  return body[0] === 0x7b ? 'application/json' : 'application/x-www-form-urlencoded';
}

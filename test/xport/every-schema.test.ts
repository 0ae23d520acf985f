import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '../../src/xport/endpoint.ts';
import { endpoints } from '../../src/xport/endpoints.ts';
import { readEnvelope } from '../../src/xport/envelope.ts';
import { XportError } from '../../src/xport/errors.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { runs } from '../harness/runs.ts';
import { answers } from './answers.ts';

/** Digits that stand in JSON as a number, whatever JavaScript could hold. */
const digits = Symbol('digits');
type Digits = { readonly [digits]: string };

type Json = null | boolean | number | string | Digits | readonly Json[] | { readonly [name: string]: Json };

const isDigits = (value: Json): value is Digits =>
  typeof value === 'object' && value !== null && digits in value;
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(json).readonly(),
    z.record(z.string(), json),
  ]),
);

function textOf(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isDigits(value)) return value[digits];
  if (isList(value)) return `[${value.map(textOf).join()}]`;
  const fields = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${textOf(each)}`);
  return `{${fields.join()}}`;
}

/** `value` with each of its values, the innermost first, given to `change`; `undefined` leaves one out. */
function changed(value: Json, change: (value: Json) => Json | undefined): Json | undefined {
  if (value === null || typeof value !== 'object' || isDigits(value)) return change(value);
  if (isList(value)) {
    return change(value.map((each) => changed(each, change)).filter((each) => each !== undefined));
  }
  const fields = Object.entries(value).flatMap(([name, each]): [string, Json][] => {
    const after = changed(each, change);
    return after === undefined ? [] : [[name, after]];
  });
  return change(Object.fromEntries(fields));
}

const exampleOf = ({ name }: Endpoint<unknown, unknown>): Json =>
  json.parse(parseExactJson(answers[name] ?? 'null'));

/** What the one door for answers makes of `data`: the value, or the fault. */
function read(endpoint: Endpoint<unknown, unknown>, data: string): { data: unknown } | { fault: string } {
  const body = Buffer.from(`{"requestId":"r1","code":200,"developId":"1","msg":"成功","data":${data}}`);
  try {
    const raw = { status: 200, retryAfter: undefined, body };
    return { data: readEnvelope(raw, { data: endpoint.data, hidden: [], nowMs: 0 }).data };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    return { fault: error.fault.kind };
  }
}

const isNumeric = (value: Json): value is string =>
  typeof value === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value);

const asTexts = (value: Json): Json | undefined => {
  if (typeof value === 'number') return String(value);
  return value !== null && isDigits(value) ? value[digits] : value;
};
const asNumbers = (value: Json): Json => (isNumeric(value) ? { [digits]: value } : value);

/** What can become of one value in an answer. */
const fates = [
  (): undefined => undefined,
  (): Json => null,
  (value: Json) => asTexts(value) ?? null,
  asNumbers,
  (value: Json): Json => [value],
  (value: Json): Json => ({ value }),
  (): Json => ({ [digits]: '9007199254740993123' }),
  (): Json => ({ [digits]: '1e400' }),
  (): Json => -1,
  (): Json => true,
  (): Json => '',
  (): Json => '\u202e<!channel>\u0000',
  (): Json => [],
  (): Json => [null, 1, 'x', {}],
  (): Json => ({ toString: 'x', constructor: null, length: -1 }),
] as const;

const mishaps = fc.array(fc.record({ at: fc.nat(200), fate: fc.constantFrom(...fates) }), {
  minLength: 1,
  maxLength: 5,
});

/** `example` with each mishap at the value that it counts up to. */
function spoilt(
  example: Json,
  happening: readonly { readonly at: number; readonly fate: (typeof fates)[number] }[],
): Json | undefined {
  let count = 0;
  changed(example, (value) => {
    count += 1;
    return value;
  });
  const byPlace = new Map(happening.map(({ at, fate }) => [at % count, fate]));
  let place = -1;
  return changed(example, (value) => {
    place += 1;
    const fate = byPlace.get(place);
    return fate === undefined ? value : fate(value);
  });
}

/** Every text and number in what was read. */
function leavesOf(value: unknown): readonly (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

it('there is an example of every endpoint’s answer, and of no other', () => {
  expect(Object.keys(answers).sort()).toEqual(endpoints.map(({ name }) => name).sort());
});

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (_, endpoint) => {
  const example = exampleOf(endpoint);
  const whole = read(endpoint, textOf(example));

  it('reads its example, and takes its own example of a request', () => {
    expect(whole).not.toHaveProperty('fault');
    expect(endpoint.request.safeParse(endpoint.example).success).toBe(true);
  });

  it('reads the same from numbers as from text, every digit of an id', () => {
    for (const change of [asTexts, asNumbers]) {
      expect(read(endpoint, textOf(changed(example, change) ?? null))).toEqual(whole);
    }
    const given = (answers[endpoint.name]?.match(/\b\d{17,}\b/g) ?? []).map(String);
    const kept = leavesOf(whole).filter((leaf) => /^\d{17,}$/.test(String(leaf)));
    for (const each of kept) {
      expect(typeof each).toBe('string');
      expect(given).toContain(each);
    }
  });

  it('reads the same with fields that nobody knows', () => {
    const more = changed(example, (value) =>
      typeof value === 'object' && value !== null && !isDigits(value) && !isList(value)
        ? { ...value, zzz: { [digits]: '9007199254740993' }, zzy: [null, { a: [] }] }
        : value,
    );
    expect(read(endpoint, textOf(more ?? null))).toEqual(whole);
  });

  it('reads whatever comes, or says that it makes no sense', () => {
    fc.assert(
      fc.property(mishaps, (happening) => {
        const came = read(endpoint, textOf(spoilt(example, happening) ?? null));
        if ('fault' in came) expect(came.fault).toBe('malformed');
        for (const leaf of leavesOf(came)) {
          // A number that is no longer exact would be another number.
          if (Number.isInteger(leaf)) expect(Number.isSafeInteger(leaf)).toBe(true);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('reads any JSON at all in the place of its answer, or says that it makes no sense', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (data) => {
        const came = read(endpoint, data);
        if ('fault' in came) expect(came.fault).toBe('malformed');
      }),
    );
  });
});

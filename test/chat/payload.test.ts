import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import {
  decodeCall,
  encodeCall,
  type LongPayloads,
  packCard,
  unpackPayload,
} from '../../src/chat/payload.ts';

/** Keeps payloads as a store would, each organization's apart. */
function inMemory(): LongPayloads {
  const kept = new Map<string, string>();
  return {
    keep: async (organization, payload) => {
      const key = `k${kept.size}`;
      kept.set(`${organization}/${key}`, payload);
      return key;
    },
    recall: async (organization, key) => kept.get(`${organization}/${key}`),
  };
}

const calls = fc
  .record({
    command: fc.constantFrom('seller', 'order preview', 'help'),
    arguments: fc.dictionary(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => name.isWellFormed()),
      fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => value.isWellFormed()),
      { maxKeys: 4 },
    ),
    replace: fc.boolean(),
  })
  .map(({ replace, ...call }) => ({ ...call, ...(replace && { replace }) }));

const cardOf = (call: Parameters<typeof encodeCall>[0]): Card => ({
  tone: 'plain',
  title: 'x',
  body: [],
  actions: [
    { kind: 'run', label: 'a', run: call },
    { kind: 'select', label: 's', options: [{ label: 'o', run: call }] },
  ],
});

describe("a button's payload", () => {
  it('gives back the call that went in', () => {
    fc.assert(
      fc.property(calls, (call) => {
        expect(decodeCall(encodeCall(call))).toEqual({ ...call, arguments: { ...call.arguments } });
      }),
    );
  });

  it('is written as a form is', () => {
    const given = fc.dictionary(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(..." ,!'()~*-._%+&=/\ud800", 'é', '白', '😀') }),
      ),
    );
    fc.assert(
      fc.property(given, (values) => {
        const query = encodeCall({ command: 'seller', arguments: values }).slice('seller?'.length);
        expect(query).toBe(new URLSearchParams(values).toString());
      }),
    );
  });

  it('fits the platform however long the call is, and comes back whole', async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 24, max: 100 }), async (call, limit) => {
        const long = inMemory();
        const packed = await packCard(cardOf(call), { button: limit, option: 24 }, 'o1', long);
        for (const action of packed.actions) {
          const [payload = '', most] =
            action.kind === 'run'
              ? [action.run, limit]
              : action.kind === 'select'
                ? [action.options[0]?.run, 24]
                : ['', 0];
          expect(payload.length).toBeLessThanOrEqual(most);
          expect(await unpackPayload(payload, 'o1', long)).toEqual({
            ...call,
            arguments: { ...call.arguments },
          });
        }
      }),
    );
  });

  it('is kept once where several buttons run the same long call', async () => {
    const kept: string[] = [];
    const long = inMemory();
    const counting = {
      ...long,
      keep(organization: string, payload: string) {
        kept.push(payload);
        return long.keep(organization, payload);
      },
    };
    const call = { command: 'seller', arguments: { offer: 'x'.repeat(200) } };
    await packCard(cardOf(call), { button: 100, option: 75 }, 'o1', counting);
    expect(kept).toEqual([encodeCall(call)]);
  });

  it('is nothing to another organization', async () => {
    const long = inMemory();
    const call = { command: 'seller', arguments: { offer: 'x'.repeat(200) } };
    const packed = await packCard(cardOf(call), { button: 100, option: 75 }, 'o1', long);
    const [action] = packed.actions;
    if (action?.kind !== 'run') throw new Error('no button');
    expect(await unpackPayload(action.run, 'o2', long)).toBeUndefined();
  });
});

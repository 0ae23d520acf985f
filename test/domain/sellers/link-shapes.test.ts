import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readOffer } from '../../../src/domain/sellers/offer-id.ts';
import {
  type OfferReference,
  offersLinkedIn,
  otherPagesLinkedIn,
  printReference,
} from '../../../src/domain/sellers/offer-links.ts';
import { runs } from '../../harness/runs.ts';
import {
  agentShapes,
  itemShapes,
  linkOf,
  offerShapes,
  orderShapes,
  otherShapes,
  severalShapes,
  shortShapes,
  unknownShapes,
} from './link-shapes.ts';

const id = '951807530375';
const orderId = '3305075341149134260';

type Wanted = Exclude<OfferReference, { kind: 'page' }> | { readonly page: unknown } | undefined;

/** Every shape of the table, and what it is. */
const table: readonly (readonly [shape: string, wanted: Wanted])[] = [
  ...offerShapes.map((shape) => [shape, { kind: 'offer', id }] as const),
  ...itemShapes.map((shape) => [shape, { kind: 'item', id }] as const),
  ...shortShapes.map(([shape, link]) => [shape, { kind: 'short', link }] as const),
  ...orderShapes.map((shape) => [shape, { page: { what: 'order', orderId } }] as const),
  ...otherShapes.map(([what, shape]) => [shape, { page: { what } }] as const),
  ...agentShapes.map(
    ([agent, shape, kind]) =>
      [
        shape,
        { page: { what: 'agent', agent, ...(kind !== undefined && { goods: { kind, id } }) } },
      ] as const,
  ),
  ...severalShapes.map(
    (shape) => [shape, { page: expect.objectContaining({ what: 'several ids' }) }] as const,
  ),
  ...unknownShapes.map((shape) => [shape, undefined] as const),
];

const known = table.filter(([, wanted]) => wanted !== undefined);

/** What is read, without the link of a page, which is the page's own. */
function read(reference: OfferReference | undefined): Wanted {
  return reference?.kind === 'page' ? { page: reference.page } : reference;
}

test('the table has more shapes than were looked at before it was there', () => {
  expect(new Set(table.map(([shape]) => shape)).size).toBeGreaterThanOrEqual(241);
});

describe('a link', () => {
  it.each(table)('%s', (shape, wanted) => {
    const link = linkOf(shape);
    expect(link).not.toMatch(/(?<!item)ID\b|OTHER|ORDER|[{}]/);
    const found = readOffer(link);
    expect(read(found)).toEqual(wanted);
    // A message that has nothing else is read as the same.
    const [offer] = offersLinkedIn(link);
    const [page] = otherPagesLinkedIn(link);
    expect(read(offer ?? page)).toEqual(wanted);
    // What stands for it on a button, or in a command that waits for a second person, is read as the same again.
    if (found !== undefined) expect(readOffer(printReference(found))).toEqual(found);
  });
});

/** What people, keyboards and platforms put around a link. */
const marks = [
  ...' \n*_~`|()[]<>"\'“”‘’«»,;:!.…',
  ...'，。、；：！？（）「」『』【】《》〈〉〔〕｛｝＜＞＂',
  '**',
  '__',
  '||',
  '~~',
  '\u200b',
  '\u2060',
];
const around = fc.array(fc.constantFrom(...marks), { maxLength: 5 }).map((each) => each.join(''));
const ids = fc.bigInt({ min: 100_000_000n, max: 9_999_999_999_999n }).map(String);

describe('properties', () => {
  test('any punctuation around any link shape gives the same id', () => {
    const shapes = fc.constantFrom(
      ...offerShapes.map((shape) => ({ kind: 'offer' as const, shape })),
      ...itemShapes.map((shape) => ({ kind: 'item' as const, shape })),
    );
    fc.assert(
      fc.property(around, shapes, ids, ids, around, (before, { kind, shape }, given, other, after) => {
        const text = before + linkOf(shape, { id: given, other }) + after;
        expect(offersLinkedIn(text)).toEqual([{ kind, id: given }]);
        expect(readOffer(text)).toEqual({ kind, id: given });
      }),
      { numRuns: runs(3000) },
    );
  });

  test('any punctuation around any other known link gives the same answer', () => {
    fc.assert(
      fc.property(around, fc.constantFrom(...known), around, (before, [shape, wanted], after) => {
        expect(read(readOffer(before + linkOf(shape) + after))).toEqual(wanted);
      }),
      { numRuns: runs(3000) },
    );
  });

  test('a page that is no offer never becomes one, whatever its numbers, further parameters and surroundings', () => {
    const shapes = fc.constantFrom(
      ...otherShapes.map(([, shape]) => shape),
      ...orderShapes,
      // The page of an item, whose id may well come among further parameters.
      ...unknownShapes.filter((shape) => !shape.includes('//item.taobao.com/item.htm')),
      ...severalShapes,
      ...agentShapes.map(([, shape]) => shape),
    );
    const names = fc.constantFrom('id', 'itemId', 'spm', 'skuId', 'shopId', 'from', 'item_num_id', 'liveId');
    const more = fc
      .array(fc.tuple(names, ids), { maxLength: 3 })
      .map((pairs) => pairs.map(([name, value]) => `&${name}=${value}`).join(''));
    fc.assert(
      fc.property(around, shapes, ids, ids, more, around, (before, shape, given, other, query, after) => {
        fc.pre(given !== other);
        const link = linkOf(shape, { id: given, other, order: `${other}000000`.slice(0, 18) });
        const text = before + link + (link.includes('?') && !link.includes('#') ? query : '') + after;
        expect(offersLinkedIn(text).filter((each) => 'id' in each)).toEqual([]);
        const found = readOffer(text);
        expect(found === undefined || found.kind === 'page').toBe(true);
      }),
      { numRuns: runs(3000) },
    );
  });

  test('a page on a host of a market that is in no table is never an offer', () => {
    const name = fc.stringMatching(/^[a-z][a-z\d]{1,8}$/);
    const domain = fc.constantFrom('taobao.com', 'tmall.com', 'tmall.hk', '1688.com');
    const path = fc
      .array(fc.stringMatching(/^[a-z][a-z\d-]{0,8}$/), { maxLength: 3 })
      .map((parts) => `/${parts.join('/')}`)
      .filter((each) => !/^\/(?:offer|pic|item|i\d|list|buyer)|item|detail/.test(each));
    const parameter = fc.constantFrom('id', 'itemId', 'item_id', 'shopId', 'goodsId');
    fc.assert(
      fc.property(name, domain, path, parameter, ids, (label, host, at, key, number) => {
        const text = `https://${label}.${host}${at}?${key}=${number}`;
        fc.pre(label !== 'ju');
        expect(offersLinkedIn(text).filter((each) => 'id' in each)).toEqual([]);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('beside an offer', () => {
  const link = linkOf('https://detail.1688.com/offer/ID.html');

  it('a page of a market is where it was found', () => {
    const text = `${link} https://shop4c1183j536987.1688.com/page/offerlist.htm`;
    expect(readOffer(text)).toEqual({ kind: 'offer', id });
    expect(offersLinkedIn(text)).toEqual([{ kind: 'offer', id }]);
  });

  it.each([
    ['an order', orderShapes[0]],
    ['an agent’s goods', agentShapes[0][1]],
    ['a link with several ids', severalShapes[0]],
  ])('%s may be what is meant', (_what, shape) => {
    expect(readOffer(`${link} ${linkOf(shape, { id: '600000000019' })}`)).toBeUndefined();
  });
});

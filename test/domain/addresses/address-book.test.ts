import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressCalls,
  addressIdOf,
  findAddress,
  listAddresses,
} from '../../../src/domain/addresses/address-book.ts';
import { addressGet } from '../../../src/xport/addresses.ts';
import { type AddressGetRequest, XportError } from '../../../src/xport/client.ts';

const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };

interface Partner {
  readonly ids: readonly string[];
  /** Items of a list that can't be read, on its first page. */
  readonly unreadable?: number;
  readonly pageSize: number;
  /** What comes of the id in a request. */
  readonly byId: 'heeded' | 'ignored' | 'refused when unknown' | 'refused';
  readonly turnsPages: boolean;
  readonly saysTotal: boolean;
  readonly listStatus?: number;
}

const refusal = (status: number) =>
  new XportError({ kind: 'refused', code: '1', msg: 'no', requestId: '', status, retryAfterMs: undefined });

/** A partner with a list of its own manners, and what it was asked. */
function partnerOf(manner: Partner): AddressCalls & { readonly asked: AddressGetRequest[] } {
  const { ids, unreadable = 0, byId, turnsPages, saysTotal, listStatus } = manner;
  const asked: AddressGetRequest[] = [];
  const answer = (items: readonly unknown[], total?: number) => ({
    data: addressGet.data.parse({ records: items, ...(total !== undefined && { total }) }),
    requestId: '',
  });
  return {
    asked,
    async get(request) {
      asked.push(request);
      const { id } = request;
      if (id !== undefined && byId !== 'ignored') {
        if (byId === 'refused') throw refusal(200);
        if (!ids.includes(id) && byId === 'refused when unknown') throw refusal(200);
        return answer(ids.includes(id) ? [{ id }] : []);
      }
      if (listStatus !== undefined) throw refusal(listStatus);
      const all = [
        ...Array.from({ length: unreadable }, () => ({ name: 'x' })),
        ...ids.map((each) => ({ id: each })),
      ];
      const size = turnsPages ? (request.pageSize ?? manner.pageSize) : manner.pageSize;
      const from = turnsPages ? ((request.page ?? 1) - 1) * size : 0;
      return answer(all.slice(from, from + size), saysTotal ? all.length : undefined);
    },
  };
}

const manners = fc.record({
  ids: fc.uniqueArray(fc.integer({ min: 1, max: 400 }).map(String), { maxLength: 120 }),
  pageSize: fc.integer({ min: 10, max: 30 }),
  byId: fc.constantFrom('heeded', 'ignored', 'refused when unknown', 'refused'),
  turnsPages: fc.boolean(),
  saysTotal: fc.boolean(),
  unreadable: fc.integer({ min: 0, max: 2 }),
});

describe('an address looked for by its id', () => {
  it('is found on whatever page it is, and never said to be missing while it is there', async () => {
    await fc.assert(
      fc.asyncProperty(manners, fc.integer({ min: 1, max: 400 }).map(String), async (manner, wanted) => {
        const id = manner.ids.length > 0 && Number(wanted) % 2 === 0 ? (manner.ids.at(-1) ?? wanted) : wanted;
        const found = await findAddress(partnerOf(manner), id, scope);
        const isThere = manner.ids.includes(id);
        if (found.state === 'found') expect(addressIdOf(found.stored)).toBe(id);
        // A partner that turns no pages and says no total shows no sign that there are more.
        const isHidden = !manner.turnsPages && !manner.saysTotal;
        if (found.state === 'none' && !isHidden) expect(isThere).toBe(false);
        if (isThere && (manner.turnsPages || manner.byId === 'heeded')) expect(found.state).toBe('found');
        if (!isThere)
          expect(found.state).toBe(manner.unreadable > 0 || !isWhole(manner) ? 'not told' : 'none');
      }),
    );
  });

  it('takes one call where the partner knows it', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => String(1001 + at));
    const partner = partnerOf({ ids, pageSize: 20, byId: 'heeded', turnsPages: true, saysTotal: true });
    expect((await findAddress(partner, '1055', scope)).state).toBe('found');
    expect(partner.asked).toEqual([{ id: '1055' }]);
  });

  it('is looked for no further than the page that has it', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => String(1001 + at));
    const partner = partnerOf({ ids, pageSize: 20, byId: 'ignored', turnsPages: true, saysTotal: true });
    expect((await findAddress(partner, '1055', scope)).state).toBe('found');
    expect(partner.asked).toEqual([{ id: '1055' }, {}, { page: 2, pageSize: 20 }, { page: 3, pageSize: 20 }]);
  });

  it.each([401, 500])('is not said to be missing where the list is refused with %i', async (listStatus) => {
    const partner = partnerOf({
      ids: [],
      pageSize: 20,
      byId: 'refused',
      turnsPages: true,
      saysTotal: true,
      listStatus,
    });
    await expect(findAddress(partner, '1', scope)).rejects.toBeInstanceOf(XportError);
  });

  it('is not looked for again where no answer came', async () => {
    let asked = 0;
    const get: AddressCalls['get'] = () => {
      asked += 1;
      return Promise.reject(new XportError({ kind: 'timed out', afterMs: 1 }));
    };
    await expect(findAddress({ get }, '1', scope)).rejects.toBeInstanceOf(XportError);
    expect(asked).toBe(1);
  });
});

function isWhole({ ids, unreadable = 0, pageSize, turnsPages, saysTotal }: Partner): boolean {
  return turnsPages || !saysTotal || ids.length + unreadable <= pageSize;
}

describe('a list of addresses', () => {
  it('says how many there are, and reads no more pages than are wanted', async () => {
    const ids = Array.from({ length: 90 }, (_, at) => String(1001 + at));
    const partner = partnerOf({ ids, pageSize: 20, byId: 'heeded', turnsPages: true, saysTotal: true });
    const list = await listAddresses(partner, scope, ({ length }) => length >= 25);
    expect(list).toMatchObject({ total: 90, unreadable: 0, whole: false });
    expect(list.items.map(addressIdOf)).toEqual(ids.slice(0, 40));
    expect(partner.asked).toHaveLength(2);
  });
});

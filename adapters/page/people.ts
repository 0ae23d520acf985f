import type { Role } from '../../src/chat/role.ts';

/** Somebody to speak as on the page. */
export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The id of the one person who is really at the page. */
export const operator = 'operator';

const atThePage: PagePerson = { id: operator, name: 'Operator', role: 'admin' };

/** Made up for the sandbox, so that one person sees what each role may do, and how one asks and another decides. */
export const inventedPeople: readonly PagePerson[] = [
  { id: 'ann', name: 'Ann', role: 'buyer' },
  { id: 'ben', name: 'Ben', role: 'approver' },
  { id: 'vic', name: 'Vic', role: 'viewer' },
  { id: 'ada', name: 'Ada', role: 'admin' },
];

/** Says in a request of the page who speaks. */
const header = 'x-speaks-as';

/** Those who can be spoken as: the operator, and `invented` ones. */
export function peopleAtPage(invented: readonly PagePerson[]) {
  const all = [atThePage, ...invented];
  return {
    /** None where there is only one to speak as. */
    offered: all.length > 1 ? all : [],
    ids: all.map(({ id }) => id),
    /** Who speaks in a request, by its header; `undefined` where that is nobody who is here. */
    of(headers: Readonly<Record<string, string | undefined>>): string | undefined {
      const named = headers[header] ?? operator;
      return all.find(({ id }) => id === named)?.id;
    },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayDo, type Role, roles } from '../../../src/chat/role.ts';
import { type Grant, groupsNamed, roleBy } from '../../../src/domain/access/grants.ts';

const role = fc.constantFrom(...roles);
const conversation = fc.constantFrom(undefined, 'x:C1', 'x:C2');
const grant: fc.Arbitrary<Grant> = fc.oneof(
  fc.record({
    conversation,
    to: fc.constant('person' as const),
    whom: fc.constantFrom('x:U1', 'x:U2', 'y:U1'),
    role,
  }),
  fc.record({
    conversation,
    to: fc.constant('group' as const),
    whom: fc.constantFrom('x:G1', 'x:G2', 'x:G3', 'y:G1', 'x:U1'),
    role,
  }),
);
const grants = fc.uniqueArray(grant, {
  maxLength: 12,
  selector: ({ conversation, to, whom }) => `${conversation} ${to} ${whom}`,
});
const groups = fc.subarray(['x:G1', 'x:G2', 'x:G3']).map((some) => new Set(some));
const person = 'x:U1';
const here = 'x:C1';

const highest = (some: readonly Role[]) => some.reduce((one, other) => (mayDo(other, one) ? other : one));

describe('a role by grants', () => {
  it('is the highest of the conversation’s grants, else of the organization’s, else the default', () => {
    fc.assert(
      fc.property(grants, groups, role, (all, theirs, defaultRole) => {
        const mine = all.filter(({ to, whom }) => (to === 'person' ? whom === person : theirs.has(whom)));
        const atHere = mine.filter((each) => each.conversation === here).map((each) => each.role);
        const anywhere = mine.filter((each) => each.conversation === undefined).map((each) => each.role);
        const everywhere = anywhere.length > 0 ? highest(anywhere) : defaultRole;
        const known = { person, groups: theirs };
        expect(roleBy(all, known, { conversations: [], defaultRole })).toBe(everywhere);
        expect(roleBy(all, known, { conversations: [here], defaultRole })).toBe(
          atHere.length > 0 ? highest(atHere) : everywhere,
        );
      }),
    );
  });

  it('is, where nobody can tell who is in which group, the least that any groups would give', () => {
    fc.assert(
      fc.property(grants, role, (all, defaultRole) => {
        const named = groupsNamed(all, person);
        const sets = Array.from({ length: 2 ** named.length }, (_, bits) =>
          named.filter((_, index) => (bits >> index) % 2 === 1),
        );
        const possible = sets.map((set) =>
          roleBy(all, { person, groups: new Set(set) }, { conversations: [here], defaultRole }),
        );
        const told = roleBy(all, { person }, { conversations: [here], defaultRole });
        expect(possible.every((each) => mayDo(each, told))).toBe(true);
        expect(possible).toContain(told);
      }),
    );
  });

  it('does not depend on the order of grants, nor on what was granted in another conversation', () => {
    fc.assert(
      fc.property(grants, groups, role, (all, theirs, defaultRole) => {
        const asked = { conversations: [here], defaultRole };
        const told = roleBy(all, { person, groups: theirs }, asked);
        expect(roleBy(all.toReversed(), { person, groups: theirs }, asked)).toBe(told);
        const relevant = all.filter((each) => each.conversation !== 'x:C2');
        expect(roleBy(relevant, { person, groups: theirs }, asked)).toBe(told);
      }),
    );
  });

  it('knows no groups of another platform', () => {
    fc.assert(
      fc.property(grants, (all) => {
        expect(groupsNamed(all, person).every((group) => group.startsWith('x:'))).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unreadable } from '../../src/chat/argument.ts';
import { type Whom, whom } from '../../src/chat/whom.ts';

const said = { en: 'e', 'zh-CN': 'z' };
const argument = whom({ hint: said, expected: said });

describe('whom something is about', () => {
  it('is a person, a group, or oneself, as adapters hand them on', () => {
    expect(argument.parse('@U0123ABCD')).toEqual({ kind: 'person', id: 'U0123ABCD', name: 'U0123ABCD' });
    expect(argument.parse('@&S0123ABCD')).toEqual({ kind: 'group', id: 'S0123ABCD', name: 'S0123ABCD' });
    expect(argument.parse('@&123456789012345678')).toMatchObject({ kind: 'group' });
    expect(argument.parse('<@&S0123ABCD|buyers>')).toMatchObject({ kind: 'group', name: 'buyers' });
    expect(argument.parse('我')).toBe('me');
  });

  it('is never a name alone, which may be anybody’s', () => {
    for (const typed of ['ann', '@ann', '@&buyers', '@everyone', '@here', '', '<!subteam^S1>', '@ANNABEL'])
      expect(argument.parse(typed)).toBe(unreadable);
  });

  it('is read back as it was printed', () => {
    const somebody = fc.record({
      kind: fc.constantFrom('person' as const, 'group' as const),
      id: fc.stringMatching(/^[A-Z0-9]{6,20}$/),
      name: fc.stringMatching(/^[a-z]{1,20}$/),
    });
    fc.assert(
      fc.property(fc.oneof(fc.constant<Whom>('me'), somebody), (value) => {
        expect(argument.parse(argument.print(value) ?? '')).toEqual(value);
      }),
    );
  });
});

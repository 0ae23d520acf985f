import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unreadable } from '../../src/chat/argument.ts';
import { type Whom, whom } from '../../src/chat/whom.ts';
import { bilingual } from '../harness/bilingual.ts';

const said = bilingual('e', 'z');
const argument = whom({ hint: said, expected: said });

describe('whom something is about', () => {
  it('is a person, a group, or oneself, as adapters hand them on', () => {
    expect(argument.parse('<@UQWERTYUI>')).toEqual({ kind: 'person', id: 'UQWERTYUI', name: 'UQWERTYUI' });
    expect(argument.parse('<@!123456789012345678>')).toMatchObject({ kind: 'person' });
    expect(argument.parse('<@&S0123ABCD>')).toEqual({ kind: 'group', id: 'S0123ABCD', name: 'S0123ABCD' });
    expect(argument.parse('<@&123456789012345678>')).toMatchObject({ kind: 'group' });
    expect(argument.parse('<@&S0123ABCD|buyers>')).toMatchObject({ kind: 'group', name: 'buyers' });
    expect(argument.parse('我')).toBe('me');
  });

  it('is never a name alone, which may be anybody’s', () => {
    const names = ['ann', '@ann', '@&buyers', '@everyone', '@here', '', '<!subteam^S1>', '@ANNABEL'];
    // Whatever looks like an id may be what people call themselves.
    const likeIds = ['@AGENT007', '@U0123ABCD', '@&TEAM2026', '@1234567890', '@123456789012345678'];
    for (const typed of [...names, ...likeIds]) expect(argument.parse(typed), typed).toBe(unreadable);
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

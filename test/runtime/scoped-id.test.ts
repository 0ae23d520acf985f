import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsPerson, namesId, scopedId, splitScopedId } from '../../src/runtime/scoped-id.ts';

it('splits what it makes into its parts, whatever the platform’s own id holds', () => {
  const platform = fc.stringMatching(/^[a-z]{1,10}$/);
  fc.assert(
    fc.property(platform, fc.string(), (name, id) => {
      expect(splitScopedId(scopedId(name, id))).toEqual({ platform: name, id });
    }),
  );
});

it('finds no platform where none is named', () => {
  expect(splitScopedId('U0123')).toEqual({ platform: '', id: 'U0123' });
});

const ids = fc.stringMatching(/^[A-Z][A-Z0-9_.-]{5,10}[A-Z0-9]$/);

describe('a text of the bot’s own', () => {
  it('names a person however a call or a card writes the id, and no person whose id only holds it', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const call = `admin forget?${new URLSearchParams({ person: `<@${id}|ann>`, confirm: 'yes' })}`;
        const card = JSON.stringify({ title: 'x', body: [{ mention: { person: id } }, `x:${id}`] });
        for (const text of [call, card, `x:${id}`, id]) expect(namesId(text, id)).toBe(true);
        for (const text of [`${id}0`, `A${id}`, `${id}_`, `${id.slice(0, -1)}`]) {
          expect(namesId(text, id)).toBe(false);
        }
      }),
    );
  });
});

describe('a text that a person wrote', () => {
  it.each(['see <@U0ANN1|ann>', 'see @U0ANN1', '<@!U0ANN1>', 'for x:U0ANN1.', '(x:U0ANN1)'])(
    'names a person: %s',
    (text) => expect(mentionsPerson(text, 'x:U0ANN1')).toBe(true),
  );

  it.each(['U0ANN1', '@U0ANN12', 'x:U0ANN1_', 'ax:U0ANN1', 'y:U0ANN1', 'ann', ''])(
    'names no person: %s',
    (text) => expect(mentionsPerson(text, 'x:U0ANN1')).toBe(false),
  );
});

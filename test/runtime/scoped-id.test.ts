import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scopedId, splitScopedId } from '../../src/runtime/scoped-id.ts';

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

import { expect, test } from 'vitest';
import { approvalAbove } from '../../../src/domain/requests/house-rules.ts';
import type { OrganizationSettings } from '../../../src/store/contract/settings.ts';

const kept = (value: string | undefined): OrganizationSettings => ({
  get: async () => value,
  named: async () => new Map(),
  set: async () => undefined,
});

test.each([
  ['nothing', undefined, 500],
  ['an amount', '100', 100],
  ['nought', '0', 0],
  ['that it never does', 'never', undefined],
  // Whoever reads less than was written holds everything to a second person.
  ['what a later version may have written', '100 CNY', 0],
  ['an amount below nought', '-1', 0],
  ['nothing at all', '', 0],
])('where %s is kept, that is from when spending takes a second person', async (_, value, above) => {
  expect(await approvalAbove(kept(value), 'x:T1', 500)).toBe(above);
});

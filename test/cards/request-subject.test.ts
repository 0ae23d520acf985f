import { expect, test } from 'vitest';
import { approveLabel, freightAmount, subjectFields } from '../../src/cards/request-subject.ts';
import type { RequestSubject } from '../../src/domain/requests/request.ts';
import { en } from '../../src/languages/en/index.ts';

type Freight = Extract<RequestSubject, { readonly kind: 'freight' }>;

const freight = (call: Freight['call']): Freight => ({
  kind: 'freight',
  key: 'key',
  digest: 'digest',
  money: { currency: 'HUF', minor: 1250 },
  call,
  offer: '951807530375',
  service: 'S',
});

test('freight that was asked for before a currency had other decimals is shown for what it was', () => {
  const kept = freight({ total: 'HUF 1250' });
  expect(freightAmount(kept)).toBe('HUF 1,250');
  expect(approveLabel(kept, en.requests)).toBe(en.requests.approveFor('HUF 1,250'));
  expect(JSON.stringify(subjectFields(kept, en.requests))).toContain('HUF 1,250');
});

test('freight whose amount was not written beside it is shown by the currency’s decimals', () => {
  expect(freightAmount(freight({}))).toBe('HUF 12.50');
});

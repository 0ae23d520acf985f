import { describe, expect, it } from 'vitest';
import { checkReceiver, maskedReceiver } from '../../../src/domain/shipping/receiver.ts';

const typed = {
  name: 'Ann Lee',
  street: '1 Main St',
  place: 'Portland, OR, 97201',
  country: 'US',
};
const receiverOf = (contact: string) => {
  const checked = checkReceiver({ ...typed, contact });
  return 'receiver' in checked ? checked.receiver : undefined;
};

describe('the phone of a receiver abroad', () => {
  it.each([
    ['+1 503 555 0100', '+15035550100'],
    ['+1 (503) 555-0100 ext 801', '+15035550100 ext. 801'],
    ['+15035550100 ext. 801', '+15035550100 ext. 801'],
    ['+1 503 555 0100 x801, ann@example.com', '+15035550100 ext. 801'],
    ['+852 2345 6789', '+85223456789'],
    ['+886 2 2345 6789＃5', '+886223456789 ext. 5'],
  ])('is read from %s, and masked without its extension', (contact, phone) => {
    const receiver = receiverOf(contact);
    expect(receiver).toMatchObject({ phone, mobilePhone: phone });
    expect(receiver && maskedReceiver(receiver).phone).toBe(`****${phone.split(' ')[0]?.slice(-2)}`);
  });

  it.each(['12345', '+1 503 555 0100 ext', 'ext 801', '+1 503 555 0100 ext 8010000'])(
    'is none: %s',
    (contact) => {
      expect(checkReceiver({ ...typed, contact })).toEqual({
        faults: [{ part: 'contact', fault: 'phone unreadable' }],
        countries: [],
      });
    },
  );
});

it.each([
  ['name', 'name missing', ' , '],
  ['street', 'street missing', '，。'],
  ['place', 'city missing', '--, OR, 97201'],
] as const)('a receiver has no %s that is marks alone', (part, fault, text) => {
  expect(checkReceiver({ ...typed, contact: '+1 503 555 0100', [part]: text })).toEqual({
    faults: [{ part, fault }],
    countries: [],
  });
});

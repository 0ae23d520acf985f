import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/chat/nearest.ts';

const names = ['seller', 'seller-request', 'search', 'help', 'status', 'language'];

describe('the nearest name', () => {
  it.each([
    ['sellr', 'seller'],
    ['SELLER', 'seller'],
    ['selelr', 'seller'],
    ['hepl', 'help'],
    ['lang', 'language'],
    ['serach', 'search'],
  ])('to %s is %s', (typed, name) => {
    expect(nearest(typed, names)).toBe(name);
  });

  it.each(['', 'x', 'banana', '951807530375', 'z'.repeat(10_000)])('to %.20s is none', (typed) => {
    expect(nearest(typed, names)).toBeUndefined();
  });
});

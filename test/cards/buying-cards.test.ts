import { describe, expect, it } from 'vitest';
import { notOrderedBlocks, quoteBlocks } from '../../src/cards/buying-cards.ts';
import type { Block } from '../../src/chat/card.ts';
import { plainText } from '../../src/chat/text.ts';
import { mostLines } from '../../src/domain/buying/purchase.ts';
import { en } from '../../src/languages/en/index.ts';

const { buying } = en;

const itemsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(plainText) : []));

const failed = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    offerId: `60000000000${at}`,
    code: '42',
    message: '库存不足',
  }));

describe('what was not ordered', () => {
  it('is named as a whole, as much as one order takes, and counted beyond', () => {
    const whole = itemsOf(notOrderedBlocks(failed(mostLines), buying));
    expect(whole).toHaveLength(mostLines);
    for (const [at, { offerId }] of failed(mostLines).entries()) expect(whole[at]).toContain(offerId);
    expect(itemsOf(notOrderedBlocks(failed(mostLines + 3), buying))).toEqual([...whole, buying.more(3)]);
    expect(notOrderedBlocks([], buying)).toEqual([]);
  });

  it('is named without a reason where none is known', () => {
    const nothing = { offerId: '600000000001', code: '', message: '' };
    expect(itemsOf(notOrderedBlocks([nothing], buying))).toEqual(['600000000001']);
  });
});

it('counts the remarks of the partner for which a preview has no room', () => {
  const amounts = { goodsFen: 100, freightFen: 0, feeFen: 0, toPayFen: 100, orders: 1, items: [] };
  const remarks = Array.from({ length: mostLines + 2 }, (_, at) => `Remark ${at}`);
  const items = itemsOf(quoteBlocks([], { ...amounts, remarks }, buying));
  expect(items).toEqual([...remarks.slice(0, mostLines), buying.more(2)]);
});

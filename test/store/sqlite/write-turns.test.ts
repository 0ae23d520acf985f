import { describe, expect, it } from 'vitest';
import { createWriteTurns } from '../../../src/store/sqlite/write-turns.ts';

describe('the turns of two connections', () => {
  it('are one for the event loop, shared by units, and in the order of asking', async () => {
    const turns = createWriteTurns();
    const had: string[] = [];
    const take = async (name: string, turn: ReturnType<typeof turns.alone>) => {
      const giveBack = await turn;
      had.push(name);
      return giveBack;
    };
    const first = await take('unit 1', turns.together());
    const second = await take('unit 2', turns.together());
    const own = take('own 1', turns.alone());
    const behind = [take('unit 3', turns.together()), take('unit 4', turns.together())];
    first();
    first();
    await Promise.resolve();
    expect(had).toEqual(['unit 1', 'unit 2']);
    second();
    const giveBack = await own;
    await Promise.resolve();
    expect(had).toEqual(['unit 1', 'unit 2', 'own 1']);
    giveBack();
    for (const each of await Promise.all(behind)) each();
    expect(had).toEqual(['unit 1', 'unit 2', 'own 1', 'unit 3', 'unit 4']);
    (await turns.alone())();
  });
});

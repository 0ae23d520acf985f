import { afterAll, describe, expect, it } from 'vitest';
import { menu } from '../../src/commands/index.ts';
import { openTestCore } from '../harness/core.ts';

describe('the list of commands', async () => {
  const bot = await openTestCore();
  afterAll(() => bot.close());

  it('is had before anything is open, and is the same as the commands that are made', () => {
    expect(menu.length).toBeGreaterThan(30);
    expect(menu).toEqual(bot.core.menu);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { menuOf } from '../../src/commands/index.ts';
import { openTestCore } from '../harness/core.ts';

describe('the list of commands', async () => {
  const bot = await openTestCore();
  afterAll(() => bot.close());

  it('is had before anything is open, and is the same as the commands that are made', () => {
    const menu = menuOf({ sandbox: true });
    expect(menu.length).toBeGreaterThan(30);
    expect(menu).toEqual(bot.core.menu);
  });

  it('leaves out what only the sandbox has where an account is set', () => {
    const names = (sandbox: boolean) => menuOf({ sandbox }).map(({ name }) => name);
    expect(names(true).filter((name) => !names(false).includes(name))).toEqual(['order try']);
  });
});

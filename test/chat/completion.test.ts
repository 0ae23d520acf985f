import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Completions, completionsFor } from '../../src/chat/completion.ts';
import type { Language } from '../../src/runtime/language.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

let test: TestCore;
beforeAll(async () => {
  test = await openTestCore();
});
afterAll(() => test.close());

const complete = (before: string, language: Language = 'en'): Promise<Completions> =>
  completionsFor(test.core, {
    platform: 'test',
    workspace: 'local',
    conversation: { id: 'C1', direct: true },
    person: { id: 'U1', locale: language },
    language,
    before,
  });
const inserts = async (before: string) => {
  const { from, items } = await complete(before);
  return items.map(({ insert }) => before.slice(0, from) + insert);
};

describe('completionsFor', () => {
  it.each([
    ['/stat', ['/status ']],
    ['stat', ['status ']],
    ['  /stat', ['/status ']],
    ['/STAT', ['/status ']],
    ['/nothing', []],
  ])('completes the command in %j', async (before, lines) => {
    expect(await inserts(before)).toEqual(lines);
  });

  it('lists every command for an empty line, each with its summary in the language', async () => {
    const { items } = await complete('', 'zh-CN');
    expect(items.map(({ label, hint }) => [label, hint])).toEqual(
      test.core.menu.map(({ name, summary }) => [`/${name}`, summary['zh-CN']]),
    );
  });

  it.each([
    ['/help stat', ['/help status ']],
    ['/shoptalk help stat', ['/shoptalk help status ']],
    ['/help "stat', ['/help status ']],
    ['/help --command stat', ['/help --command status ']],
    ['/help --command=stat', ['/help --command=status ']],
    ['/language zh', ['/language zh-CN ']],
    ['/help seller x', []],
  ])('completes the value in %j', async (before, lines) => {
    expect(await inserts(before)).toEqual(lines);
  });

  it('offers the options of a command, each until it is given', async () => {
    expect(await inserts('/seller 951807530375 --sh')).toEqual(['/seller 951807530375 --share ']);
    expect(await inserts('/seller 951807530375 --share --q')).toEqual(['/seller 951807530375 --share --qr ']);
    expect(await inserts('/seller 951807530375 --share=yes --sh')).toEqual([]);
    expect(await inserts('/seller 951807530375 --share ')).toEqual([
      '/seller 951807530375 --share yes ',
      '/seller 951807530375 --share no ',
    ]);
  });

  it('says which argument is being typed', async () => {
    const argumentAt = async (before: string) => (await complete(before)).argument?.name;
    expect(await argumentAt('/seller ')).toBe('offer');
    expect(await argumentAt('/seller 9518')).toBe('offer');
    expect(await argumentAt('/seller 951807530375 B')).toBe('openUid');
    expect(await argumentAt('/seller --open-uid B')).toBe('openUid');
    expect(await argumentAt('/seller --share yes 9518')).toBe('offer');
    expect(await argumentAt('/seller a b c')).toBeUndefined();
    expect(await argumentAt('/sel')).toBeUndefined();
  });

  it('has nothing to say to a line that no command could be read from', async () => {
    expect(await complete('/help \u0007 x')).toMatchObject({ items: [] });
  });
});

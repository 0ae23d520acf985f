import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../src/xport/endpoint.ts';
import { endpoints } from '../src/xport/endpoints.ts';
import { openTestCore } from './harness/core.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Rows of README's table of calls: the call's name, its path, what is said of its shape. */
const rows = [...readme.matchAll(/^\| `([a-z]+\.[A-Za-z.]+)`([^|]*)\| `([^`]+)` \| ([^|]+) \|$/gm)].map(
  ([, name = '', used = '', path = '', shape = '']) => ({ name, used, path, shape }),
);

/** What a row says of a path that is as sure as that. */
const wordsOf: Readonly<Record<Mark, RegExp>> = {
  D: /documented/,
  S: /sibling/,
  O: /1688/,
  C: /client/,
  I: /inferred/,
};

describe('README’s table of calls', () => {
  it('names every call, once, and no other', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(endpoints.map(({ name }) => name).sort());
  });

  it.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))(
    'says of %s where it is and how sure that is',
    (name, { path, mark }) => {
      const row = rows.find((each) => each.name === name);
      expect(row?.path).toBe(path);
      expect(row?.shape).toMatch(wordsOf[mark]);
    },
  );
});

it('README names every command', async () => {
  const bot = await openTestCore();
  const { menu } = bot.core;
  await bot.close();
  expect(menu.length).toBeGreaterThan(20);
  const missing = menu.filter(({ name }) => !readme.includes(`\`/${name}`)).map(({ name }) => name);
  expect(missing).toEqual([]);
});

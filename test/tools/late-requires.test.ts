import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { withLateRequires } from '../../src/tools/late-requires.ts';

const require = createRequire(import.meta.url);

/** What the CommonJS text `code`, which stands at `path`, exports, and what it has required so far. */
function run(code: string, path = import.meta.filename) {
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const required: string[] = [];
  const requireFrom = createRequire(path);
  const take = (name: string): unknown => {
    required.push(name);
    return requireFrom(name);
  };
  new Function('require', 'module', 'exports', '__filename', code)(take, module, module.exports, path);
  return { exports: module.exports, required };
}

it('requires what is exported once it is read, and then no more', () => {
  const { exports, required } = run(
    withLateRequires(
      [
        "const url = require('node:url')",
        "const { sep, delimiter } = require('node:path')",
        'module.exports.url = url',
        'module.exports.sep = sep',
        "module.exports.EventEmitter = require('node:events').EventEmitter",
        'module.exports.all = {',
        "  os: require('node:os')",
        '}',
        'module.exports.join = (...parts) => parts.join(delimiter)',
      ].join('\n'),
    ),
  );
  expect(required).toEqual([]);
  expect(Object.keys(exports)).toEqual(['url', 'sep', 'EventEmitter', 'all', 'join']);
  expect([exports['url'], exports['url']]).toEqual([require('node:url'), require('node:url')]);
  expect(required).toEqual(['node:url']);
  expect(exports['sep']).toBe('/');
  expect(exports['EventEmitter']).toBe(require('node:events'));
  expect(exports['all']).toEqual({ os: require('node:os') });
});

it.each([
  ['our own', import.meta.url],
  ['the one of Discord’s library', require.resolve('@discordjs/rest')],
])('leaves undici what it is: %s', (_whose, from) => {
  const path = createRequire(from).resolve('undici');
  const { exports, required } = run(withLateRequires(readFileSync(path, 'utf8')), path);
  expect(required).not.toContain('./lib/web/fetch');
  const whole: Record<string, unknown> = createRequire(from)('undici');
  expect(Object.keys(exports).toSorted()).toEqual(Object.keys(whole).toSorted());
  for (const name of [
    'Agent',
    'Pool',
    'Client',
    'Dispatcher',
    'errors',
    'FormData',
    'Headers',
    'WebSocket',
  ]) {
    expect(exports[name], name).toBe(whole[name]);
  }
  expect(exports['caches']).toBe(exports['caches']);
  for (const [name, value] of Object.entries(whole)) expect(typeof exports[name], name).toBe(typeof value);
});

import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sources as files, root, sourcesIn } from './harness/sources.ts';

/** Which of our own files each file imports, statically or not; `types` for imports that leave no trace. */
const imports = files.map(({ name, code }) => ({
  name,
  to: [
    ...code.matchAll(/(?:import|export)\s+(type\s)?[^;'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g),
  ].map((match) => ({
    path: relative(root, join(root, dirname(name), match[2] ?? match[3] ?? '')),
    typeOnly: match[1] !== undefined,
  })),
}));

const roomOf = (path: string): string => {
  const [top = '', second = '', third = ''] = path.split('/');
  if (second.endsWith('.ts')) return path;
  return second === 'domain' ? `${top}/${second}/${third}` : `${top}/${second}`;
};

/** Types that any room may import, as types alone: what the store promises. How it keeps that is the store's own. */
const contracts = 'src/store/contract/';

/** The rooms, and the single files of others, that a room may use besides itself. It uses no room that is not listed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/runtime': [],
  'src/chat': ['src/runtime'],
  'src/domain/access': ['src/runtime', 'src/chat'],
  'src/domain/accounts': [],
  'src/domain/places': ['src/runtime'],
  'src/outbox': ['src/runtime', 'src/chat', 'src/store/error.ts'],
  'src/domain/requests': ['src/runtime', 'src/chat', 'src/outbox'],
  'src/links': ['src/runtime', 'src/chat'],
  'src/pictures': ['src/runtime', 'src/chat', 'src/links'],
  'src/domain/audit': ['src/runtime'],
  'src/store': ['src/runtime', 'src/domain/audit'],
  'src/xport': ['src/runtime'],
  'src/settings': ['src/runtime', 'src/chat', 'src/http', 'src/store', 'src/xport'],
  'src/http': ['src/runtime', 'src/chat'],
  'src/domain/sellers': ['src/runtime', 'src/chat', 'src/links', 'src/xport'],
  'src/domain/orders': ['src/runtime', 'src/xport'],
  'src/domain/addresses': ['src/xport', 'src/domain/places'],
  'src/domain/buying': ['src/runtime', 'src/domain/accounts', 'src/domain/orders', 'src/xport'],
  'src/domain/refunds': ['src/runtime', 'src/domain/orders', 'src/domain/buying', 'src/xport'],
  'src/domain/shipping': ['src/runtime', 'src/xport', 'src/domain/buying', 'src/domain/places'],
  'src/domain/products': ['src/runtime', 'src/xport', 'src/domain/orders', 'src/domain/places'],
  'src/languages': [
    'src/runtime',
    'src/domain/requests',
    'src/chat',
    'src/xport',
    'src/domain/orders',
    'src/domain/products',
    'src/domain/addresses',
    'src/domain/places',
    'src/domain/shipping',
  ],
  'src/cards': [
    'src/runtime',
    'src/domain/audit',
    'src/domain/requests',
    'src/chat',
    'src/languages',
    'src/domain/orders',
    'src/domain/products',
    'src/domain/buying',
    'src/domain/sellers',
    'src/xport',
    'src/domain/addresses',
    'src/domain/places',
    'src/domain/shipping',
  ],
  'src/console': [
    'src/runtime',
    'src/domain/audit',
    'src/domain/requests',
    'src/cards',
    'src/http',
    'src/languages',
    'src/domain/orders',
    'src/settings/in-force.ts',
    'src/store/error.ts',
    'src/xport',
  ],
  'src/notifications': [
    'src/runtime',
    'src/domain/accounts',
    'src/chat',
    'src/http',
    'src/languages',
    'src/cards',
    'src/domain/orders',
    'src/outbox',
    'src/store/error.ts',
    'src/xport',
  ],
  'src/commands': [
    'src/domain/audit',
    'src/runtime',
    'src/domain/requests',
    'src/chat',
    'src/domain/access',
    'src/domain/accounts',
    'src/languages',
    'src/cards',
    'src/domain/sellers',
    'src/domain/orders',
    'src/domain/buying',
    'src/domain/products',
    'src/domain/addresses',
    'src/domain/shipping',
    'src/domain/refunds',
    'src/notifications',
    'src/domain/places',
    'src/xport',
  ],
  'src/sandbox': [
    'src/domain/places',
    'src/runtime',
    'src/chat',
    'src/pictures',
    'src/xport',
    'src/domain/sellers',
    'src/domain/addresses',
  ],
  'adapters/slack': ['src/runtime', 'src/chat', 'src/settings', 'src/http', 'src/pictures'],
  'adapters/discord': ['src/runtime', 'src/chat', 'src/settings', 'src/http', 'src/pictures'],
  'adapters/page': ['src/runtime', 'src/chat', 'src/settings', 'src/http', 'src/pictures'],
  'adapters/terminal': ['src/runtime', 'src/chat', 'src/settings', 'src/pictures'],
};

const composition = [
  'src/main.ts',
  'src/bot.ts',
  'src/bundle.d.ts',
  'src/run-bundle.d.ts',
  'src/wiring',
  'src/tools',
];

describe('the tree', () => {
  it('is read as a whole', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(imports.flatMap(({ to }) => to).length).toBeGreaterThan(100);
  });

  it('imports only inward', () => {
    const wrong = imports.flatMap(({ name, to }) =>
      to
        .filter(({ path, typeOnly }) => {
          const [from, target] = [roomOf(name), roomOf(path)];
          if (from === target || composition.includes(from)) return false;
          if (typeOnly && path.startsWith(contracts)) return false;
          return ![target, path].some((each) => allowed[from]?.includes(each));
        })
        .map(({ path }) => `${name} → ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has contracts that are types alone, of no other room than runtime and audit', () => {
    const inContracts = imports.filter(({ name }) => name.startsWith(contracts));
    expect(inContracts.length).toBeGreaterThan(5);
    const wrong = inContracts.flatMap(({ name, to }) =>
      to
        .filter(
          ({ path, typeOnly }) =>
            !typeOnly ||
            ![contracts, 'src/runtime/', 'src/domain/audit/'].some((each) => path.startsWith(each)),
        )
        .map(({ path }) => `${name} → ${path}`),
    );
    expect(wrong).toEqual([]);
    const values = files
      .filter(({ name }) => name.startsWith(contracts))
      .filter(({ code }) =>
        /^(?:export )?(?:async |abstract )?(?:const|let|function|class|enum)\b/m.test(code),
      );
    expect(values.map(({ name }) => name)).toEqual([]);
  });

  it('has a rule for every room', () => {
    const rooms = new Set(files.map(({ name }) => roomOf(name)));
    expect([...rooms].filter((room) => allowed[room] === undefined && !composition.includes(room))).toEqual(
      [],
    );
  });

  it('has the same files in every adapter', () => {
    const adapters = new Set(files.flatMap(({ name }) => /^adapters\/[^/]+/.exec(name)?.[0] ?? []));
    expect(adapters.size).toBeGreaterThan(3);
    const shared = ['platform', 'adapter', 'inbound', 'cards', 'outbound', 'outlet', 'limits'];
    const expected = [...adapters].flatMap((folder) => shared.map((file) => `${folder}/${file}.ts`));
    const there = new Set(files.map(({ name }) => name));
    expect(expected.filter((name) => !there.has(name))).toEqual([]);
  });

  it('imports nobody who composes', () => {
    const wrong = imports.flatMap(({ name, to }) =>
      to.filter(({ path }) => path === 'src/main.ts').map(() => name),
    );
    expect(wrong).toEqual([]);
  });

  it('has no cycle, not even of types', () => {
    const next = new Map(imports.map(({ name, to }) => [name, to.map(({ path }) => path)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (name: string, trail: readonly string[]) => {
      if (trail.includes(name)) cycles.push([...trail.slice(trail.indexOf(name)), name].join(' → '));
      if (done.has(name) || trail.includes(name)) return;
      for (const path of next.get(name) ?? []) visit(path, [...trail, name]);
      done.add(name);
    };
    for (const name of next.keys()) visit(name, []);
    expect(cycles).toEqual([]);
  });

  const offenders = (pattern: RegExp, where: readonly string[]) =>
    files
      .filter(({ name }) => !where.some((place) => name === place || name.startsWith(place)))
      .filter(({ code }) => pattern.test(code))
      .map(({ name }) => name);

  it('names a platform only where that platform is', () => {
    const composers = [
      'src/wiring/platforms.ts',
      'src/settings/people.ts',
      'src/settings/server.ts',
      'src/tools/',
    ];
    // 1688's word for a seller without stock is no platform.
    expect(offenders(/(?<!sellerGood)slack/i, [...composers, 'adapters/slack/'])).toEqual([]);
    expect(offenders(/discord/i, [...composers, 'adapters/discord/'])).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(offenders(/process\.env/, ['src/settings/read-settings.ts'])).toEqual([]);
  });

  it('takes time and chance only where they are made', () => {
    const makers = ['src/runtime/', 'src/main.ts', 'src/tools/', 'adapters/page/browser/'];
    expect(
      offenders(/Date\.now\(|new Date\(\)|\bset(Timeout|Interval)\(|performance\.now\(/, makers),
    ).toEqual([]);
    expect(offenders(/Math\.random\(|randomUUID|randomBytes|randomInt/, makers)).toEqual([]);
  });

  it('gives up no types', () => {
    expect(offenders(/\bas any\b|: any\b|<any>|@ts-|as unknown as/, [])).toEqual([]);
  });
});

/** The packages that `code` imports, statically or not, for values or for types alone. */
function packagesIn(code: string): readonly string[] {
  const specifiers = [
    /^(?:import|export)\b[^;'"`]*?\bfrom\s+'([^']+)'/gm,
    /^import\s+'([^']+)'/gm,
    /(?<![.\w])(?:import|require|require\.resolve|import\.meta\.resolve)\(\s*'([^']+)'/g,
  ].flatMap((each) => [...code.matchAll(each)].map(([, specifier = '']) => specifier));
  return specifiers
    .filter((each) => !/^[./#]/.test(each) && !each.startsWith('node:'))
    .map((each) => /^(?:@[^/]+\/)?[^/]+/.exec(each)?.[0] ?? each);
}

/** What a package.json declares: for whoever runs the program, and for whoever works on it. */
function declaredBy(path: string): { readonly run: readonly string[]; readonly work: readonly string[] } {
  const table = z.record(z.string(), z.string()).default({});
  const { dependencies, devDependencies } = z
    .object({ dependencies: table, devDependencies: table })
    .parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
  return { run: Object.keys(dependencies), work: Object.keys(devDependencies) };
}

describe('the names that are exported', () => {
  /** Words stand in each language under the same name, and a step of the schema is named after what it brings. */
  const isAlike = (name: string) => /^src\/(?:languages|store\/migrations)\//.test(name);
  const homes = new Map<string, string[]>();
  for (const { name, code } of files.filter((file) => !isAlike(file.name))) {
    const named = code.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm);
    for (const [, exported = ''] of named) homes.set(exported, [...(homes.get(exported) ?? []), name]);
  }

  it('are exported from one file each', () => {
    expect(homes.size).toBeGreaterThan(1000);
    expect([...homes].filter(([, from]) => from.length > 1)).toEqual([]);
  });
});

describe('the packages that are imported', () => {
  const { run, work } = declaredBy('package.json');
  const script = /\.(?:[cm]?ts|[cm]?js)$/;
  const undeclared = (folders: readonly string[], declared: readonly string[], but?: string) =>
    sourcesIn(folders, script)
      .filter(({ name }) => but === undefined || !name.startsWith(but))
      .flatMap(({ name, code }) =>
        packagesIn(code)
          .filter((each) => !declared.includes(each))
          .map((each) => `${name} → ${each}`),
      );

  it('are found, however they are imported', () => {
    // Not in the quotes of code, so that this file is not found to import them.
    const code = [
      'import { a } from «static»;',
      'import type { A } from «@scope/types»;',
      'import {\n  b,\n  type B,\n} from «long/deep.js»;',
      'export { c } from «re-exported»;',
      'export * from «@scope/all/deep»;',
      'import «side-effect»;',
      'const d = await import(«dynamic»);',
      'type E = typeof import(«type-of»);',
      'const f = require(«required»);',
      'const g = require.resolve(«found/package.json»);',
      'import fs from «fs»;',
      'import { h } from «node:fs»;',
      'import { i } from «./ours.ts»;',
      'const j = "nothing from here";',
    ]
      .join('\n')
      .replace(/[«»]/g, "'");
    expect([...packagesIn(code)].sort()).toEqual([
      '@scope/all',
      '@scope/types',
      'dynamic',
      'found',
      'fs',
      'long',
      're-exported',
      'required',
      'side-effect',
      'static',
      'type-of',
    ]);
    expect(
      sourcesIn(['src', 'adapters'], script).flatMap(({ code: each }) => packagesIn(each)).length,
    ).toBeGreaterThan(50);
  });

  it('by the program are dependencies of it', () => {
    // What makes the bundle is no part of the program.
    expect(undeclared(['src', 'adapters'], [...run, 'rolldown'])).toEqual([]);
  });

  it('by tests and tools are dependencies too, or those of developers', () => {
    expect(undeclared(['test'], [...run, ...work], 'test/bench/')).toEqual([]);
    const peers = declaredBy('test/bench/package.json');
    expect(undeclared(['test/bench'], [...run, ...work, ...peers.run, ...peers.work])).toEqual([]);
  });

  it('hide no name of Node’s own', () => {
    expect([...run, ...work].filter((each) => isBuiltin(each))).toEqual([]);
  });
});

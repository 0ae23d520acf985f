import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sources as files, root } from './harness/sources.ts';

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
  const [top = '', second = ''] = path.split('/');
  return second.endsWith('.ts') ? path : `${top}/${second}`;
};

/** The rooms that a room may use besides itself. What is not listed here may be used by nobody's accident. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/runtime': [],
  'src/chat': ['src/runtime'],
  'src/access': ['src/runtime', 'src/chat'],
  'src/accounts': [],
  'src/approvals': ['src/runtime', 'src/chat', 'src/store', 'src/notifications'],
  'src/links': ['src/runtime', 'src/chat'],
  'src/pictures': ['src/runtime', 'src/chat', 'src/links'],
  'src/audit': [],
  'src/store': ['src/runtime', 'src/audit'],
  'src/xport': ['src/runtime'],
  'src/http': ['src/runtime', 'src/chat'],
  'src/sellers': ['src/runtime', 'src/chat', 'src/links'],
  'src/orders': ['src/runtime', 'src/xport'],
  'src/addresses': ['src/xport'],
  'src/buying': ['src/runtime', 'src/accounts', 'src/orders', 'src/xport'],
  'src/aftersale': ['src/orders', 'src/buying', 'src/xport'],
  'src/shipping': ['src/xport', 'src/buying'],
  'src/products': ['src/xport', 'src/orders'],
  'src/languages': [
    'src/approvals',
    'src/chat',
    'src/xport',
    'src/orders',
    'src/products',
    'src/addresses',
    'src/shipping',
  ],
  'src/cards': [
    'src/audit',
    'src/approvals',
    'src/chat',
    'src/languages',
    'src/orders',
    'src/products',
    'src/buying',
    'src/sellers',
    'src/xport',
    'src/addresses',
    'src/shipping',
  ],
  'src/notifications': [
    'src/runtime',
    'src/chat',
    'src/http',
    'src/languages',
    'src/cards',
    'src/orders',
    'src/store',
    'src/xport',
  ],
  'src/commands': [
    'src/audit',
    'src/runtime',
    'src/approvals',
    'src/chat',
    'src/access',
    'src/accounts',
    'src/languages',
    'src/cards',
    'src/sellers',
    'src/orders',
    'src/buying',
    'src/products',
    'src/addresses',
    'src/shipping',
    'src/aftersale',
    'src/notifications',
    'src/xport',
  ],
  'src/sandbox': ['src/runtime', 'src/chat', 'src/pictures', 'src/xport', 'src/sellers', 'src/addresses'],
  'adapters/slack': ['src/runtime', 'src/chat', 'src/http', 'src/pictures'],
  'adapters/discord': ['src/runtime', 'src/chat', 'src/http', 'src/pictures'],
  'adapters/page': ['src/runtime', 'src/chat', 'src/http', 'src/pictures'],
  'adapters/terminal': ['src/runtime', 'src/chat', 'src/pictures'],
};

const composition = [
  'src/account-books.ts',
  'src/main.ts',
  'src/bot.ts',
  'src/core.ts',
  'src/news-sources.ts',
  'src/order-news.ts',
  'src/request-desk.ts',
  'src/partner.ts',
  'src/platforms.ts',
  'src/previews.ts',
  'src/seller-links.ts',
  'src/settings.ts',
  'src/settings-reader.ts',
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
        .map(({ path }) => path)
        .filter((path) => {
          const [from, target] = [roomOf(name), roomOf(path)];
          if (from === target || composition.includes(from)) return false;
          return allowed[from]?.includes(target) !== true;
        })
        .map((path) => `${name} → ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has a rule for every room', () => {
    const rooms = new Set(files.map(({ name }) => roomOf(name)));
    expect([...rooms].filter((room) => allowed[room] === undefined && !composition.includes(room))).toEqual(
      [],
    );
  });

  it('imports nobody who composes', () => {
    const wrong = imports.flatMap(({ name, to }) =>
      to.filter(({ path }) => path === 'src/main.ts').map(() => name),
    );
    expect(wrong).toEqual([]);
  });

  it('has no cycle', () => {
    const next = new Map(
      imports.map(({ name, to }) => [name, to.filter(({ typeOnly }) => !typeOnly).map(({ path }) => path)]),
    );
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
      'src/account-books.ts',
      'src/main.ts',
      'src/bot.ts',
      'src/settings.ts',
      'src/platforms.ts',
      'src/previews.ts',
      'src/tools/',
    ];
    // 1688's word for a seller without stock is no platform.
    expect(offenders(/(?<!sellerGood)slack/i, [...composers, 'adapters/slack/'])).toEqual([]);
    expect(offenders(/discord/i, [...composers, 'adapters/discord/'])).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(offenders(/process\.env/, ['src/settings.ts'])).toEqual([]);
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

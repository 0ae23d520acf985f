import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { startBot } from '../../src/bot.ts';
import { printKey } from '../../src/console/visit.ts';
import { blankState, printState } from '../../src/domain/orders/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { openStore } from '../../src/store/open.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { silentLog } from '../fakes/silent-log.ts';

/**
 * How long each page of the console takes with few rows and with many, on SQLite. `npx node test/bench/console.ts`: first quartiles of
 * rounds, ms; `--write` puts them into README.md.
 */
const few = { orders: 1_000, records: 1_000, others: 1_000 };
const many = { orders: 100_000, records: 1_000_000, others: 100_000 };
const rounds = 81;
const warmUp = 20;
const token = 'admin-token-of-the-bench';
const organization = 'slack:T0BENCH';

interface Size {
  readonly orders: number;
  readonly records: number;
  /** Watches, requests, roles, workspaces let in, parked deliveries and unreadable messages: so many of each. */
  readonly others: number;
}

/** The middle of each list is where a page by offset would be slow. */
function pathsFor({ orders, records, others }: Size): Readonly<Record<string, string>> {
  const middle = Math.floor(records / 2);
  const after = printKey({ at: at(middle), organization, seq: middle });
  const order = Math.floor(orders / 2);
  const other = Math.floor(others / 2);
  const conversation = `slack:C${padded(other)}`;
  const subject = `person slack:U${padded(other)}`;
  const audit = `/audit?organization=${encodeURIComponent(organization)}`;
  return {
    health: '',
    parked: '/parked',
    unreadable: '/unreadable',
    orders: '/orders',
    'orders, from the middle': `/orders?after=${printKey({ before: at(order), beforeOrderId: idOf(order) })}`,
    'one order, with 1,000 messages and records': `/orders/${idOf(order)}`,
    watches: '/watches',
    'watches, from the middle': `/watches?after=${printKey({ organization, conversation, subject: 'all' })}`,
    requests: '/requests',
    'requests, from the middle': `/requests?after=${printKey({ createdAt: at(other), id: `r${padded(other)}` })}`,
    'requests that wait': '/requests?open=yes',
    workspaces: '/workspaces',
    'workspaces, from the middle': `/workspaces?admitted=${printKey(`slack:T${padded(other)}`)}`,
    people: '/people',
    'people, from the middle': `/people?after=${printKey({ organization, scope: 'everywhere', subject })}`,
    'audit log, all': '/audit',
    'audit log, all, from the middle': `/audit?after=${after}`,
    'audit log, one organization, from the middle': `${audit}&after=${after}`,
    'audit log, a person of many records': `${audit}&person=slack%3AU1`,
    'audit log, a person of none': `${audit}&person=slack%3AUNONE`,
    'audit log, a command of few records': `${audit}&command=rare`,
    settings: '/settings',
  };
}

function at(number: number): number {
  return 1_700_000_000_000 + number * 1000;
}

function padded(number: number): string {
  return String(number).padStart(8, '0');
}

function idOf(number: number): string {
  return `33050753411${padded(number)}`;
}

/** Rows that look like the store's own; no chain of hashes, which no page looks at. */
async function fill(file: string, { orders, records, others }: Size): Promise<void> {
  const store = await openStore({
    url: `sqlite:${file}`,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  await store.close();
  const database = new DatabaseSync(file);
  const count = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';
  database
    .prepare(`${count} insert into audit
      (organization, seq, at, workspace, conversation, command, outcome, trace, facts, before, hash, person_mark, person)
      select ?, i, 1700000000000 + i * 1000, 'T0BENCH', 'slack:C1',
        case when i <= 60 then 'rare' else 'order pay' end, 'done', 'trace', '{"order":"1"}', '', '', 'm',
        'slack:U' || (i % 5) from n`)
    .run(records, organization);
  database.prepare('insert into audit_heads values (?, ?, ?, 0, ?)').run(organization, records, '', '');
  const state = printState(blankState('3305075341100000000', '1688'));
  database
    .prepare(`${count} insert into orders (organization, order_id, state, version, phase, created_at, changed_at)
      select 'sandbox', '33050753411' || substr('00000000' || i, -8), ?, 1, 'unknown', 1700000000000 + i * 1000, 1 from n`)
    .run(orders, state);
  const number = "substr('00000000' || i, -8)";
  const time = '1700000000000 + i * 1000';
  // What is behind the order in the middle is the same in both.
  const asked = idOf(Math.floor(orders / 2));
  const inserts: readonly (readonly [string, number, ...string[]])[] = [
    [
      `insert into watches (organization, conversation, subject, workspace, account, rule, set_by, set_at)
        select ?, 'slack:C' || ${number}, 'all', 'T0BENCH', 'sandbox', '{}', 'slack:U1', 1 from n`,
      others,
      organization,
    ],
    [
      `insert into requests (organization, id, kind, subject, asker, open, status, state, version, created_at, changed_at)
        select ?, 'r' || ${number}, 'payment', 'order:' || i, 'slack:U1', i % 2, 'open', '{}', 1, ${time}, 1 from n`,
      others,
      organization,
    ],
    [
      `insert into grants (organization, scope, subject, role, name, granted_by, granted_at)
        select ?, 'everywhere', 'person slack:U' || ${number}, 'buyer', 'n', 'slack:U1', 1 from n`,
      others,
      organization,
    ],
    [
      `insert into admissions (workspace, state, changed_at) select 'slack:T' || ${number}, 'admitted', 1 from n`,
      others,
    ],
    [
      `insert into joined_workspaces (workspace, organization) select 'slack:T' || ${number}, ? from n`,
      others,
      'slack:T00000000',
    ],
    [
      `insert into outbox (organization, conversation, subject_kind, subject_id, part, version, workspace, content, due_at,
        created_at, trace, attempts, parked_at, reason)
        select ?, 'slack:C' || (i % 50), 'order', ${number}, '', 1, 'T0BENCH', '{}', 1, 1, 't', 1, ${time}, 'gone' from n`,
      others,
      organization,
    ],
    [
      `insert into inbox (organization, key, digest, body, trace, received_at, settled_at, unreadable)
        select 'sandbox', i, 'd' || i, '{"a":1}', 't', ${time}, 1, 1 from n`,
      others,
    ],
    [
      'insert into order_messages (organization, order_id, message) select ?, ?, i from n',
      1_000,
      'sandbox',
      asked,
    ],
    [
      `insert into audit_orders (order_id, at, organization, seq) select ?, ${time}, ?, i from n`,
      1_000,
      asked,
      organization,
    ],
  ];
  for (const [insert, count, ...given] of inserts) {
    const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';
    database.prepare(`${numbers} ${insert}`).run(count, ...given);
  }
  database.close();
}

/** A bot on so many rows, and what asks one of its pages; ms. */
async function open(size: Size) {
  const folder = mkdtempSync(join(tmpdir(), 'console-bench-'));
  const file = join(folder, 'bot.db');
  await fill(file, size);
  const read = readSettings(platforms, { DATABASE_URL: `sqlite:${file}`, PORT: '0', ADMIN_TOKEN: token });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const bot = await startBot(read.settings, {
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    version: '0',
    inForce: [],
  });
  const signedIn = await fetch(`${bot.url}/console/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: bot.url },
    body: new URLSearchParams({ token }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const paths = pathsFor(size);
  const took = new Map<string, number[]>();
  return {
    names: Object.keys(paths),
    took,
    async ask(name: string, counts: boolean): Promise<void> {
      const since = performance.now();
      const answer = await fetch(`${bot.url}/console${paths[name]}`, { headers: { cookie } });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
      if (counts) took.set(name, [...(took.get(name) ?? []), performance.now() - since]);
    },
    async close(): Promise<void> {
      await bot.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function quartileOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 4)] ?? Number.NaN;
}

const [small, large] = [await open(few), await open(many)];
// Both in turn, so that what else the machine does falls on both; the first rounds warm them up.
for (let round = -warmUp; round < rounds; round += 1) {
  for (const name of small.names) {
    await small.ask(name, round >= 0);
    await large.ask(name, round >= 0);
  }
}
await small.close();
await large.close();
const rows = small.names.map((name) => {
  const [least, most] = [small, large].map(({ took }) => quartileOf(took.get(name) ?? []));
  const times = (most ?? Number.NaN) / (least ?? Number.NaN);
  return `| ${name} | ${least?.toFixed(1)} | ${most?.toFixed(1)} | ${times.toFixed(2)} |`;
});
const report = [
  `First quartiles of ${rounds} requests, since other programs ran beside it, ms, SQLite, Node ${process.versions.node}.`,
  '',
  '| page | 1,000 of each | 1,000,000 records, 100,000 of all else | times |',
  '| --- | --- | --- | --- |',
  ...rows,
].join('\n');
console.log(report);
if (process.argv.includes('--write')) {
  const readme = fileURLToPath(new URL('README.md', import.meta.url));
  const text = readFileSync(readme, 'utf8');
  const [begin, end] = ['<!-- console:begin -->', '<!-- console:end -->'];
  writeFileSync(
    readme,
    `${text.slice(0, text.indexOf(begin) + begin.length)}\n\n${report}\n\n${text.slice(text.indexOf(end))}`,
  );
}

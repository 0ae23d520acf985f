import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Invocation } from '../../../src/chat/invocation.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { ask, clicked, type Sent, submitted, typed } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { makeSqliteBed, type SqliteBed } from '../../store/bed.ts';

/*
 * Two teams talk to one bot, in conversations of the same name. Whatever one of them has is tried by the other: every
 * command, every button and form that the first was given, every id. It gets nothing of it, and changes nothing of it.
 * Orders and addresses are the partner account's, which all teams share.
 */
const conversation = { id: 'C0SAME1', direct: false };
const alpha: Partial<Invocation> = {
  workspace: 'T0ALPHA',
  conversation,
  person: { id: 'U0ALPHA1', locale: 'en' },
};
const asker: Partial<Invocation> = { ...alpha, person: { id: 'U0ALPHA2', locale: 'en' } };
const bravo: Partial<Invocation> = {
  workspace: 'T0BRAVO',
  conversation,
  person: { id: 'U0BRAVO1', locale: 'en' },
};
const organization = 'test:T0ALPHA';

const offer = '951807530375';
const secret = 'nobodyelseknows';
const alphasUser = '1700000000777';
/** So long that no id that is made by chance holds one of them. */
const amount = '765432198';
const address = '7770112345677701';

/** What the first team sets, keeps and asks for, besides the examples of every command. */
const kept = [
  `/admin grant approver <@U0ALPHA3|${secret}>`,
  `/admin account ${alphasUser} --for <@U0ALPHA3|x>`,
  '/admin approval-above 7654321.98',
  '/admin approvers here',
  '/admin join',
  '/watch order 3305075341149134260 --mention <@U0ALPHA3|x>',
  '/language zh-CN',
  '/language en',
  '/unfurl on',
  `/address default ${address}`,
];

let files: SqliteBed;
let store: Store;
let bot: TestCore;
/** Everything that could be clicked, chosen or filled in on a card of the first team. */
const payloads = new Set<string>();
/** What of the first team's may show in no answer to the second. */
const marks = new Set(['U0ALPHA', secret, alphasUser, amount, '7,654,321.98', address]);

beforeAll(async () => {
  files = await makeSqliteBed();
  store = await files.open(systemClock);
  bot = askingPartner(
    await openTestCore({
      store,
      access: { admins: ['test:U0FIRST1', 'test:U0BRAVO1'], defaultRole: 'buyer' },
    }),
  );
  await grantAlpha();
  for (const line of kept) await asAlpha(typed(line, alpha));
  await asAlpha(typed(`/seller-request ${offer} ${secret}`, asker));
  for (const { examples } of bot.core.menu) {
    for (const example of examples) await asAlpha(typed(example, alpha));
  }
  for (const payload of [...payloads]) await asAlpha(clicked(payload, alpha));
  // One of the buttons forgot whoever clicked it, and requests that were settled have lost theirs.
  await grantAlpha();
  await asAlpha(typed(`/seller-request 889512351602 ${secret}`, asker));
  const requests = await store.requests.list({ organization, limit: 50 });
  expect(requests.filter(({ open }) => open)).not.toEqual([]);
  for (const { id } of requests) {
    marks.add(id);
    await asAlpha(typed(`/request show ${id}`, alpha));
  }
}, 120_000);
afterAll(async () => {
  await bot.close();
  await store.close();
  await files.dispose();
});

/** The second team's admin is one by the settings, so that nothing it does can make it less. */
async function grantAlpha(): Promise<void> {
  const first = { ...alpha, person: { id: 'U0FIRST1', locale: 'en' } };
  await ask(bot.core, typed('/admin grant admin <@U0ALPHA1>', first));
}

async function asAlpha(invocation: Invocation): Promise<void> {
  const said = JSON.stringify(await ask(bot.core, invocation));
  for (const [, code] of said.matchAll(/\/admin join (\w{20})"/g)) marks.add(code ?? '');
  collect(JSON.parse(said));
}

/** `run` is what a platform's button holds, `payload` what its form does. */
function collect(said: unknown): void {
  if (typeof said !== 'object' || said === null) return;
  for (const [name, value] of Object.entries(said)) {
    if (typeof value === 'string' && ['run', 'payload'].includes(name)) payloads.add(value);
    else collect(value);
  }
}

/** Every row of the first team's, whatever the table. */
function rowsOfAlpha(): string {
  const database = new DatabaseSync(files.file, { readOnly: true });
  const tables = z.array(z.object({ name: z.string() })).parse(
    database
      .prepare(
        `select distinct tables.name from sqlite_schema tables join pragma_table_info(tables.name) columns
           where tables.type = 'table' and columns.name = 'organization' order by tables.name`,
      )
      .all(),
  );
  const rows = tables.map(({ name }) => [
    name,
    database
      .prepare(`select * from "${name}" where organization = ?`)
      .all(organization)
      .map((row) => JSON.stringify(row))
      .sort(),
  ]);
  database.close();
  return JSON.stringify(rows, null, 1);
}

/** Asks as the second team: of what it is shown and what stands in the store, nothing is the first's. */
async function triedAsBravo(invocations: readonly Invocation[]): Promise<number> {
  const before = rowsOfAlpha();
  for (const invocation of invocations) {
    const said: readonly Sent[] = await ask(bot.core, invocation);
    // What it typed itself it is told again.
    const typedText = JSON.stringify(invocation.input);
    const shown = JSON.stringify(said);
    const leaked = [...marks].filter((mark) => shown.includes(mark) && !typedText.includes(mark));
    expect(leaked, `${typedText}\n${shown}`).toEqual([]);
  }
  expect(rowsOfAlpha()).toBe(before);
  return invocations.length;
}

describe('another organization', () => {
  it('has something to lose', () => {
    expect(payloads.size).toBeGreaterThan(80);
    const rows = rowsOfAlpha();
    for (const mark of ['U0ALPHA', secret, alphasUser, amount, address]) expect(rows).toContain(mark);
  });

  it('shows nothing to any command', async () => {
    const lines = bot.core.menu.flatMap(({ name, examples }) => [...examples, `/${name}`]);
    const options = bot.core.menu.map(({ name }) =>
      typed('', { ...bravo, input: { kind: 'options', command: name, options: {} } }),
    );
    const tried = await triedAsBravo([...lines.map((line) => typed(line, bravo)), ...options]);
    expect(tried).toBeGreaterThan(2 * bot.core.menu.length);
  }, 120_000);

  it('gives nothing to its ids', async () => {
    // A user id is the partner account's, which anybody's admin may choose.
    const ids = [...marks].filter((mark) => mark.length > 9 && mark !== alphasUser);
    const lines = bot.core.menu.flatMap(({ name, arguments: table }) =>
      table.length === 0 ? [] : ids.map((id) => `/${name} ${id}`),
    );
    // A code is an offer to whoever has it: it asks, and does nothing by itself.
    const others = lines.filter((line) => !line.startsWith('/admin join'));
    // In a place of its own: its trail tells it what it typed.
    await triedAsBravo(others.map((line) => typed(line, { ...bravo, workspace: 'T0THIRD' })));
  }, 120_000);

  it('gives nothing to its buttons and forms', async () => {
    const tried = [...payloads].flatMap((payload) => [
      clicked(payload, bravo),
      submitted(payload, {}, bravo),
      submitted(payload, { reason: 'no', confirm: 'yes' }, bravo),
    ]);
    await triedAsBravo(tried);
  }, 120_000);

  it('does not know what is kept for its long buttons', async () => {
    const keys = [...payloads].filter((payload) => payload.startsWith('~'));
    expect(keys.length).toBeGreaterThan(5);
    bot.ended.length = 0;
    for (const key of keys) await ask(bot.core, clicked(key, bravo));
    expect(new Set(bot.ended.map(({ outcome }) => outcome))).toEqual(new Set(['bad input']));
  });

  it('suggests nothing', async () => {
    for (const { name, arguments: table } of bot.core.menu) {
      for (const argument of table.filter(({ suggests }) => suggests)) {
        const { platform, workspace, conversation: where, person } = typed('', bravo);
        const asked = { platform, workspace: workspace, conversation: where, person };
        const typedSoFar = { command: name, argument: argument.name, typed: '', others: {} };
        const suggested = JSON.stringify(await bot.core.suggest({ ...asked, ...typedSoFar }));
        expect([...marks].filter((mark) => suggested.includes(mark))).toEqual([]);
      }
    }
  });
});

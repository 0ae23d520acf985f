import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { CommandMenu } from '../../../src/chat/menu.ts';
import { mayRun, type Role, roles } from '../../../src/chat/role.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { ask, clicked, submitted, typed } from '../../harness/asking.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

let store: Store;
/** Two processes on one store: what one is told, the other keeps to. */
let [one, other]: readonly TestCore[] = [];
beforeAll(async () => {
  store = await openStore({
    url: 'sqlite::memory:',
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  const access = { admins: ['test:U0BOSS'], defaultRole: 'viewer' as const };
  one = await openTestCore({ store, access });
  other = await openTestCore({ store, access });
});
afterAll(async () => {
  await one?.close();
  await other?.close();
  await store.close();
});
const bot = (which: TestCore | undefined): TestCore => {
  if (which === undefined) throw new Error('not open');
  return which;
};

const workspace = 'T-granted';
const here = { workspace, conversation: { id: 'C-granted', direct: false } };
const elsewhere = { workspace, conversation: { id: 'C-elsewhere', direct: false } };
const somebody = { person: { id: 'U0SOMEBODY1', groups: ['G0MEMBERS1'] } };

async function outcome(which: TestCore, invocation: Invocation): Promise<string | undefined> {
  const before = which.ended.length;
  await ask(which.core, invocation);
  return which.ended[before]?.outcome;
}

async function asBoss(line: string): Promise<void> {
  expect(await outcome(bot(one), typed(line, { ...here, person: { id: 'U0BOSS' } }))).toBe('answered');
}

/** Every way to ask for a command, and to ask for it again in another process. */
async function allWays(which: TestCore, { name, examples }: CommandMenu, where: Partial<Invocation>) {
  const asked = [
    typed(examples[0] ?? `/${name}`, { ...where, ...somebody }),
    clicked(`${name}?`, { ...where, ...somebody }),
    submitted(`${name}?`, {}, { ...where, ...somebody }),
  ];
  const outcomes: (string | undefined)[] = [];
  for (const invocation of asked) outcomes.push(await outcome(which, invocation));
  for (const invocation of asked) outcomes.push(await outcome(bot(other), invocation));
  return outcomes;
}

/** Those for which there is something that somebody who may not run them may do in their place. */
const replaced = new Set(['seller']);

/** The commands that are let through, or not, against what `role` may do. */
async function wrongly(
  role: Role,
  where: Partial<Invocation>,
  roleEverywhere: Role = role,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const command of bot(one).core.menu) {
    for (const each of await allWays(bot(one), command, where)) {
      if (
        (each === 'not permitted') ===
        (mayRun({ role, roleEverywhere }, command) || replaced.has(command.name))
      )
        wrong.push(`${command.name}: ${each}`);
    }
  }
  return wrong;
}

describe.each(roles)('%s, each command, typed, clicked, as a form, and again in another process', (role) => {
  it.each([
    ['the person', '<@U0SOMEBODY1|ann>', ''],
    ['a group of theirs', '<@&G0MEMBERS1|members>', ''],
    ['the person, here', '<@U0SOMEBODY1|ann>', '--here'],
    ['a group of theirs, here', '<@&G0MEMBERS1|members>', '--here'],
  ])('by a grant to %s', async (_, whom, flag) => {
    await asBoss(`/admin grant ${role} ${whom} ${flag}`);
    expect(await wrongly(role, here, flag === '' ? role : 'viewer')).toEqual([]);
    if (flag !== '') expect(await wrongly('viewer', elsewhere)).toEqual([]);
    await asBoss(`/admin revoke ${whom} ${flag}`);
    expect(await wrongly('viewer', here)).toEqual([]);
  });
});

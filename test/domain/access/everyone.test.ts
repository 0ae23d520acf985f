import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Invocation } from '../../../src/chat/invocation.ts';
import type { CommandMenu } from '../../../src/chat/menu.ts';
import { encodeCall } from '../../../src/chat/payload.ts';
import { type Affiliation, type Membership, mayRun, type Role } from '../../../src/chat/role.ts';
import { ask, type Sent, typed } from '../../harness/asking.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';

/*
 * Everybody there is, by every command of the registry, in every way that it can be asked for: what each may see. Made of
 * the command table and of one table of people, so that neither a command nor a way can be forgotten.
 */

interface Kind {
  readonly about: Partial<Invocation>;
  readonly affiliation?: Affiliation;
  readonly memberships?: readonly Membership[];
  /** What they may do; absent: nothing at all. */
  readonly role?: Role;
  /** In a direct message outside of any workspace, where nothing is decided for a whole one. */
  readonly outside?: boolean;
}

const home = { workspace: 'T0HOME' };
const person = (id: string) => ({ person: { id, locale: 'en' } });
const direct = (id: string) => ({
  workspace: `dm:${id}`,
  conversation: { id: `D${id}`, direct: true, outside: true },
  ...person(id),
});

/** Every kind of person that the issue of who is let in names. */
const people: Readonly<Record<string, Kind>> = {
  'home person': { about: { ...home, ...person('U0HOME0001') }, role: 'buyer' },
  'first admin': { about: { ...home, ...person('U0BOSS') }, role: 'admin' },
  'demoted person': { about: { ...home, ...person('U0LESS0001') }, role: 'viewer' },
  guest: { about: { ...home, ...person('U0GUEST001') }, affiliation: { is: 'guest' }, role: 'viewer' },
  'guest who is granted more': {
    about: { ...home, ...person('U0GUEST002') },
    affiliation: { is: 'guest' },
    role: 'approver',
  },
  'person of another company': {
    about: { ...home, ...person('U0OTHER001') },
    affiliation: { is: 'outsider' },
  },
  'person whose account is closed, whatever was granted to it': {
    about: { ...home, ...person('U0GUEST002') },
    affiliation: { is: 'gone' },
  },
  'first admin whose account is closed': {
    about: { ...home, ...person('U0BOSS') },
    affiliation: { is: 'gone' },
  },
  'person whom the platform does not tell of': {
    about: { ...home, ...person('U0WHO00001') },
    affiliation: { is: 'outsider', unsure: 'no permission' },
  },
  'stranger in their own server': { about: { workspace: 'T0STRANGE', ...person('U0STRANGE1') } },
  'direct message with a shared server': {
    about: direct('U0HOME0002'),
    memberships: [{ workspace: 'T0HOME', groups: [] }],
    role: 'buyer',
    outside: true,
  },
  'direct message of a demoted person': {
    about: direct('U0LESS0001'),
    memberships: [{ workspace: 'T0HOME', groups: [] }],
    role: 'viewer',
    outside: true,
  },
  'direct message with a strange server alone': {
    about: direct('U0STRANGE1'),
    memberships: [{ workspace: 'T0STRANGE', groups: [] }],
    outside: true,
  },
  'direct message without a shared server': { about: direct('U0STRANGE2'), outside: true },
};

/** What somebody else is asked for in place of a command: it is run for whoever may ask. */
const replaced = new Set(['seller']);

const ways: Readonly<Record<string, (command: CommandMenu) => Input | undefined>> = {
  typed: ({ name, examples }) => ({ kind: 'text', text: examples[0] ?? `/${name}` }),
  'with typed options': ({ name }) => ({ kind: 'options', command: name, options: {} }),
  'from a message’s menu': ({ name, fromMessage }) =>
    fromMessage && {
      kind: 'message',
      command: name,
      text: 'https://detail.1688.com/offer/600000000003.html',
    },
  clicked: ({ name }) => ({ kind: 'payload', payload: encodeCall({ command: name, arguments: {} }) }),
  'asked in a form': ({ name, arguments: [first] }) =>
    first && {
      kind: 'payload',
      payload: encodeCall({ command: name, arguments: {}, ask: [first.name] }),
    },
  'sent in a form': ({ name, arguments: [first] }) =>
    first && {
      kind: 'form',
      payload: encodeCall({ command: name, arguments: {}, ask: [first.name] }),
      values: { [first.name]: first.example },
    },
};

let bot: TestCore;
let now: Kind = { about: {} };
const menu = await (async () => {
  const made = await openTestCore();
  await made.close();
  return made.core.menu;
})();

beforeAll(async () => {
  bot = await openTestCore({
    admission: 'kept',
    access: { admins: ['test:U0BOSS'], defaultRole: 'buyer' },
    adapters: [
      {
        platform: 'test',
        homes: () => ['T0HOME'],
        affiliationOf: async () => now.affiliation ?? { is: 'member' },
        membershipsOf: async ({ among }) =>
          now.memberships?.filter(({ workspace }) => among.includes(workspace)) ?? [],
      },
    ],
  });
  const boss = people['first admin'];
  if (boss === undefined) throw new Error('no admin');
  now = boss;
  await ask(bot.core, typed('/admin grant viewer <@U0LESS0001|lee>', boss.about));
  await ask(bot.core, typed('/admin grant approver <@U0GUEST002|gil>', boss.about));
});
afterAll(() => bot.close());

/** What a person is answered, and which calls of the partner it took. */
async function tried(kind: Kind, input: Input) {
  now = kind;
  const [ended, called] = [bot.ended.length, bot.calls.length];
  const sent = await ask(bot.core, { ...typed(''), ...kind.about, input });
  return { sent, outcome: bot.ended[ended]?.outcome, calls: bot.calls.slice(called) };
}

const refusals = new Set<unknown>(['not permitted', 'not let in']);
const isPrivate = (sent: readonly Sent[]) =>
  sent.length === 1 && sent.every((each) => each.did === 'answer' && each.answer.visibility === 'asker');

describe.each(Object.entries(people))('a %s', (_, kind) => {
  it.each(Object.entries(ways))('gets of each command what is theirs, %s', async (_way, inputOf) => {
    for (const command of menu) {
      const input = inputOf(command);
      if (input === undefined) continue;
      const { sent, outcome, calls } = await tried(kind, input);
      const held = kind.role && { role: kind.role, roleEverywhere: kind.role };
      if (held === undefined) {
        expect(outcome, command.name).toBe('not let in');
        expect(isPrivate(sent), command.name).toBe(true);
        expect(calls, command.name).toEqual([]);
        continue;
      }
      const elsewhere = kind.outside === true && command.needs === 'admin';
      if (!elsewhere && mayRun(held, command)) {
        expect(refusals.has(outcome), `${command.name}: ${outcome}`).toBe(false);
      } else if (!replaced.has(command.name)) {
        expect(outcome, command.name).toBe('not permitted');
        expect(isPrivate(sent), command.name).toBe(true);
        expect(calls, command.name).toEqual([]);
      }
    }
  });

  it('gets suggestions for what is theirs alone', async () => {
    now = kind;
    const { workspace = '', conversation = { id: 'C1', direct: false }, person = { id: '' } } = kind.about;
    for (const command of menu) {
      for (const argument of command.arguments.filter(({ suggests, choices }) => suggests || choices)) {
        const asked = { platform: 'test', workspace: workspace, conversation, person, command: command.name };
        const found = await bot.core.suggest({ ...asked, argument: argument.name, typed: '' });
        const held = kind.role && { role: kind.role, roleEverywhere: kind.role };
        if (held === undefined || (!mayRun(held, command) && !replaced.has(command.name))) {
          expect(found, `${command.name} ${argument.name}`).toEqual([]);
        }
      }
    }
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PeopleDirectory } from '../../src/domain/access/role-service.ts';
import { en } from '../../src/languages/en/index.ts';
import { answerTo, ask, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

let bot: TestCore;
/** What the platform says of groups. */
let groupsOf: PeopleDirectory['groupsOf'];
const boss = { person: { id: 'U0BOSS' } };
const ann = { person: { id: 'U0ANN00001' } };
const open = (admins: readonly string[]) =>
  openTestCore({
    access: { admins, operators: ['page:operator'] },
    adapters: [{ platform: 'test', groupsOf: (asked) => groupsOf('test', asked) }],
  });
beforeEach(async () => {
  groupsOf = async () => undefined;
  bot = await open(['test:U0BOSS']);
});
afterEach(() => bot.close());

const says = async (line: string, about: Parameters<typeof typed>[1] = boss) =>
  wordsOf((await answerTo(bot.core, typed(line, about))).card);
const outcomeOf = async (line: string, about: Parameters<typeof typed>[1]) => {
  await ask(bot.core, typed(line, about));
  return bot.ended.at(-1)?.outcome;
};

describe('/admin', () => {
  it('alone shows all that is set, with a button to change each', async () => {
    await says('/admin approval-above 5000');
    await says('/admin rate USD 7.1');
    await says('/admin approvers here');
    const { card } = await answerTo(bot.core, typed('/admin', boss));
    const { admin } = en;
    const words = wordsOf(card);
    for (const said of [
      `${admin.aboveLabel}: ¥5,000.00`,
      `${admin.ratesLabel}: ${en.requests.rateLine('USD', '7.1')}`,
      `${admin.approversLabel}: ${admin.inThisConversation}`,
      `${admin.everybodyElseLabel}: ${en.core.roles.buyer}`,
      `${en.watch.quietLabel}: ${admin.notSet}`,
    ])
      expect(words).toContain(said);
    const roles = await answerTo(bot.core, clicked(payloadOf(card, admin.showRoles), boss));
    expect(roles.card.title).toBe(admin.rolesTitle);
    const grant = await formOf(bot.core, clicked(payloadOf(card, admin.grantButton), boss));
    // No name is a person: a platform's own list has to be chosen from.
    expect(grant.fields[1]).toMatchObject({
      name: 'whom',
      takes: { kind: 'person' },
      hint: admin.whomInForm,
    });
    await says('/admin account 1700000000001');
    await says('/admin account 1700000000002 --for me');
    const chosen = admin.userChosen('1700000000001', 1);
    expect(wordsOf((await answerTo(bot.core, typed('/admin', boss))).card)).toContain(
      `${admin.userLabel}: ${chosen}`,
    );
    const users = await answerTo(bot.core, clicked(payloadOf(card, admin.userButton), boss));
    expect(users.card.title).toBe(en.accounts.title);
    for (const undo of ['/admin account own', '/admin account own --for me']) await says(undo);
    const rate = await formOf(bot.core, clicked(payloadOf(card, admin.rateButton), boss));
    expect(rate.fields.map(({ initial }) => initial)).toEqual(['USD', '7.1']);
    const form = await formOf(bot.core, clicked(payloadOf(card, admin.aboveButton), boss));
    expect(form.fields.map(({ initial }) => initial)).toEqual(['5000']);
    await answerTo(bot.core, submitted(form.payload, { amount: '6000' }, boss));
    expect(wordsOf((await answerTo(bot.core, typed('/admin', boss))).card)).toContain('¥6,000.00');
    expect(await says('/admin approval-above')).toContain(en.requests.aboveSet('¥6,000.00'));
    await answerTo(bot.core, submitted(form.payload, {}, boss));
    expect(await says('/admin approval-above')).toContain(en.requests.aboveNever);
    const shown = await answerTo(bot.core, clicked(payloadOf(card, admin.cards), boss));
    expect(shown.card.title).not.toBe(en.core.badInput);
    for (const undo of ['/admin approval-above never', '/admin approvers none', '/unfurl off'])
      await says(undo);
  });

  it('shows who may do what', async () => {
    await says('/admin grant approver <@U0ANN00001|ann>');
    await says('/admin grant viewer <@&S0GUESTS01|guests> --here');
    const shown = await says('/admin roles');
    expect(shown).toContain('@U0BOSS · admin · by the settings');
    expect(shown).toContain('@ann · approver · everywhere');
    expect(shown).toContain('Group guests · viewer · in this conversation');
    expect(shown).toContain(en.admin.everybodyElse('buyer'));
  });

  it('gives a role and takes one back by what can be clicked, and says no line to type', async () => {
    const roles = async () => (await answerTo(bot.core, typed('/admin roles', boss))).card;
    const form = await formOf(bot.core, clicked(payloadOf(await roles(), en.admin.grantButton), boss));
    await answerTo(
      bot.core,
      submitted(form.payload, { role: 'approver', whom: '<@U0ANN00001|ann>', here: 'yes' }, boss),
    );
    const given = await roles();
    expect(wordsOf(given)).toContain('@ann · approver · in this conversation');
    expect(wordsOf(given)).not.toMatch(/\/admin|--/);
    const table = given.body.find(({ kind }) => kind === 'table');
    const options = table?.kind === 'table' ? (table.choose?.options ?? []) : [];
    // The settings' admin is not to be taken back.
    expect(options.map(({ label }) => label)).toEqual(['@ann · approver · in this conversation']);
    const gone = await answerTo(bot.core, clicked(options[0]?.run ?? '', boss));
    expect(gone.card.title).toBe(en.admin.revoked);
    expect(wordsOf(await roles())).not.toContain('@ann');
  });

  it('chooses a user of the account, and takes the choice back, by what can be clicked', async () => {
    const account = async () => (await answerTo(bot.core, typed('/admin account', boss))).card;
    const form = await formOf(bot.core, clicked(payloadOf(await account(), en.accounts.choose), boss));
    expect(form.title).toBe(en.forms.account.title);
    await answerTo(bot.core, submitted(form.payload, { user: '1700000000001', here: 'yes' }, boss));
    const chosen = await account();
    expect(wordsOf(chosen)).toContain(`${en.accounts.inThisConversation}: 1700000000001`);
    expect(wordsOf(chosen)).not.toMatch(/\/admin|--/);
    const [back] = chosen.actions.flatMap((each) => (each.kind === 'select' ? each.options : []));
    const gone = await answerTo(bot.core, clicked(back?.run ?? '', boss));
    expect(gone.card.title).toBe(en.accounts.taken);
    expect(wordsOf(await account())).toContain(en.accounts.none);
  });

  it('goes through long lists page by page', async () => {
    for (let index = 10; index < 40; index += 1)
      await says(`/admin grant viewer <@U0MANY00${index}|p${index}>`);
    const first = (await answerTo(bot.core, typed('/admin roles', boss))).card;
    const second = (await answerTo(bot.core, clicked(payloadOf(first, en.admin.after), boss))).card;
    expect(wordsOf(first)).toContain('@p10');
    expect(wordsOf(second)).not.toContain('@p10');
    expect(wordsOf(second)).toContain('@p29');
    expect(() => payloadOf(second, en.admin.before)).not.toThrow();
  });

  it('says how to have an admin where there is none, and whom to ask where there is', async () => {
    const orphan = await open([]);
    const told = wordsOf((await answerTo(orphan.core, typed('/admin', ann))).card);
    await orphan.close();
    expect(told).toContain('ADMINS=test:U0ANN00001');
    expect(await says('/admin', ann)).toContain(en.core.askAdmin);
    // The settings' admin of another platform is nobody whom one could ask here.
    expect(await says('/admin', { ...ann, platform: 'another' })).toContain('ADMINS=another:U0ANN00001');
  });
});

describe('a grant', () => {
  it('to a group counts for whom the platform says are in it, and asks nothing where no group is named', async () => {
    let asked = 0;
    groupsOf = async (platform, { person, among }) => {
      asked += 1;
      expect(platform).toBe('test');
      return person === 'U0ANN00001' ? among : [];
    };
    expect(await outcomeOf('/status', ann)).toBe('answered');
    expect(asked).toBe(0);
    await says('/admin grant admin <@&S0ADMINS01|admins>');
    expect(await outcomeOf('/admin roles', ann)).toBe('answered');
    expect(await outcomeOf('/admin roles', { person: { id: 'U0BOB00002' } })).toBe('not permitted');
    expect(asked).toBe(2);
  });

  it('to a group lets nobody do more while the platform does not say who is in it', async () => {
    await says('/admin grant admin <@&S0ADMINS01|admins>');
    expect(await outcomeOf('/admin roles', ann)).toBe('not permitted');
    expect(await outcomeOf('/language en', ann)).toBe('answered');
    await says('/admin grant viewer <@&S0GUESTS01|guests>');
    // Whoever may be a guest is taken for one.
    expect(await outcomeOf('/language en', ann)).toBe('not permitted');
  });

  it('of one conversation gives no say in others', async () => {
    await says('/admin grant admin <@U0ANN00001|ann> --here');
    const elsewhere = { ...ann, conversation: { id: 'C2', direct: false } };
    expect(await says('/admin grant admin me', ann)).toContain(en.admin.refusal['only here']);
    expect(await says('/admin grant viewer <@U0BOB00002|bob>', ann)).toContain(en.admin.unchanged);
    expect(await says('/admin revoke <@U0BOB00002|bob>', ann)).toContain(en.admin.unchanged);
    expect(await says('/admin grant viewer <@U0BOB00002|bob> --here', ann)).toContain(
      en.admin.granted('viewer'),
    );
    expect(await outcomeOf('/admin roles', elsewhere)).toBe('not permitted');
    for (const line of [
      '/admin approval-above never',
      '/admin approvers here',
      '/admin audit',
      '/admin forget me',
    ]) {
      expect(await says(line, ann)).toContain(en.core.roleNeededEverywhere('admin', 'buyer'));
    }
  });

  it('takes from no admin of the settings, nor from oneself', async () => {
    await says('/admin grant admin <@U0ANN00001|ann>');
    expect(await says('/admin grant viewer <@U0BOSS01|boss>', ann)).toContain('Granted');
    expect(await says('/admin revoke me', ann)).toContain(en.admin.refusal.oneself);
    expect(await says('/admin grant buyer me', ann)).toContain(en.admin.refusal.oneself);
    expect(await says('/admin revoke <@U0BOSS|boss>', ann)).toContain(en.admin.refusal['by settings']);
    expect(await says('/admin grant viewer me')).toContain(en.admin.unchanged);
    expect(await outcomeOf('/admin roles', boss)).toBe('answered');
  });

  it('is not taken from the last admin where the settings name none', async () => {
    await bot.close();
    bot = await open([]);
    const grant = (whom: string, role: string) =>
      bot.store.grants.set({
        organization: 'test:T1',
        scope: 'everywhere',
        subject: whom,
        role,
        name: 'x',
        grantedBy: 'test:U9',
        grantedAt: 0,
      });
    groupsOf = async (_, { among }) => among;
    await grant('group test:S0ADMINS01', 'admin');
    expect(await says('/admin revoke <@&S0ADMINS01|admins>', ann)).toContain(en.admin.refusal.last);
    await says('/admin grant admin <@U0BOB00002|bob>', ann);
    expect(await says('/admin revoke <@&S0ADMINS01|admins>', ann)).toContain(en.admin.revoked);
  });

  it('of a role that this version does not know lets nobody do more than look', async () => {
    await bot.store.grants.set({
      organization: 'test:T1',
      scope: 'everywhere',
      subject: 'person test:U0ANN00001',
      role: 'overlord',
      name: 'ann',
      grantedBy: 'test:U9',
      grantedAt: 0,
    });
    expect(await outcomeOf('/status', ann)).toBe('answered');
    expect(await outcomeOf('/language en', ann)).toBe('not permitted');
  });
});

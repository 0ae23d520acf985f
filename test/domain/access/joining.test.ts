import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import { en } from '../../../src/languages/en/index.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { makeSqliteBed } from '../../store/bed.ts';

const boss: Partial<Invocation> = { person: { id: 'U0BOSS1', locale: 'en' } };
const second = { workspace: 'T2', conversation: { id: 'C2', direct: false } };
const theirBoss: Partial<Invocation> = { ...second, person: { id: 'U0BOSS2', locale: 'en' } };
const order = '/order preview 889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 5738';

describe('joining two workspaces', () => {
  let clock: FakeClock;
  let bot: TestCore;
  beforeEach(async () => {
    clock = createFakeClock(Date.parse('2026-11-28T12:00:00+08:00'));
    const access = { admins: ['test:U0BOSS1', 'test:U0FIRST1'], defaultRole: 'buyer' as const };
    bot = askingPartner(await openTestCore({ clock, access }));
    await say('/admin grant admin <@U0BOSS2>', { ...second, person: { id: 'U0FIRST1' } });
  });
  afterEach(() => bot.close());

  const say = async (text: string, who: Partial<Invocation> = {}) =>
    (await answerTo(bot.core, typed(text, who))).card;
  const press = async (card: ReadyCard, label: string, who: Partial<Invocation> = {}) =>
    (await answerTo(bot.core, clicked(payloadOf(card, label), who))).card;
  const outcomeOf = async (text: string, who: Partial<Invocation>) => {
    await say(text, who);
    return bot.ended.at(-1)?.outcome;
  };
  const lineIn = (card: ReadyCard) => {
    const [copied] = card.body.flatMap((block) => (block.kind === 'copy' ? [block.value] : []));
    if (copied === undefined) throw new Error(`nothing to type in ${card.title}`);
    return copied;
  };
  const join = async () => {
    const asked = await say(lineIn(await say('/admin join', boss)), theirBoss);
    return press(asked, en.joining.button, theirBoss);
  };

  it('asks first, and then makes one organization of them, which both trails know', async () => {
    const asked = await say(lineIn(await say('/admin join', boss)), theirBoss);
    expect(wordsOf(asked)).toContain(`${en.joining.into} test:T1`);
    expect(await bot.store.organizations.of({ workspace: 'test:T2' })).toBe('test:T2');
    expect((await press(asked, en.joining.button, theirBoss)).title).toBe(en.joining.joined);
    expect(await bot.store.organizations.of({ workspace: 'test:T2' })).toBe('test:T1');
    for (const organization of ['test:T1', 'test:T2']) {
      const records = await bot.store.audit.list({ organization, command: 'admin join', limit: 9 });
      const joined = records.find(({ facts }) => facts.includes('"state":"joined"'));
      expect(joined).toMatchObject({
        workspace: 'T2',
        outcome: 'done',
        facts: expect.stringContaining('"to":"test:T1"'),
      });
      expect(records.map(({ facts }) => facts).join()).not.toMatch(/\w{20}/);
    }
  });

  it('gives nobody power over the other, and leaves nobody what was taken from them', async () => {
    await say('/admin grant viewer <@U0LESS1>', theirBoss);
    await say('/admin grant approver <@U0MORE1> --here', theirBoss);
    await join();
    expect(await outcomeOf('/admin roles', theirBoss)).toBe('not permitted');
    expect(await outcomeOf(order, { ...second, person: { id: 'U0LESS1' } })).toBe('not permitted');
    expect(await outcomeOf('/seller-requests', { ...second, person: { id: 'U0MORE1' } })).toBe('answered');
    expect(await outcomeOf('/admin roles', { ...boss, ...second })).toBe('answered');
  });

  it('takes a role away in every process at once, when another process revoked it', async () => {
    const access = { admins: ['test:U0BOSS1', 'test:U0FIRST1'], defaultRole: 'buyer' as const };
    const files = await makeSqliteBed();
    const [here, there] = [await files.open(clock), await files.open(clock)];
    const [one, two] = [
      await openTestCore({ clock, access, store: here }),
      await openTestCore({ clock, access, store: there }),
    ];
    const sayTo = async ({ core }: TestCore, text: string, who: Partial<Invocation>) =>
      (await answerTo(core, typed(text, who))).card;
    await sayTo(one, '/admin grant viewer <@U0LESS1>', { ...second, person: { id: 'U0FIRST1' } });
    const less = { ...second, person: { id: 'U0LESS1' } };
    await sayTo(two, order, less);
    expect(two.ended.at(-1)?.outcome).toBe('not permitted');
    const line = lineIn(await sayTo(one, '/admin join', boss));
    await sayTo(one, `${line} --confirm`, { ...second, person: { id: 'U0FIRST1' } });
    await sayTo(two, order, less);
    expect(two.ended.at(-1)?.outcome).toBe('not permitted');
    expect(await there.organizations.of({ workspace: 'test:T2' })).toBe('test:T1');
    for (const each of [one, two]) await each.close();
    await here.close();
    await there.close();
    await files.dispose();
  });

  it('takes a code once, for a quarter of an hour, and only from an admin', async () => {
    const line = lineIn(await say('/admin join', boss));
    expect(await outcomeOf(line, { ...second, person: { id: 'U0NOBODY' } })).toBe('not permitted');
    expect((await say(line, boss)).title).toBe(en.joining.same);
    clock.advance(15 * 60_000);
    expect((await say(line, theirBoss)).title).toBe(en.joining.noCode);
    const fresh = lineIn(await say('/admin join', boss));
    await press(await say(fresh, theirBoss), en.joining.button, theirBoss);
    expect((await say(fresh, { ...boss, workspace: 'T3' })).title).toBe(en.joining.noCode);
  });

  it('leaves nobody who is forgotten later in the trail that stayed by itself', async () => {
    const stranger = { ...second, person: { id: 'U0GONE123', locale: 'en' } };
    await say('/watch', stranger);
    const kept = async () => {
      const records = await bot.store.audit.list({ organization: 'test:T2', limit: 50 });
      return JSON.stringify(records);
    };
    expect(await kept()).toContain('U0GONE123');
    await join();
    await say('/admin forget test:U0GONE123 --confirm', boss);
    expect(await kept()).not.toContain('U0GONE123');
    expect(await bot.store.audit.verify({ organization: 'test:T2' })).not.toHaveProperty('broken');
  });

  it('orders nothing twice that was confirmed before and after', async () => {
    const buyer = { ...second, person: { id: 'U0BUYER1', locale: 'en' } };
    const preview = await say(order, buyer);
    expect((await press(preview, en.buying.orderFor('¥65.61'), buyer)).title).toContain(
      en.buying.create.placed,
    );
    await join();
    expect((await press(preview, en.buying.orderFor('¥65.61'), buyer)).title).toContain(
      en.buying.create.placed,
    );
    expect(bot.sandbox?.orders.all()).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printRequest } from '../../../src/domain/requests/request.ts';
import { allWords } from '../../../src/languages/index.ts';
import { orderOf } from '../../arbitraries/order.ts';
import { blockActions, homeOpened } from '../../fakes/slack/payloads.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people } from '../../fakes/slack/workspace.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { type Bed, openBed } from './bed.ts';

const { home, help } = allWords.en;

let bot: TestCore;
let bed: Bed;
beforeEach(async () => {
  bot = await openTestCore({ access: { admins: [`slack:${people.ann}`], defaultRole: 'viewer' } });
  bot.news.known.push({ order: orderOf({ phase: 'awaiting payment', parcels: [] }), changedAt: 0 });
  bed = await openBed(bot.core, 'socket');
});
afterEach(async () => {
  await bed.close();
  await bot.close();
});

/** The Home tab that is published next for a person who opens it. */
async function openedBy(user: string, at: string) {
  const { id: channel } = bed.slack.direct(user);
  const before = bed.slack.views.length;
  await bed.slack.deliver(homeOpened({ user, channel, event_ts: at }, `Ev${at}`));
  const shown = await bed.slack.waitFor(() => bed.slack.views[before]);
  return { channel, shown, seen: visible({ text: '', blocks: [...shown.view.blocks] }) };
}

describe('the Home tab', () => {
  it('shows what needs the person, by their role', async () => {
    const { shown, seen } = await openedBy(people.ann, '1.1');
    expect(shown).toMatchObject({ kind: 'publish', user: people.ann, view: { type: 'home' } });
    expect(seen.text).toContain(home.unpaid(1, false));
    expect(seen.choices[0]?.options[0]?.label).toContain('¥100.00');
    const jobs = seen.choices.find(({ label }) => label === home.jobs);
    expect(jobs?.options.map(({ label }) => label)).toContain(help.jobs.approvals.name);
    // A viewer buys nothing: what is to be paid does not wait for them.
    const { seen: viewers } = await openedBy(people.bob, '1.2');
    expect(viewers.text).toContain(home.nothing);
    expect(viewers.buttons.map(({ label }) => label)).not.toContain(home.basket);
    expect(bed.slack.messages).toEqual([]);
    expect(bed.slack.problems).toEqual([]);
  });

  it('says among which orders refunds were looked for, once there may be others', async () => {
    const order = orderOf({ phase: 'done', parcels: [] });
    const said = home.refundsAmong(100);
    const { seen: few } = await openedBy(people.ann, '1.3');
    expect(few.text).not.toContain(said);
    bot.news.known.push(...Array.from({ length: 99 }, () => ({ order, changedAt: 0 })));
    const { seen: many } = await openedBy(people.ann, '1.4');
    expect(many.text).toContain(said);
    // Whoever buys nothing has no refunds to look for.
    const { seen: viewers } = await openedBy(people.bob, '1.5');
    expect(viewers.text).not.toContain(said);
  });

  it('counts what waits for a decision behind many requests of one’s own', async () => {
    const organization = `slack:${bed.slack.teamId}`;
    const place = { workspace: bed.slack.teamId, conversation: 'slack:C0BUYING' };
    const ask = (asker: string, at: number) => {
      const [id, offer] = [`request-${at}`, `${700_000_000_000 + at}`];
      const state = printRequest({
        id,
        organization,
        asker,
        language: 'en',
        askedAt: at,
        subject: { kind: 'seller', offer },
        asked: { ...place, direct: false },
        shown: place,
        status: { is: 'open' },
        expiresAt: Number.MAX_SAFE_INTEGER,
      });
      const row = { organization, id, kind: 'seller', subject: `offer:${offer}`, asker, state };
      const times = { version: 1, createdAt: at, changedAt: at };
      return bot.store.requests.open({ ...row, ...times, open: true, status: 'open' }, []);
    };
    await ask(`slack:${people.bob}`, 1);
    for (let at = 2; at < 32; at += 1) await ask(`slack:${people.ann}`, at);
    const { seen } = await openedBy(people.ann, '1.6');
    expect(seen.text).toContain(home.toDecide(1, false));
  });

  it('answers a click in the direct conversation, and is drawn anew', async () => {
    const { channel, shown, seen } = await openedBy(people.ann, '2.1');
    const button = seen.buttons.find(({ label }) => label === allWords['zh-CN'].language.ownName);
    const { channel: _channel, response_url: _url, ...click } = blockActions();
    await bed.slack.deliver({
      ...click,
      trigger_id: bed.slack.newTrigger(),
      container: { type: 'view', view_id: shown.id },
      view: { ...shown.view, id: shown.id },
      actions: [
        {
          type: 'button',
          action_id: button?.actionId,
          block_id: 'b',
          value: button?.value,
          action_ts: '1.1',
        },
      ],
    });
    const answer = await bed.slack.waitFor(() => bed.slack.messages[0]);
    expect(answer).toMatchObject({ channel });
    expect(visible(answer).text).toContain(allWords['zh-CN'].language.set);
    const again = await bed.slack.waitFor(() => bed.slack.views[1]);
    expect(visible({ text: '', blocks: [...again.view.blocks] }).text).toContain(
      allWords['zh-CN'].home.title,
    );
  });

  it('opens a form at a click that asks', async () => {
    const { shown, seen } = await openedBy(people.ann, '3.1');
    const button = seen.buttons.find(({ label }) => label === home.find);
    const { channel: _channel, response_url: _url, ...click } = blockActions();
    await bed.slack.deliver({
      ...click,
      trigger_id: bed.slack.newTrigger(),
      container: { type: 'view', view_id: shown.id },
      view: { ...shown.view, id: shown.id },
      actions: [
        {
          type: 'button',
          action_id: button?.actionId,
          block_id: 'b',
          value: button?.value,
          action_ts: '1.2',
        },
      ],
    });
    const form = await bed.slack.waitFor(() => bed.slack.views.find(({ kind }) => kind === 'open'));
    expect(form.view.title?.text).toBe(allWords.en.forms.search.title);
  });

  it('stays as it is on the tab of messages', async () => {
    const { id: channel } = bed.slack.direct(people.ann);
    await bed.slack.deliver(homeOpened({ channel, tab: 'messages' }));
    await openedBy(people.ann, '4.1');
    expect(bed.slack.views).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { en } from '../../../src/languages/en/index.ts';
import { zhCn } from '../../../src/languages/zh-cn/index.ts';
import { answerTo, clicked, formOf, payloadOf, submitted, typed, wordsOf } from '../../harness/asking.ts';
import type { Said } from '../../notifications/fake-chat.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const hourMs = 60 * 60_000;
const offer = '951807530375';

let bed: RequestBed;
beforeEach(async () => {
  bed = await openRequestBed();
});
afterEach(() => bed.dispose());

/** Asks, and waits for the card. */
async function asked(line = `/seller-request ${offer} for the spring line`) {
  const answer = await answerTo(bed.bot.core, typed(line, people.asker));
  await bed.until(() => cards().length > 0);
  return answer;
}
const cards = () => bed.chat.said.filter(({ conversation }) => conversation === 'C1');
const answers = () => bed.chat.said.filter(({ conversation }) => conversation === 'direct-U1');
const saidBy = (said: Said | undefined) => (said === undefined ? '' : wordsOf(said.card));
const card = () => {
  const [first] = cards();
  if (first === undefined) throw new Error('no card');
  return first.card;
};
const click = (label: string, who: Parameters<typeof clicked>[1] = people.boss) =>
  answerTo(bed.bot.core, clicked(payloadOf(card(), label), who));

/** The line that does `what` with the request that a button is about. */
const clickedId = (payload: string, what: string) =>
  `/request ${what} ${new URLSearchParams(payload.slice(payload.indexOf('?') + 1)).get('id')}`;

describe('a request for a seller’s chat', () => {
  it('goes to the approvers, is approved on its card, and the asker gets the link in private, once', async () => {
    const { card: told, visibility } = await asked();
    expect(visibility).toBe('asker');
    expect(wordsOf(told)).toContain(en.requests.filed);
    expect(wordsOf(card())).toContain('for the spring line');
    expect(wordsOf(card())).toContain(offer);
    expect(card().picture).toBeDefined();
    expect(card().actions.map(({ label }) => label)).toEqual([
      en.requests.approve,
      en.requests.decline,
      en.requests.assign,
    ]);

    expect(wordsOf((await click(en.requests.approve)).card)).toContain(en.requests.nowApproved);
    await bed.until(() => answers().length > 0 && card().actions.length === 0);
    expect(wordsOf(card())).toContain(en.requests.statuses.approved);
    expect(wordsOf(card())).toContain('@U2');
    expect(cards()).toHaveLength(1);
    expect(answers()).toHaveLength(1);
    const open = answers()[0]?.card.actions.find(({ kind }) => kind === 'open');
    expect(open).toMatchObject({ label: en.seller.openChat });
    // It says who decided, and leads to the request.
    const answer = answers()[0]?.card;
    if (answer === undefined) throw new Error('no answer');
    expect(wordsOf(answer)).toContain(`${en.requests.yourApproved.seller} · ${en.requests.by}: @U2`);
    const request = await answerTo(
      bed.bot.core,
      clicked(payloadOf(answer, en.requests.theRequest), people.asker),
    );
    expect(wordsOf(request.card)).toContain('for the spring line');
    expect(request.card.actions.every(({ kind }) => kind !== 'open')).toBe(true);
    expect(JSON.stringify(card())).not.toContain('wangwang');
  });

  it('is asked by /seller of somebody who may not, with a reason, and nothing is posted before it', async () => {
    const offered = await answerTo(bed.bot.core, typed(`/seller ${offer}`, people.asker));
    expect(offered).toMatchObject({ visibility: 'asker', card: { title: en.requests.askFirst } });
    expect(offered.card.picture).toBeDefined();
    expect(await bed.bot.requestService.open('test:T1', { limit: 1 })).toEqual([]);
    const ask = payloadOf(offered.card, en.requests.askApprover);
    const form = await formOf(bed.bot.core, clicked(ask, people.asker));
    expect(form.fields).toMatchObject([{ name: 'reason', required: true }]);
    const told = await answerTo(bed.bot.core, submitted(ask, { reason: 'a sample' }, people.asker));
    expect(wordsOf(told.card)).toContain(en.requests.filed);
    await bed.until(() => cards().length > 0);
    expect(wordsOf(card())).toContain('a sample');
    const again = await answerTo(bed.bot.core, submitted(ask, { reason: 'a sample' }, people.asker));
    expect(wordsOf(again.card)).toContain(en.requests.filedBefore);
  });

  it('has its card drawn anew in another language, as long as it is open', async () => {
    await asked();
    const speak = (language: string) =>
      answerTo(bed.bot.core, typed(`/language ${language}`, { person: { id: 'U2' } }));
    await speak('zh-CN');
    await bed.until(() => card().title === zhCn.requests.wants.seller);
    expect(cards()).toHaveLength(1);
    await click(zhCn.requests.approve);
    await bed.until(() => answers().length > 0 && card().actions.length === 0);
    const edits = () => bed.chat.calls.filter(({ what }) => what === 'edit').length;
    const before = edits();
    await speak('en');
    await bed.clock.elapse(10_000);
    expect(edits()).toBe(before);
  });

  it('calls those who may decide on its card alone, while it waits', async () => {
    await answerTo(bed.bot.core, typed('/admin grant approver <@U7|seven>', people.boss));
    await answerTo(bed.bot.core, typed('/admin grant approver <@&S5|deciders>', people.boss));
    await asked();
    const called = (of: ReadyCard) =>
      of.body.flatMap((block) =>
        block.kind === 'text'
          ? block.text.flatMap((inline) =>
              typeof inline === 'object' && 'mention' in inline ? [inline.mention] : [],
            )
          : [],
      );
    // An approver comes before an admin, who decides where there is none.
    expect(called(card())).toEqual([
      { person: 'S5', name: en.requests.approvers, group: true },
      { person: 'U7', name: 'U7' },
    ]);
    const [request] = await bed.bot.requestService.open('test:T1', { limit: 1 });
    const seen = await answerTo(bed.bot.core, typed(`/request show ${request?.id}`, people.boss));
    expect(called(seen.card)).toEqual([]);
    await click(en.requests.approve);
    await bed.until(() => card().actions.length === 0);
    expect(called(card())).toEqual([]);
  });

  it('is not asked where nobody else may decide it, and says what to do', async () => {
    await bed.dispose();
    bed = await openRequestBed({ admins: ['test:U1'], defaultRole: 'viewer' });
    await answerTo(bed.bot.core, typed('/admin grant viewer <@U4|four>', people.asker));
    for (const line of [`/seller ${offer}`, `/seller-request ${offer} a sample`]) {
      const lone = { person: { id: 'U4', locale: 'en' } };
      const isAsked = await answerTo(bed.bot.core, typed(line, lone));
      // The admin may decide.
      expect(wordsOf(isAsked.card)).not.toContain(en.requests.noApprover);
    }
    await bed.dispose();
    bed = await openRequestBed({ admins: ['other:U1'], defaultRole: 'viewer' });
    for (const line of [`/seller ${offer}`, `/seller-request ${offer} a sample`]) {
      const told = await answerTo(bed.bot.core, typed(line, people.asker));
      expect(told.card.title).toBe(en.requests.noApprover);
      expect(wordsOf(told.card)).toContain(en.requests.noApproverAdvice);
    }
    expect(await bed.bot.requestService.open('test:T1', { limit: 1 })).toEqual([]);
  });

  it('is declined with a reason, which a form asks for and the asker reads', async () => {
    await asked();
    const decline = payloadOf(card(), en.requests.decline);
    const form = await formOf(bed.bot.core, clicked(decline, people.boss));
    expect(form.fields).toMatchObject([{ name: 'why', required: true }]);
    await answerTo(bed.bot.core, submitted(decline, { why: 'we have a contract' }, people.boss));
    await bed.until(() => answers().length > 0 && card().actions.length === 0);
    expect(wordsOf(card())).toContain('we have a contract');
    const [answer] = answers();
    expect(saidBy(answer)).toContain(en.requests.yourDeclined);
    expect(saidBy(answer)).toContain('we have a contract');
    expect(answer?.card.actions).toEqual([]);
  });

  it('is settled once by two clicks at once; the second is told so in private', async () => {
    await asked();
    const approve = payloadOf(card(), en.requests.approve);
    const both = await Promise.all(
      [people.boss, people.other].map((who) => answerTo(bed.bot.core, clicked(approve, who))),
    );
    const titles = both.map((each) => each.card.title).sort();
    expect(titles).toEqual([en.requests.nowApproved, en.requests.refused.settled]);
    expect(both.every(({ visibility }) => visibility === 'asker')).toBe(true);
    await bed.until(() => answers().length > 0);
    await bed.clock.elapse(60_000);
    expect(answers()).toHaveLength(1);
  });

  it('is nobody’s own to decide, nor anybody’s who may not', async () => {
    await asked();
    const stranger = await click(en.requests.approve, people.stranger);
    expect(stranger.visibility).toBe('asker');
    expect(wordsOf(stranger.card)).toContain(en.core.notPermitted('request approve'));
    const own = await bed.bot.requestService.open('test:T1', { limit: 1 });
    const [request] = own;
    if (request === undefined) throw new Error('no request');
    const refused = await bed.bot.requestService.happen('test:T1', request.id, {
      what: 'approve',
      by: 'test:U1',
      at: bed.clock.now(),
    });
    expect(refused).toMatchObject({ refused: 'own request' });
  });

  it('is not decided from a conversation where somebody may decide only what is shown there', async () => {
    await asked();
    const approve = payloadOf(card(), en.requests.approve);
    const elsewhere = { ...people.stranger, conversation: { id: 'C2', direct: false } };
    const grant = (conversation: string) =>
      answerTo(
        bed.bot.core,
        typed('/admin grant approver <@U9|nine> --here', {
          ...people.boss,
          conversation: { id: conversation, direct: false },
        }),
      );
    await grant('C2');
    for (const line of ['/seller-requests', clickedId(approve, 'show'), clickedId(approve, 'approve')]) {
      const { card: told } = await answerTo(bed.bot.core, typed(line, elsewhere));
      expect(wordsOf(told)).not.toContain('for the spring line');
    }
    expect(wordsOf((await click(en.requests.approve, elsewhere)).card)).not.toContain(
      en.requests.nowApproved,
    );
    await grant('C1');
    expect(wordsOf((await click(en.requests.approve, people.stranger)).card)).toContain(
      en.requests.nowApproved,
    );
  });

  it('is taken on by one, and its card says by whom', async () => {
    await asked();
    await click(en.requests.assign);
    await bed.until(() => wordsOf(card()).includes(en.requests.statuses.assigned));
    expect(wordsOf(card())).toContain('@U2');
    expect(card().actions.map(({ label }) => label)).toEqual([en.requests.approve, en.requests.decline]);
  });

  it('is reminded of once, and over in the end, which the asker is told', async () => {
    await asked();
    bed.clock.advance(4 * hourMs);
    await bed.until(() => cards().length === 2);
    expect(saidBy(cards()[1])).toContain(en.requests.reminder(4));
    bed.clock.advance(68 * hourMs);
    await bed.until(() => answers().length > 0 && card().actions.length === 0);
    expect(wordsOf(card())).toContain('expired');
    expect(saidBy(answers()[0])).toContain(en.requests.yourExpired);
    expect(cards()).toHaveLength(2);
  });

  it('is answered at once for a seller who was approved lately, and shows earlier ones to those who decide', async () => {
    await asked();
    await click(en.requests.approve);
    await bed.until(() => answers().length > 0);
    const again = await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, people.asker));
    expect(again.card.actions.some(({ kind }) => kind === 'open')).toBe(true);
    await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, people.stranger));
    await bed.until(() => cards().length === 2);
    expect(saidBy(cards()[1])).toContain(en.requests.earlier);
    bed.clock.advance(31 * 24 * hourMs);
    const late = await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, people.asker));
    expect(wordsOf(late.card)).toContain(en.requests.filed);
  });

  it('says that there are more open requests than it lists', async () => {
    const where = { organization: 'test:T1', workspace: 'T1', conversation: 'test:C1', direct: false };
    const open = (at: number) =>
      bed.bot.requestService.ask(
        { ...where, person: `test:U${100 + at}`, language: 'en' },
        { subject: { kind: 'seller', offer: `6000000000${10 + at}` } },
      );
    const listed = async () =>
      wordsOf((await answerTo(bed.bot.core, typed('/seller-requests', people.boss))).card);
    for (let at = 0; at < 20; at += 1) await open(at);
    expect(await listed()).not.toContain(en.requests.olderOpen(20));
    await open(20);
    expect(await listed()).toContain(en.requests.olderOpen(20));
  });

  it('can be taken back by the asker, and is listed while it is open', async () => {
    const { card: told } = await asked();
    const list = () => answerTo(bed.bot.core, typed('/seller-requests', people.boss));
    expect(wordsOf((await list()).card)).toContain(en.requests.openTitle);
    const others = await answerTo(bed.bot.core, typed('/seller-requests', people.stranger));
    expect(wordsOf(others.card)).toContain(en.requests.noneOpen);
    await answerTo(bed.bot.core, clicked(payloadOf(told, en.requests.withdraw), people.asker));
    await bed.until(() => card().actions.length === 0);
    expect(wordsOf(card())).toContain(en.requests.statuses.withdrawn);
    expect(wordsOf((await list()).card)).toContain(en.requests.noneOpen);
    expect(answers()).toHaveLength(0);
  });

  it('is listed to an approver of the conversation it stands in, however many newer ones stand elsewhere', async () => {
    await asked();
    bed.clock.advance(1000);
    const asker = { organization: 'test:T1', workspace: 'T1', person: 'test:U1', language: 'en' } as const;
    const elsewhere = { ...asker, conversation: 'test:C2', direct: false };
    for (let more = 0; more < 25; more += 1) {
      const subject = { kind: 'seller', offer: `${951807530400 + more}` } as const;
      await bed.bot.requestService.ask(elsewhere, { subject });
    }
    await answerTo(bed.bot.core, typed('/admin grant approver <@U9|nine> --here', people.boss));
    const list = async (where: Parameters<typeof typed>[1]) =>
      (await answerTo(bed.bot.core, typed('/seller-requests', where))).card;
    const here = await list(people.stranger);
    const [items] = here.body.flatMap((block) => (block.kind === 'list' ? [block.items] : []));
    expect(items).toHaveLength(1);
    expect(here.actions).toHaveLength(1);
    // What they asked for themselves is there too, after what they decide.
    const c2 = { ...people.stranger, conversation: { id: 'C2', direct: false } };
    await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, c2));
    expect(wordsOf(await list(people.stranger)).match(/waits for a decision/g)).toHaveLength(2);
    // Whoever decides everywhere sees the newest of all.
    expect(wordsOf(await list(people.boss)).match(/waits for a decision/g)).toHaveLength(20);
  });

  it('goes where an admin said', async () => {
    const there = { conversation: { id: 'C7', direct: false }, ...people.boss };
    await answerTo(bed.bot.core, typed('/admin approvers here', there));
    await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, people.asker));
    await bed.until(() => bed.chat.said.some(({ conversation }) => conversation === 'C7'));
    expect(cards()).toHaveLength(0);
  });

  it('needs somebody to ask, where it is asked in a direct message', async () => {
    const direct = { conversation: { id: 'D1', direct: true }, ...people.asker };
    const answer = await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, direct));
    expect(wordsOf(answer.card)).toContain(en.requests.nobodyToAsk);
  });
});

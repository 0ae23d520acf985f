import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Affiliation } from '../../../src/chat/role.ts';
import { en } from '../../../src/languages/en/index.ts';
import { totalFen } from '../../../src/sandbox/orders/order.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import { askingPartner } from '../../harness/asking-partner.ts';
import { line } from '../buying/bed.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const organization = 'test:T1';

/* An asker of whom the platform does not say, for a while, who they are. */

let bed: RequestBed;
/** What the platform says of the asker, and of which groups they are in. */
let asker: Affiliation;
let groups: readonly string[] | undefined;
beforeEach(async () => {
  asker = { is: 'member' };
  groups = [];
  bed = await openRequestBed({
    defaultRole: 'buyer',
    adapters: [
      {
        platform: 'test',
        homes: () => ['T1'],
        groupsOf: async () => groups,
        affiliationOf: async ({ person }) =>
          person.id === people.asker.person.id ? asker : { is: 'member' },
      },
    ],
  });
  askingPartner(bed.bot);
  await say('/admin approval-above 50', people.boss);
});
afterEach(() => bed.dispose());

const say = async (text: string, who: Parameters<typeof typed>[1] = people.asker) =>
  (await answerTo(bed.bot.core, typed(text, who))).card;
const inChannel = () => bed.chat.said.filter(({ conversation }) => conversation === 'C1');
const answers = () => bed.chat.said.filter(({ conversation }) => conversation === 'direct-U1');
const statusOf = (id: string) => bed.bot.sandbox?.orders.find(id)?.status;
const approve = async () => {
  const card = inChannel().at(-1)?.card;
  const label = card?.actions.find((each) => each.label.startsWith(en.requests.approve))?.label;
  if (card === undefined || label === undefined) throw new Error('nothing to approve');
  return (await answerTo(bed.bot.core, clicked(payloadOf(card, label), people.boss))).card;
};

/** A payment above the limit that is asked for. */
async function asked(): Promise<string> {
  for (;;) {
    const order = bed.bot.sandbox?.orders.place({ ...line, quantity: 2, withFee: true });
    if (order === undefined) throw new Error('no sandbox');
    if ('code' in order) continue;
    const fen = totalFen(order);
    await say(`/order pay ${order.orderId} --total ${(fen / 100).toFixed(2)} --reason sample`);
    await bed.until(() => inChannel().length > 0);
    return order.orderId;
  }
}

describe.each<Affiliation>([
  { is: 'outsider', unsure: 'no answer' },
  { is: 'guest', unsure: 'no permission' },
])('an asker of whom the platform says no more than $is ($unsure)', (unsure) => {
  it('is approved nothing meanwhile; the approver reads that it is not known, and decides later', async () => {
    const order = await asked();
    asker = unsure;
    const told = await approve();
    expect(told.title).toBe(en.requests.askerNotKnown);
    expect(told.actions).toEqual([]);
    expect(statusOf(order)).toBe('waitbuyerpay');
    asker = { is: 'member' };
    expect((await approve()).title).toBe(en.requests.nowApproved);
    await bed.until(() => answers().length > 0);
    expect(statusOf(order)).toBe('waitsellersend');
  });

  it('is paid nothing meanwhile, and keeps the approval', async () => {
    const order = await asked();
    expect((await approve()).title).toBe(en.requests.nowApproved);
    asker = unsure;
    await bed.until(() => answers().length > 0);
    const told = answers()[0]?.card;
    expect(told?.title).toBe(en.requests.youNotKnown);
    expect(statusOf(order)).toBe('waitbuyerpay');
    // Nobody is told that a role was taken away.
    await bed.clock.elapse(60_000);
    expect(inChannel()).toHaveLength(1);
    const [request] = await bed.bot.store.requests.list({ organization, limit: 1 });
    expect(request?.status).toBe('approved');
    if (told === undefined) throw new Error('no answer');
    asker = { is: 'member' };
    const paid = await answerTo(
      bed.bot.core,
      clicked(payloadOf(told, en.requests.payNow('¥65.61')), people.asker),
    );
    expect(wordsOf(paid.card)).toContain(en.buying.pay.debited);
    expect(statusOf(order)).toBe('waitsellersend');
  });
});

it('an asker of whom the platform does not say which groups they are in keeps the approval', async () => {
  await say('/admin grant viewer <@&S0LOOK0001|lookers>', people.boss);
  const order = await asked();
  groups = undefined;
  expect((await approve()).title).toBe(en.requests.askerNotKnown);
  groups = [];
  expect((await approve()).title).toBe(en.requests.nowApproved);
  groups = undefined;
  await bed.until(() => answers().length > 0);
  expect(answers()[0]?.card.title).toBe(en.requests.youNotKnown);
  expect(statusOf(order)).toBe('waitbuyerpay');
});

it('an asker who certainly is no member any more loses it for good', async () => {
  const order = await asked();
  await approve();
  asker = { is: 'gone' };
  await bed.until(() => inChannel().length === 2);
  expect(inChannel()[1]?.card.title).toBe(en.requests.lapsed.payment);
  asker = { is: 'member' };
  await bed.clock.elapse(60_000);
  expect(statusOf(order)).toBe('waitbuyerpay');
});

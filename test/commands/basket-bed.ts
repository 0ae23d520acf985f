import type { CommandCall, ReadyCard } from '../../src/chat/card.ts';
import { actionsOn } from '../../src/chat/lowered-card.ts';
import { unpackPayload } from '../../src/chat/payload.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, clicked, payloadOf, typed } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';
import { openOwnStore } from '../store/bed.ts';

/** Two offers of one seller in the sandbox, and one of another. */
export const wood = { offer: '889512351602', sku: '530ad00177264564503ec3b848650652' };
export const shirt = { offer: '889512351603', sku: 'eb504f02d8f26677b5361c77a05354bd' };
export const tote = { offer: '600000000001', sku: '49d11588cc76874b1ff4522f9d043719' };

/** Who sells the first two. */
export const seller = '温州市瑞丰家居用品有限公司';
export const organization = 'test:T1';

export function lineOf({ offer, sku }: typeof wood, quantity: number): string {
  return `${offer} ${quantity} --sku ${sku}`;
}

export function by(id: string) {
  return { person: { id, locale: 'en-US' } };
}

/** The label of what orders, on a preview. */
export function orderButton(card: ReadyCard): string {
  return card.actions[0]?.label ?? '';
}

export type BasketBed = Awaited<ReturnType<typeof openBasketBed>>;

/** A bot with baskets, and the ways of somebody who uses it. */
export async function openBasketBed() {
  const clock = createFakeClock(Date.parse('2026-05-21T12:00:00+08:00'));
  const whole = await openOwnStore(clock);
  const forget: Store['people']['forget'] = (what) =>
    bed.stubborn ? Promise.reject(new Error('no room')) : whole.people.forget(what);
  const replace: Store['people']['replace'] = (what) =>
    bed.stubborn ? Promise.reject(new Error('no room')) : whole.people.replace(what);
  const store: Store = { ...whole, people: { ...whole.people, forget, replace } };
  const bot = await openTestCore({
    clock,
    store,
    access: { admins: ['test:UADMIN'], defaultRole: 'buyer' },
  });
  const ask = (text: string, id = 'U1') => answerTo(bot.core, typed(text, by(id)));
  const say = async (text: string, id = 'U1') => (await ask(text, id)).card;
  const optionOf = (card: ReadyCard, menu: string, begun: string) => {
    const found = actionsOn(card).find(({ label }) => label === menu);
    const options = found?.kind === 'select' ? found.options : [];
    const option = options.find(({ label }) => label.startsWith(begun));
    if (option === undefined) throw new Error(`no ${begun} in ${options.map(({ label }) => label).join()}`);
    return option.run;
  };
  const bed = {
    bot,
    store,
    /** Whether the store rejects what is to be forgotten. */
    stubborn: false,
    ask,
    say,
    optionOf,
    press: async (card: ReadyCard, label: string) =>
      (await answerTo(bot.core, clicked(payloadOf(card, label)))).card,
    choose: async (card: ReadyCard, menu: string, begun: string) =>
      (await answerTo(bot.core, clicked(optionOf(card, menu, begun)))).card,
    /** What stands behind a button. */
    async callOn(card: ReadyCard, label: string): Promise<CommandCall> {
      const longPayloads = {
        keep: () => Promise.reject(new Error('nothing is kept here')),
        recall: (where: string, key: string) => store.buttons.recall({ organization: where, key }),
      };
      const call = await unpackPayload(payloadOf(card, label), organization, longPayloads);
      if (call === undefined) throw new Error(`no call behind ${label}`);
      return call;
    },
    run: async ({ command, arguments: options }: CommandCall) =>
      (await answerTo(bot.core, typed('', { input: { kind: 'options', command, options } }))).card,
    placed: () => bot.sandbox?.orders.all() ?? [],
    /** Three lines of two sellers. */
    async fill() {
      await say(`/basket add ${lineOf(wood, 2)}`);
      await say(`/basket add ${lineOf(shirt, 10)}`);
      await say(`/basket add ${lineOf(tote, 3)}`);
    },
    /** A preview of the first seller's part. */
    previewed: () => say(`/basket preview ${wood.offer} --address 5738`),
    async close() {
      await bot.close();
      await store.close();
    },
  };
  return bed;
}

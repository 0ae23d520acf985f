import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import type { Call, Fate } from '../../notifications/fake-chat.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const offer = '951807530375';
const minuteMs = 60_000;

let bed: RequestBed;
beforeEach(async () => {
  // Nothing comes of waiting but that it is tried again.
  bed = await openRequestBed({ requests: { remindMs: 80 * 3_600_000 } });
});
afterEach(() => bed.dispose());

const counts = () => bed.bot.store.queues.counts();
const inC1 = () => bed.chat.said.filter(({ conversation }) => conversation === 'C1');
const toAsker = () => bed.chat.said.filter(({ conversation }) => conversation === 'direct-U1');
const say = (line: string, who: Parameters<typeof typed>[1] = people.boss) =>
  answerTo(bed.bot.core, typed(line, who));
const ask = () => say(`/seller-request ${offer} for the spring line`, people.asker);

async function approve() {
  const [card] = inC1();
  if (card === undefined) throw new Error('no card');
  await answerTo(bed.bot.core, clicked(payloadOf(card.card, en.requests.approve), people.boss));
}

/** Until something was given up, with `fate` for every call. */
async function givenUp(fate: (call: Call) => Fate): Promise<void> {
  bed.chat.fate = fate;
  for (let turns = 0; (await counts()).parked === 0; turns += 1) {
    if (turns > 200) throw new Error('it was not given up');
    await bed.clock.elapse(2 * minuteMs);
  }
  bed.chat.fate = () => 'well';
}

describe('a message about a request that was given up', () => {
  it('is shown with why where it belongs, and said again when somebody asks for it, once', async () => {
    bed.chat.fate = () => 'unreachable';
    await ask();
    await givenUp(() => ({ refused: 'not invited' }));
    expect(await counts()).toMatchObject({ due: 0, later: 0, parked: 1 });

    const elsewhere = { ...people.boss, conversation: { id: 'C2', direct: false } };
    expect(wordsOf((await say('/watching', elsewhere)).card)).not.toContain(en.watch.parked);
    expect(wordsOf((await say('/resend', elsewhere)).card)).toContain(en.watch.nothingParked);
    const watching = await say('/watching');
    expect(wordsOf(watching.card)).toContain('not invited: as told');
    expect(wordsOf(watching.card)).not.toContain('for the spring line');
    const again = await answerTo(
      bed.bot.core,
      clicked(payloadOf(watching.card, en.buying.tryAgain), people.boss),
    );
    expect(wordsOf(again.card)).toContain(en.watch.resent(1));
    await bed.until(() => inC1().length > 0);
    expect(inC1()[0]?.card.actions).toHaveLength(3);
    expect(await counts()).toMatchObject({ parked: 0 });
    expect(wordsOf((await say('/watching')).card)).not.toContain(en.watch.parked);
    await bed.clock.elapse(5000);
    expect(inC1()).toHaveLength(1);
  });

  it('is said by itself when the request goes on', async () => {
    bed.chat.fate = () => 'unreachable';
    await ask();
    await givenUp(() => 'unreachable');
    const [request] = await bed.bot.requestService.open('test:T1', { limit: 1 });
    await say(`/request assign ${request?.id}`);
    await bed.until(() => inC1().length > 0);
    expect(wordsOf(inC1()[0]?.card ?? fail())).toContain(en.requests.statuses.assigned);
    expect(await counts()).toMatchObject({ parked: 0 });
  });

  it('is looked for before it is said again, where nobody knows whether it arrived', async () => {
    bed.chat.fate = () => 'unreachable';
    await ask();
    await givenUp(({ what }) => (what === 'post' ? 'answer lost' : 'unreachable'));
    expect(wordsOf((await say('/watching')).card)).toContain('could not be looked up');
    expect(inC1()).toHaveLength(1);
    await say('/resend');
    await bed.until(async () => (await counts()).due + (await counts()).later === 0);
    expect(inC1()).toHaveLength(1);
    expect(bed.chat.calls.filter(({ what }) => what === 'post').length).toBeGreaterThan(0);
  });

  it('is looked for before another of the same request, and holds back no other request', async () => {
    const fates: Fate[] = ['cut'];
    bed.chat.fate = ({ what }) => (what === 'post' ? (fates.shift() ?? 'well') : 'well');
    await ask();
    await bed.until(() => bed.chat.calls.length > 0);
    await say('/seller-request 889512351602 for the autumn line', people.asker);
    const words = () => inC1().map(({ card }) => wordsOf(card));
    await bed.until(() => inC1().length > 0, 5000);
    expect(words()).toMatchObject([expect.stringContaining('autumn')]);
    await bed.until(() => inC1().length > 1, 90_000);
    await bed.clock.elapse(90_000);
    expect(words()).toMatchObject([
      expect.stringContaining('autumn'),
      expect.stringContaining('for the spring line'),
    ]);
  });

  it('is edited where it stands', async () => {
    await ask();
    await bed.until(() => inC1().length > 0);
    bed.chat.fate = ({ what }) => (what === 'edit' ? 'unreachable' : 'well');
    await approve();
    await bed.until(() => toAsker().length > 0);
    await givenUp(({ what }) => (what === 'edit' ? { refused: 'forbidden' } : 'well'));
    expect(inC1()[0]?.card.actions).toHaveLength(3);
    await say('/resend');
    await bed.until(() => inC1()[0]?.card.actions.length === 0);
    expect(inC1()).toHaveLength(1);
  });

  it('is the asker’s alone though it is sent again by somebody else', async () => {
    await ask();
    await bed.until(() => inC1().length > 0);
    const refused = { refused: 'forbidden' } as const;
    bed.chat.fate = ({ what }) => (what === 'post' ? 'unreachable' : 'well');
    await approve();
    await givenUp(({ what }) => (what === 'post' ? refused : 'well'));
    const shown = wordsOf((await say('/watching')).card);
    expect(shown).toContain(en.watch.parkedRequest.answer);
    expect(shown).not.toContain('U1');
    const again = await say('/resend');
    expect(wordsOf(again.card)).toContain(en.watch.resent(1));
    expect(again.card.actions.some(({ kind }) => kind === 'open')).toBe(false);
    await bed.until(() => inC1().length + toAsker().length > 1);
    expect(inC1().some(({ card }) => card.actions.some(({ kind }) => kind === 'open'))).toBe(false);
  });
});

function fail(): never {
  throw new Error('nothing was said');
}

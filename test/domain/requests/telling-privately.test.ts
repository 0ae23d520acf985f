import { afterEach, describe, expect, it } from 'vitest';
import type { Outlet } from '../../../src/chat/outlet.ts';
import { en } from '../../../src/languages/en/index.ts';
import { answerTo, clicked, payloadOf, typed, wordsOf } from '../../harness/asking.ts';
import type { FakeChat } from '../../notifications/fake-chat.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const offer = '951807530375';
const minuteMs = 60_000;

let bed: RequestBed;
afterEach(() => bed.dispose());

async function approved(outlet: (chat: FakeChat) => Outlet, late = 0) {
  bed = await openRequestBed({ outlet });
  await answerTo(bed.bot.core, typed(`/seller-request ${offer} a sample`, people.asker));
  await bed.until(() => cards().length > 0);
  const [card] = cards();
  if (card === undefined) throw new Error('no card');
  if (late > 0)
    bed.chat.fate = ({ conversation }) => (conversation.startsWith('direct') ? 'unreachable' : 'well');
  await answerTo(bed.bot.core, clicked(payloadOf(card.card, en.requests.approve), people.boss));
  bed.clock.advance(late);
  bed.chat.fate = bed.chat.fate ?? (() => 'well');
}
const cards = () => bed.chat.said.filter(({ conversation }) => conversation === 'C1');
const opens = (card: { actions: readonly { kind: string }[] } | undefined) =>
  card?.actions.some(({ kind }) => kind === 'open') ?? false;

describe('an answer to the asker', () => {
  it('is whispered where they take no direct messages and the platform can', async () => {
    const whispered: { person: string; opens: boolean }[] = [];
    await approved(({ outlet }) => ({
      ...outlet,
      direct: async () => undefined,
      whisper: async (_to, person, { card }) => {
        whispered.push({ person, opens: opens(card) });
        return { sent: 'e1' };
      },
    }));
    await bed.until(() => whispered.length > 0);
    await bed.clock.elapse(5000);
    expect(whispered).toEqual([{ person: 'U1', opens: true }]);
    expect(cards()).toHaveLength(1);
  });

  it('is behind a button in the conversation where it can’t be whispered, which shows it to them alone', async () => {
    await approved(({ outlet }) => ({
      ...outlet,
      post: (to, message, key) =>
        to.conversation.startsWith('direct')
          ? Promise.resolve({ refused: 'forbidden' as const, detail: 'closed' })
          : outlet.post(to, message, key),
    }));
    await bed.until(() => cards().length === 2);
    const waits = cards()[1]?.card;
    if (waits === undefined) throw new Error('no card');
    expect(wordsOf(waits)).toContain(en.requests.waits);
    expect(wordsOf(waits)).not.toContain('approved');
    expect(opens(waits)).toBe(false);
    const show = payloadOf(waits, en.requests.see);
    const stranger = await answerTo(bed.bot.core, clicked(show, people.stranger));
    expect(wordsOf(stranger.card)).toContain(en.requests.unknown);
    const own = await answerTo(bed.bot.core, clicked(show, people.asker));
    expect(own.visibility).toBe('asker');
    expect(opens(own.card)).toBe(true);
    // From a direct message, where the asker is an organization of their own.
    const elsewhere = { workspace: 'dm:U1', conversation: { id: 'D1', direct: true }, ...people.asker };
    expect(opens((await answerTo(bed.bot.core, clicked(show, elsewhere))).card)).toBe(true);
  });

  it('holds a button in place of the link once the decision is some minutes old', async () => {
    await approved(({ outlet }) => outlet, 6 * minuteMs);
    bed.chat.fate = () => 'well';
    await bed.until(() => bed.chat.said.some(({ conversation }) => conversation === 'direct-U1'));
    const answer = bed.chat.said.find(({ conversation }) => conversation === 'direct-U1')?.card;
    expect(opens(answer)).toBe(false);
    if (answer === undefined) throw new Error('no answer');
    const open = await answerTo(bed.bot.core, clicked(payloadOf(answer, en.requests.openChat), people.asker));
    expect(opens(open.card)).toBe(true);
  });
});

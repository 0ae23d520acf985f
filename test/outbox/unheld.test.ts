import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outlet, Sent } from '../../src/chat/outlet.ts';
import { makeNewsBed, type NewsBed, type OpenProcess } from '../notifications/bed.ts';

const minuteMs = 60_000;

/** The one case that no look-up excludes: the conversation is lost in the very middle of a call. */
describe('a send during which the conversation was lost', () => {
  let bed: NewsBed;
  let outcomes: string[];
  /** What happens to the next message right after it has arrived. */
  let afterwards: (process: OpenProcess) => Promise<unknown>;

  beforeEach(async () => {
    bed = await makeNewsBed();
    outcomes = [];
    afterwards = async () => undefined;
  });
  afterEach(() => bed.dispose());

  async function open(answerOf: (sent: Sent) => Sent): Promise<OpenProcess> {
    const opened = Promise.withResolvers<OpenProcess>();
    const { outlet } = bed.chat;
    const losing: Outlet = {
      ...outlet,
      async post(...given) {
        const sent = await outlet.post(...given);
        await afterwards(await opened.promise);
        return answerOf(sent);
      },
    };
    const measure = {
      intake: () => {},
      send: ({ outcome }: { readonly outcome: string }) => void outcomes.push(outcome),
    };
    const process = await bed.open({ outlets: new Map([['x', losing]]), measure });
    opened.resolve(process);
    await bed.watch(process);
    await bed.push(process, { orderIds: ['1'], name: 'a', kind: 'created' });
    return process;
  }

  it.each([
    ['sent unheld', (sent: Sent) => sent],
    ['unclear unheld', (): Sent => ({ unclear: 'ECONNRESET' })],
  ])('counts as %s', async (outcome, answerOf) => {
    afterwards = ({ handle }) => handle.close();
    await open(answerOf);
    await bed.until(() => outcomes.length > 0, minuteMs);
    expect(outcomes).toEqual([outcome]);
  });

  it('counts as one that was held where it never was lost', async () => {
    await open((sent) => sent);
    await bed.until(() => outcomes.length > 0, minuteMs);
    expect(outcomes).toEqual(['sent']);
  });

  it('says nothing more, and the next process finds what it said', async () => {
    afterwards = async ({ handle }) => {
      afterwards = async () => undefined;
      await handle.close();
    };
    const first = await open((sent) => sent);
    await bed.until(() => outcomes.length > 0, minuteMs);
    first.kill();
    const next = await bed.open();
    await bed.elapse(2 * minuteMs, 100);
    expect([...bed.visible()]).toEqual([['a', 1]]);
    expect(await next.handle.queues.counts()).toMatchObject({ due: 0, later: 0, unclear: 0, parked: 0 });
  });
});

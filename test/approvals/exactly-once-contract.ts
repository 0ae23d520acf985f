import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestService } from '../../src/approvals/request-service.ts';
import type { Card } from '../../src/chat/card.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openRequestNotifier, openRequestService } from '../../src/wiring/requests.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { createFakeChat, type FakeChat, type Fate } from '../notifications/fake-chat.ts';
import { createMortalProcess, type MortalProcess, settled } from '../notifications/mortal-process.ts';
import type { StoreBed } from '../store/contract.ts';

const hourMs = 60 * 60_000;
const link = safeUrl('https://chat.example/seller', ['chat.example']);
const handed: Card = {
  tone: 'plain',
  title: 'The link',
  body: [],
  actions: link === undefined ? [] : [{ kind: 'open', label: 'Open chat', url: link }],
};

/** More calls than a courier makes from the asking to the answer: the last ones kill nobody. */
const mostCalls = 24;

/** Whatever a process dies at, the approvers see one card, and the asker gets one answer. */
export function exactlyOnceContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`a request whose notifier dies, on ${name}`, () => {
    let bed: StoreBed;
    let store: Store;
    let desk: RequestService;
    let clock: FakeClock;
    let chat: FakeChat;
    let asked = 0;
    /** Of the request at hand. */
    let processes: MortalProcess[] = [];

    beforeAll(async () => {
      bed = await makeBed();
      clock = createFakeClock();
      store = await bed.open(clock);
      desk = openRequestService({
        store,
        clock,
        random: systemRandom,
        remindMs: 4 * hourMs,
        expireMs: 72 * hourMs,
      });
      chat = createFakeChat(clock);
    });
    afterAll(async () => {
      await store.close();
      await bed.dispose();
    });

    const until = async (done: () => boolean) => {
      const end = clock.now() + 10 * 60_000;
      while (!done()) {
        if (clock.now() > end) throw new Error('it did not come to that');
        await clock.elapse(100);
        await settled(processes);
      }
    };

    /** One life of a request, with a courier that dies as told and another that takes over. */
    async function live(plan: { at: number; when: 'before' | 'after' } | undefined, fates: Fate[] = []) {
      asked += 1;
      const person = `U${asked}`;
      const conversation = `C${asked}`;
      chat.fate = () => fates.shift() ?? 'well';
      processes = [];
      const open = (process: MortalProcess) => {
        processes.push(process);
        const notifier = openRequestNotifier({
          store: { ...store, requests: process.store.requests, signals: process.store.signals },
          desk,
          adapters: [{ platform: 'x', outlet: process.outlet(chat.outlet) }],
          isServed: async () => 'yes',
          handOver: async () => handed,
          commands: createRegistry([]),
          sandbox: false,
          defaultLanguage: 'en',
          clock: process.clock,
          random: systemRandom,
          log: silentLog,
        });
        notifier.start();
        return notifier;
      };
      const first = createMortalProcess(clock, store);
      open(first);
      if (plan !== undefined) first.killAt(plan.at, plan.when);
      const filed = await desk.ask(
        {
          organization: 'x:T1',
          place: 'T1',
          conversation: `x:${conversation}`,
          direct: false,
          person: `x:${person}`,
          language: 'en',
        },
        { subject: { kind: 'seller', offer: `${asked}` } },
      );
      if (filed.state === 'nobody to ask') throw new Error(filed.state);
      const cards = () => chat.said.filter((each) => each.conversation === conversation);
      await until(() => cards().length > 0 || first.dead);
      await desk.happen('x:T1', filed.request.id, { what: 'approve', by: 'x:boss', at: clock.now() });
      const second = createMortalProcess(clock, store);
      const living = open(second);
      const answers = () => chat.said.filter((each) => each.conversation === `direct-${person}`);
      await until(() => answers().length > 0 && cards().some(({ card }) => card.actions.length === 0));
      // Whatever was still to come has come by then.
      for (let left = 0; left < 30; left += 1) {
        await clock.elapse(5000);
        await settled(processes);
      }
      expect(cards().map(({ card }) => card.actions.length)).toEqual([0]);
      expect(answers()).toHaveLength(1);
      const { dead } = first;
      first.kill();
      let ended = false;
      const stopped = living.stop().then(() => {
        ended = true;
      });
      while (!ended) {
        await clock.elapse(100);
        await settled(processes);
      }
      await stopped;
      return dead;
    }

    it('is told of once, before and after every single call', async () => {
      const died: boolean[] = [];
      for (let at = 1; at <= mostCalls; at += 1) {
        for (const when of ['before', 'after'] as const) died.push(await live({ at, when }));
      }
      expect(died.filter(Boolean).length).toBeGreaterThan(mostCalls);
    }, 240_000);

    it.each([
      ['whose answer is lost', ['answer lost', 'well', 'answer lost']],
      ['that arrives late', ['late', 'well', 'late']],
      ['that is cut', ['cut', 'well', 'cut', 'well', 'cut']],
      ['that can’t be sent', ['unreachable', 'unreachable', 'well', 'unreachable']],
      ['that is limited', [{ limitedMs: 3000 }, 'well', { limitedMs: 3000 }]],
    ] satisfies [string, Fate[]][])(
      'is told of once by a message %s',
      async (_what, fates) => {
        await live(undefined, [...fates]);
      },
      60_000,
    );
  });
}

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Outlet } from '../../../src/chat/outlet.ts';
import { createRegistry } from '../../../src/chat/registry.ts';
import { safeUrl } from '../../../src/chat/safe-url.ts';
import type { RequestService } from '../../../src/domain/requests/request-service.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { openRequestService } from '../../../src/wiring/requests.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { openRequestOutbox } from '../../harness/request-outbox.ts';
import { createFakeChat, type FakeChat, type Fate } from '../../notifications/fake-chat.ts';
import { createMortalProcess, type MortalProcess, settled } from '../../notifications/mortal-process.ts';
import type { StoreBed } from '../../store/contract.ts';

const hourMs = 60 * 60_000;
const link = safeUrl('https://chat.example/seller', ['chat.example']);
const handed: Card = {
  tone: 'plain',
  title: 'The link',
  body: [],
  actions: link === undefined ? [] : [{ kind: 'open', label: 'Open chat', url: link }],
};

/** More calls than an outbox makes from the asking to the answer: the last ones kill no process. */
const mostCalls = 40;

/** Whatever a process dies at, the approvers see one card, and the asker gets one answer. */
export function exactlyOnceContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`a request whose process dies, on ${name}`, () => {
    let bed: StoreBed;
    let store: Store;
    let requestService: RequestService;
    let clock: FakeClock;
    let chat: FakeChat;
    let asked = 0;
    /** Of the request at hand. */
    let processes: MortalProcess[] = [];

    beforeAll(async () => {
      bed = await makeBed();
      clock = createFakeClock();
      store = await bed.open(clock);
      requestService = openRequestService({
        store,
        approversOf: async () => ({ any: true, told: [] }),
        isReadByOthers: async () => false,
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

    /** One life of a request, with a process that dies as told and another that takes over. */
    async function live(plan: { at: number; when: 'before' | 'after' } | undefined, fates: Fate[] = []) {
      asked += 1;
      const person = `U${asked}`;
      const conversation = `C${asked}`;
      chat.fate = () => fates.shift() ?? 'well';
      processes = [];
      const open = (process: MortalProcess) => {
        processes.push(process);
        const outbox = openRequestOutbox({
          store: { ...store, ...process.store },
          requestService,
          adapters: [{ platform: 'x', outlet: process.outlet(chat.outlet) }],
          isServed: async () => 'yes',
          handOver: async () => handed,
          commands: createRegistry([]),
          clock: process.clock,
        });
        outbox.start();
        return outbox;
      };
      const first = createMortalProcess(clock, store);
      open(first);
      if (plan !== undefined) first.killAt(plan.at, plan.when);
      const filed = await requestService.ask(
        {
          organization: 'x:T1',
          workspace: 'T1',
          conversation: `x:${conversation}`,
          direct: false,
          person: `x:${person}`,
          language: 'en',
        },
        { subject: { kind: 'seller', offer: `${asked}` } },
      );
      if (!('request' in filed)) throw new Error(filed.state);
      const cards = () => chat.said.filter((each) => each.conversation === conversation);
      await until(() => cards().length > 0 || first.dead);
      await requestService.happen('x:T1', filed.request.id, {
        what: 'approve',
        by: 'x:boss',
        at: clock.now(),
      });
      const second = createMortalProcess(clock, store);
      onTestFinished(() => second.kill());
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
      // What a process leaves before a call is what it leaves after the call before.
      const died = [await live({ at: 1, when: 'before' })];
      for (let at = 1; at <= mostCalls; at += 1) died.push(await live({ at, when: 'after' }));
      expect(died.filter(Boolean).length).toBeGreaterThan(mostCalls / 2);
    }, 240_000);

    it('is told of at once where its process is over and one key makes one message', async () => {
      const held = await bed.open(clock);
      const dying = createMortalProcess(clock, held);
      const one = createFakeChat(clock, { oneOfKeyMs: 5 * 60_000 });
      const late: (() => Promise<unknown>)[] = [];
      const open = (process: MortalProcess, outlet: Outlet) => {
        processes = [process];
        const outbox = openRequestOutbox({
          store: { ...store, ...process.store },
          requestService,
          adapters: [{ platform: 'x', outlet }],
          isServed: async () => 'yes',
          handOver: async () => handed,
          commands: createRegistry([]),
          clock: process.clock,
        });
        outbox.start();
        return outbox;
      };
      open(dying, {
        ...one.outlet,
        post: (...given) => {
          late.push(() => one.outlet.post(...given));
          return new Promise<never>(() => {});
        },
      });
      const asker = { workspace: 'T1', conversation: 'x:C-once', direct: false, person: 'x:U-once' };
      const filed = await requestService.ask(
        { organization: 'x:T1', language: 'en', ...asker },
        { subject: { kind: 'seller', offer: 'once' } },
      );
      if (!('request' in filed)) throw new Error(filed.state);
      await until(() => late.length > 0);
      dying.kill();
      await held.close();
      const successor = createMortalProcess(clock, store);
      // Whatever fails here, it takes nothing from the tests that follow.
      onTestFinished(() => successor.kill());
      const outbox = open(successor, one.outlet);
      const begun = clock.now();
      await until(() => one.said.length > 0);
      // Looked for alone, it would be sent after 10 s.
      expect(clock.now() - begun).toBeLessThan(5000);
      await Promise.all(late.map((call) => call()));
      await requestService.happen('x:T1', filed.request.id, {
        what: 'approve',
        by: 'x:boss',
        at: clock.now(),
      });
      await until(() => one.said.some(({ card }) => card.actions.length === 0));
      expect(one.said.filter(({ conversation }) => conversation === 'C-once')).toHaveLength(1);
      const stopped = outbox.stop();
      await clock.elapse(1000);
      await stopped;
    });

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

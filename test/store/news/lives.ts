import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { add, delivery, ofOrder } from './rows.ts';

const holdMs = 600_000;

export function lifeContract(open: OpenStore): void {
  describe('lives', () => {
    const turn = { organization: 'buyer-1', name: 'sweep', holdMs: 600_000 };
    const claim = { organization: 'buyer-1', key: 'order-create:1', holdMs: 600_000 };

    it('free a turn and a claim once their process is over, and not before', async () => {
      const clock = createFakeClock();
      const [holder, other] = [await open(clock), await open(clock)];
      await holder.turns.take({ ...turn, holder: 'a' });
      await holder.claims.begin({ ...claim, endsWithProcess: true });
      expect(await other.lives.takeOver()).toEqual({ lives: 0, queues: 0, others: true });
      expect(await other.turns.take({ ...turn, holder: 'b' })).toBe(false);
      expect(await other.claims.begin(claim)).toMatchObject({ state: 'running' });

      await holder.close();
      await expect.poll(() => other.lives.takeOver()).toEqual({ lives: 1, queues: 0, others: false });
      expect(await other.turns.take({ ...turn, holder: 'b' })).toBe(true);
      expect(await other.claims.begin(claim)).toMatchObject({ state: 'new' });
    });

    it('leave alone what was not to end with its process, what is done, and what was given back', async () => {
      const clock = createFakeClock();
      const [holder, other] = [await open(clock), await open(clock)];
      await holder.claims.begin({ ...claim, key: 'pay' });
      await holder.claims.begin({ ...claim, key: 'done', endsWithProcess: true });
      await holder.claims.finish({ ...claim, key: 'done', outcome: '1' });
      await holder.turns.take({ ...turn, holder: 'a' });
      await holder.turns.end({ ...turn, holder: 'a', note: 'swept' });
      await holder.turns.take({ ...turn, name: 'other', holder: 'a' });
      await holder.close();
      await expect.poll(() => other.lives.takeOver()).toMatchObject({ lives: 1 });
      expect(await other.claims.begin({ ...claim, key: 'pay' })).toMatchObject({ state: 'running' });
      expect(await other.claims.begin({ ...claim, key: 'done' })).toEqual({ state: 'done', outcome: '1' });
      expect(await other.turns.note(turn)).toBe('swept');
      expect(await other.lives.takeOver()).toEqual({ lives: 0, queues: 0, others: false });
    });

    it('free a conversation once its holder is over, for whoever claims it next, and not before', async () => {
      const clock = createFakeClock(10_000);
      const [holder, other] = [await open(clock), await open(clock)];
      await add(holder, delivery('1'), delivery('2', { conversation: 'x:C2' }));
      const [lost, paced] = await holder.queues.claim({ limit: 2, holdMs });
      if (lost === undefined || paced === undefined) throw new Error('two are due');
      await holder.queues.postpone(paced, [ofOrder('2')], {
        nextSendAt: 12_000,
        counts: false,
        unclear: false,
      });
      expect(holder.lives.isLived(lost.process ?? '')).toBe(true);
      expect(other.lives.isLived(lost.process ?? '')).toBe(false);
      expect(await other.lives.takeOver()).toEqual({ lives: 0, queues: 0, others: true });
      expect(await other.queues.claim({ limit: 2, holdMs })).toEqual([]);

      await holder.close();
      await expect.poll(() => other.lives.takeOver()).toEqual({ lives: 1, queues: 2, others: false });
      expect(holder.lives.isLived(lost.process ?? '')).toBe(false);
      const taken = await other.queues.claim({ limit: 2, holdMs });
      expect(taken.map(({ conversation }) => conversation)).toEqual(['x:C1']);
      clock.advance(2_000);
      // The pace of a conversation outlives its holder.
      const later = await other.queues.claim({ limit: 2, holdMs });
      expect(later.map(({ conversation }) => conversation)).toEqual(['x:C2']);
    });

    it('leave what they had begun to say marked, and due, since when they are known to be over', async () => {
      const clock = createFakeClock(10_000);
      const [holder, other] = [await open(clock), await open(clock)];
      await add(
        holder,
        delivery('1'),
        delivery('2', { conversation: 'x:C2' }),
        delivery('3', { conversation: 'x:C3' }),
      );
      const held = await holder.queues.claim({ limit: 3, holdMs });
      const [begun, waiting, clear] = held;
      if (begun === undefined || waiting === undefined || clear === undefined)
        throw new Error('three are due');
      await holder.queues.begin(begun, [ofOrder('1')], { key: 'one' });
      await holder.queues.begin(waiting, [ofOrder('2')], { key: 'two' });
      const later = { nextSendAt: 10_000, dueAt: 70_000, counts: true, unclear: true };
      await holder.queues.postpone(waiting, [ofOrder('2')], later);
      await holder.queues.release(waiting, 10_000);
      await holder.queues.begin(clear, [ofOrder('3')], { key: 'three' });
      await holder.queues.postpone(clear, [ofOrder('3')], {
        nextSendAt: 10_000,
        counts: true,
        unclear: false,
      });
      await holder.close();
      clock.advance(1_000);
      await expect.poll(() => other.lives.takeOver()).toMatchObject({ lives: 1 });
      const queues = await other.queues.claim({ limit: 3, holdMs });
      const due = await Promise.all(queues.map((queue) => other.queues.due(queue, 9)));
      expect(new Map(due.flat().map(({ subjectId, attempt }) => [subjectId, attempt]))).toEqual(
        new Map([
          ['1', { key: 'one', at: 10_000, process: begun.process, overAt: 11_000 }],
          ['2', { key: 'two', at: 10_000, process: begun.process, overAt: 11_000 }],
          ['3', undefined],
        ]),
      );
      clock.advance(1_000);
      expect(await other.lives.takeOver()).toMatchObject({ lives: 0 });
      const again = queues.find(({ conversation }) => conversation === 'x:C1');
      if (again === undefined) throw new Error('it is held');
      // The mark is the attempt's, and goes with it.
      await other.queues.begin(again, [ofOrder('1')], { key: 'anew' });
      const anew = (await other.queues.due(again, 9)).map(({ attempt }) => attempt);
      expect(anew).toEqual([{ key: 'anew', at: 12_000, process: again.process }]);
    });

    it('are taken over by any number of processes at once, and never their own', async () => {
      const clock = createFakeClock();
      const [holder, one, two] = [await open(clock), await open(clock), await open(clock)];
      await holder.turns.take({ ...turn, holder: 'a' });
      await one.turns.take({ ...turn, name: 'mine', holder: 'b' });
      await holder.close();
      await expect
        .poll(async () => {
          const taken = await Promise.all([one.lives.takeOver(), two.lives.takeOver()]);
          return Math.max(...taken.map(({ lives }) => lives));
        })
        .toBe(1);
      expect(await two.turns.take({ ...turn, name: 'mine', holder: 'c' })).toBe(false);
      expect(await two.turns.take({ ...turn, holder: 'c' })).toBe(true);
    });
  });
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { AuditBed } from './audit-contract.ts';

const organization = 'x:T1';
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/** A bed whose rows and anchors can be changed behind the store's back. */
export interface AnchorBed extends AuditBed {
  /** Takes every anchor away. */
  dropAnchors(): Promise<void>;
  /** How many anchors are kept. */
  countAnchors(): Promise<number>;
}

/** Cuts the end off as somebody does who knows how the chain is kept. */
export function cutEndAfter(seq: number): string {
  return `
    delete from audit where organization = '${organization}' and seq > ${seq};
    update audit_heads set seq = ${seq},
      hash = (select hash from audit where organization = '${organization}' and seq = ${seq})
      where organization = '${organization}'`;
}

function cutFrontUpTo(seq: number): string {
  return `
    update audit_heads set cut_seq = ${seq},
      cut_hash = (select hash from audit where organization = '${organization}' and seq = ${seq})
      where organization = '${organization}';
    delete from audit where organization = '${organization}' and seq <= ${seq}`;
}

/** What every dialect of the store must do for the anchors of the audit log. */
export function anchorsContract(name: string, makeBed: () => Promise<AnchorBed>): void {
  describe(`anchors of the audit log on ${name}`, () => {
    let bed: AnchorBed;
    let clock: ReturnType<typeof createFakeClock>;
    let opened: Store[];
    let store: Store;

    async function open(): Promise<Store> {
      const next = await bed.open(clock);
      opened.push(next);
      return next;
    }

    beforeEach(async () => {
      bed = await makeBed();
      clock = createFakeClock();
      opened = [];
      store = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.map((each) => each.close()));
      await bed.dispose();
    });

    async function fill(count: number, of = organization): Promise<void> {
      for (let index = 0; index < count; index += 1) {
        await store.audit.append({
          organization: of,
          workspace: 'T1',
          conversation: 'x:C1',
          command: 'order pay',
          outcome: 'done',
          trace: `t${index}`,
          facts: {},
          person: 'x:U1',
        });
        clock.advance(1_000);
      }
    }

    async function headOf(of = organization) {
      const [newest] = await store.audit.list({ organization: of, limit: 1 });
      if (newest === undefined) throw new Error('no record');
      return { organization: of, seq: newest.seq, hash: newest.hash };
    }

    const whys = async () => (await store.anchors.compare()).breaks.map(({ why, seq }) => [why, seq]);

    it('are of the end of every chain, and agree with it, also when it went on', async () => {
      expect(await store.anchors.renew()).toMatchObject({ heads: [], breaks: [], anchors: 0 });
      await fill(3);
      await fill(1, 'x:T2');
      expect(await store.anchors.compare()).toMatchObject({ anchors: 0, breaks: [] });
      expect((await store.anchors.renew()).heads).toEqual([await headOf(), await headOf('x:T2')]);
      expect(await store.anchors.compare()).toMatchObject({ anchors: 2, breaks: [] });
      await fill(2);
      await store.audit.forget({ organization, person: 'x:U1' });
      expect(await store.anchors.renew()).toMatchObject({ breaks: [] });
      const { heads, breaks, fault } = await store.anchors.compare();
      expect([heads, breaks, fault]).toEqual([[await headOf(), await headOf('x:T2')], [], undefined]);
    });

    it('tell that the end was cut off, which the chain itself does not', async () => {
      await fill(5);
      await store.anchors.renew();
      await bed.alter(cutEndAfter(3));
      expect(await store.audit.verify({ organization })).toEqual({ good: 3 });
      const at = clock.now();
      expect((await store.anchors.compare()).breaks).toEqual([{ organization, seq: 5, why: 'cut off', at }]);
    });

    it('tell it also when the bot went on, was started anew, and anchored what came after', async () => {
      await fill(5);
      await store.anchors.renew();
      await bed.alter(cutEndAfter(3));
      await fill(1);
      expect(await whys()).toEqual([['cut off', 5]]);
      await fill(4);
      expect(await store.audit.verify({ organization })).toEqual({ good: 8 });
      expect(await whys()).toEqual([['another', 5]]);
      for (let hour = 0; hour < 30; hour += 1) {
        clock.advance(10 * hourMs);
        await fill(1);
        expect((await store.anchors.renew()).breaks).toMatchObject([{ why: 'another', seq: 5 }]);
      }
      store = await open();
      expect(await whys()).toEqual([['another', 5]]);
    });

    it('tell that all of a chain was made anew, or is gone with its end', async () => {
      await fill(2);
      await store.anchors.renew();
      await bed.alter('delete from audit; delete from audit_heads');
      expect(await whys()).toEqual([['gone', 2]]);
      await store.anchors.renew();
      await fill(3);
      expect(await store.audit.verify({ organization })).toEqual({ good: 3 });
      expect(await whys()).toEqual([['another', 2]]);
    });

    it('tell that a front was cut off too early, and have nothing against one that was old enough', async () => {
      await fill(3);
      await store.anchors.renew();
      clock.advance(400 * dayMs);
      await fill(3);
      await store.anchors.renew();
      clock.advance(400 * dayMs);
      expect(await store.sweep()).toMatchObject({ audit: 3 });
      expect(await store.anchors.renew()).toMatchObject({ breaks: [] });
      await bed.alter(cutFrontUpTo(5));
      expect(await store.audit.verify({ organization })).toEqual({ good: 1 });
      expect(await whys()).toEqual([['cut too early', 5]]);
      await fill(2);
      clock.advance(dayMs);
      await store.anchors.renew();
      expect(await whys()).toEqual([['cut too early', 5]]);
    });

    it('are checked one by one against what an operator wrote down', async () => {
      await fill(4);
      const anchor = await headOf();
      await fill(2);
      expect(await store.anchors.check(anchor)).toBe('holds');
      expect(await store.anchors.check({ ...anchor, hash: 'a'.repeat(64) })).toMatchObject({
        why: 'another',
      });
      expect(await store.anchors.check({ ...anchor, seq: 7 })).toMatchObject({ why: 'cut off' });
      expect(await store.anchors.check({ ...anchor, organization: 'x:T9' })).toMatchObject({ why: 'gone' });
      await bed.alter(cutFrontUpTo(4));
      expect(await store.anchors.check(anchor)).toBe('holds');
      await bed.alter(cutFrontUpTo(5));
      expect(await store.anchors.check(anchor)).toBe('too old');
    });

    it('that were taken away are begun anew', async () => {
      await fill(2);
      await store.anchors.renew();
      await bed.dropAnchors();
      expect(await store.anchors.compare()).toMatchObject({ anchors: 0, breaks: [], heads: [{ seq: 2 }] });
      await store.anchors.renew();
      expect(await bed.countAnchors()).toBe(1);
    });

    it('of several at once take nothing from each other', async () => {
      const stores = [store, await open(), await open()];
      for (let round = 0; round < 6; round += 1) {
        await fill(1);
        await fill(1, `x:T${round + 2}`);
        const reports = await Promise.all(stores.map((each) => each.anchors.renew()));
        for (const { breaks, fault } of reports) expect([breaks, fault]).toEqual([[], undefined]);
        clock.advance(8 * dayMs);
      }
      expect(await whys()).toEqual([]);
      // Six of the one chain, and one of each of the others.
      expect(await bed.countAnchors()).toBe(12);
      await bed.alter(cutEndAfter(3));
      expect(await whys()).toEqual([['cut off', 4]]);
    });

    it('become no more with the hours', async () => {
      for (let hour = 0; hour < 40; hour += 1) {
        await fill(1);
        await store.anchors.renew();
        clock.advance(hourMs);
      }
      expect(await bed.countAnchors()).toBe(1);
    });
  });
}

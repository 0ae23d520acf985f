import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../../src/runtime/clock.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { lockKeyOf } from '../../../src/store/postgres/dedicated-connection.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { makeTcpDoor, type TcpDoor } from '../../fakes/tcp-door.ts';
import { eventually } from '../../harness/eventually.ts';
import { describeOnPostgres, makePostgresBed, type PostgresBed, throughPort } from './bed.ts';

/** Connections that do not come from a store's pool: its line for locks and wake-ups. */
const cutLines = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and query ~ 'set_config|advisory|notify'`;

/** The sessions that hold what only one may have; that each session also holds its own life is no matter here. */
const holders = `from pg_locks join pg_database on pg_database.oid = pg_locks.database
  where locktype = 'advisory' and granted and datname = current_database()
    and ((classid::bigint << 32) | objid::bigint) = ${lockKeyOf('gateway')}`;

describeOnPostgres('processes on one PostgreSQL', () => {
  let bed: PostgresBed;
  let door: TcpDoor;
  const undo: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    bed = await makePostgresBed();
    door = await makeTcpDoor(bed.server);
  });

  afterEach(async () => {
    await Promise.all(undo.splice(0).map((step) => step()));
    await door.close();
    await bed.dispose();
  });

  /** A store as another process would have it. */
  async function open(clock: Clock, url = bed.url): Promise<Store> {
    const store = await bed.open(clock, { url });
    undo.push(() => store.close());
    return store;
  }

  /** Moves the clock on, second by second, until `check` passes. */
  async function inTime(clock: FakeClock, check: () => void): Promise<void> {
    await eventually(() => {
      clock.advance(1_000);
      check();
    });
  }

  it('wake each other, and themselves once', async () => {
    const [one, other] = [await open(systemClock), await open(systemClock)];
    const [here, there, elsewhere] = [vi.fn(), vi.fn(), vi.fn()];
    one.signals.on('inbox', here);
    other.signals.on('inbox', there);
    other.signals.on('outbox', elsewhere);
    // Each is woken when it is connected: from then on it hears.
    await eventually(() => {
      expect(here).toHaveBeenCalledTimes(1);
      expect(there).toHaveBeenCalledTimes(1);
    });
    for (let time = 0; time < 50; time += 1) one.signals.wake('inbox');
    await eventually(() => expect(here).toHaveBeenCalledTimes(2));
    await eventually(() => expect(there).toHaveBeenCalledTimes(2));
    other.signals.wake('inbox');
    await eventually(() => expect(here).toHaveBeenCalledTimes(3));
    expect(there).toHaveBeenCalledTimes(3);
    expect(elsewhere).toHaveBeenCalledTimes(1);
  });

  it('wake everybody after their connection broke, and hear each other again', async () => {
    const clock = createFakeClock();
    const [one, other] = [await open(clock), await open(clock)];
    const there = vi.fn();
    other.signals.on('outbox', there);
    one.signals.on('outbox', () => undefined);
    await eventually(() => expect(there).toHaveBeenCalledTimes(1));
    await bed.ask(cutLines);
    // What is woken meanwhile is told as soon as it can be.
    one.signals.wake('outbox');
    await inTime(clock, () => expect(there.mock.calls.length).toBeGreaterThanOrEqual(2));
    const before = there.mock.calls.length;
    await inTime(clock, () => {
      one.signals.wake('outbox');
      expect(there.mock.calls.length).toBeGreaterThan(before);
    });
  });

  it('go on without wake-ups while the server is away', async () => {
    const clock = createFakeClock();
    const store = await open(clock, throughPort(bed.url, door.port));
    const woken = vi.fn();
    store.signals.on('inbox', woken);
    await eventually(() => expect(woken).toHaveBeenCalledTimes(1));
    await door.close();
    store.signals.wake('inbox');
    await eventually(() => expect(woken).toHaveBeenCalledTimes(2));
    await clock.elapse(60_000);
    await door.open();
    await inTime(clock, () => expect(woken.mock.calls.length).toBeGreaterThan(2));
  });

  function contend(store: Store, who: string, told: string[]) {
    return store.exclusive.hold('gateway', {
      onHeld: () => told.push(`${who} holds`),
      onLost: () => told.push(`${who} lost`),
    });
  }

  it('hold a name one at a time, and hand it over as soon as it is given back', async () => {
    const clock = createFakeClock();
    const [one, other] = [await open(clock), await open(clock)];
    const told: string[] = [];
    const first = contend(one, 'one', told);
    await eventually(() => expect(told).toEqual(['one holds']));
    contend(other, 'other', told);
    const twin = contend(one, 'twin', told);
    await eventually(() => expect(clock.pending).toBe(3));
    expect(told).toEqual(['one holds']);
    await twin.release();
    // The clock stands still: the other was told, and did not come to look.
    await first.release();
    await eventually(() => expect(told).toEqual(['one holds', 'other holds']));
    await first.release();
  });

  it('take over when the holder’s connection breaks, and tell it', async () => {
    const [clock, otherClock] = [createFakeClock(), createFakeClock()];
    const [one, other] = [await open(clock), await open(otherClock, throughPort(bed.url, door.port))];
    const told: string[] = [];
    contend(one, 'one', told);
    await eventually(() => expect(told).toEqual(['one holds']));
    contend(other, 'other', told);
    await eventually(() => expect(otherClock.pending).toBe(2));
    await bed.ask(`select pg_terminate_backend(pid) ${holders}`);
    // What comes next may be there before this looks: the order counts, and each is told once.
    const story = ['one holds', 'one lost', 'other holds', 'other lost', 'one holds'];
    await eventually(() => expect(told.slice(0, 2)).toEqual(story.slice(0, 2)));
    await inTime(otherClock, () => expect(told).toEqual(story.slice(0, 3)));
    // Back again, the first has to wait.
    await inTime(clock, () => expect(clock.pending).toBe(2));
    expect(told).toEqual(story.slice(0, 3));
    await door.close();
    await eventually(() => expect(told.slice(0, 4)).toEqual(story.slice(0, 4)));
    await inTime(clock, () => expect(told).toEqual(story));
  });

  it('notice a connection that nothing comes through any more', async () => {
    const clock = createFakeClock();
    const store = await open(clock, throughPort(bed.url, door.port));
    const told: string[] = [];
    const hold = contend(store, 'one', told);
    await eventually(() => expect(told).toEqual(['one holds']));
    door.freeze();
    await clock.elapse(5_000);
    expect(told).toEqual(['one holds']);
    await clock.elapse(5_000);
    expect(told).toEqual(['one holds', 'one lost']);
    await hold.release();
  });

  it('keep nothing for a process that died', async () => {
    const clock = createFakeClock();
    const [one, other] = [await open(systemClock, throughPort(bed.url, door.port)), await open(clock)];
    const told: string[] = [];
    contend(one, 'one', told);
    await eventually(() => expect(told).toEqual(['one holds']));
    contend(other, 'other', told);
    await one.close();
    await inTime(clock, () => expect(told).toEqual(['one holds', 'other holds']));
  });

  it('have nothing to do with whoever gave up waiting', async () => {
    const clock = createFakeClock();
    const [one, other] = [await open(clock), await open(clock)];
    const told: string[] = [];
    const first = contend(one, 'one', told);
    await eventually(() => expect(told).toEqual(['one holds']));
    const second = contend(other, 'other', told);
    await second.release();
    expect(await bed.ask(`select pid ${holders}`)).toHaveLength(1);
    await first.release();
    expect(await bed.ask(`select pid ${holders}`)).toEqual([]);
    await clock.elapse(10_000);
    expect(told).toEqual(['one holds']);
  });
});

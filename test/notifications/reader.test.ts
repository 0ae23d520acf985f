import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/error.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { account, makeNewsBed, type NewsBed, type OpenProcess } from './bed.ts';
import { numberedSources } from './numbered-news.ts';

describe('messages that were pushed', () => {
  let bed: NewsBed;
  let log: CollectedLog;
  let one: OpenProcess;

  beforeEach(async () => {
    bed = await makeNewsBed();
    log = createCollectedLog();
    one = await bed.open({ log });
    await bed.watch(one);
  });

  afterEach(() => bed.dispose());

  const inbox = () => one.handle.inbox.state({ account });
  const push = (orderId: string, name: string) => bed.push(one, { orderIds: [orderId], name, kind: 'paid' });
  const visible = () => [...bed.visible().keys()].sort();

  it('become the state of every order that they name', async () => {
    await bed.push(one, { orderIds: ['1', '2'], name: 'a', kind: 'shipped' });
    await push('2', 'b');
    await bed.elapse(5000);
    const state = async (orderId: string) => (await one.handle.orders.get({ account, orderId }))?.state;
    expect(await state('1')).toBe('["a"]');
    expect(await state('2')).toBe('["a","b"]');
    expect(bed.visible().get('a')).toBe(2);
    expect(bed.visible().get('b')).toBe(1);
  });

  it('are read soon after they came, many in one transaction', async () => {
    for (let order = 1; order <= 500; order += 1) await push(`${order}`, `n${order}`);
    await bed.elapse(100);
    expect(await inbox()).toMatchObject({ waiting: 0, unreadable: 0 });
    expect(log.lines.filter((line) => line.includes('messages were read')).length).toBeLessThan(40);
  });

  it('are read although nobody was woken', async () => {
    const handle = one.handle;
    await handle.inbox.keep({
      account,
      digest: 'd',
      body: JSON.stringify({
        messageBody: JSON.stringify({ orderIds: ['1'], name: 'a', kind: 'paid' }),
      }),
      trace: 't',
      receivedAt: bed.clock.now(),
    });
    await bed.elapse(6000);
    expect(visible()).toEqual(['a']);
  });

  it('that can not be read are marked and logged by their trace, and hold nobody up', async () => {
    await push('1', 'a');
    await bed.push(one, { orderIds: ['1'], name: 'poison', kind: 'paid' });
    await one.handle.inbox.keep({
      account,
      digest: 'not-json',
      body: 'not json',
      trace: 'trace-not-json',
      receivedAt: bed.clock.now(),
    });
    await push('1', 'b');
    await bed.elapse(3000);
    expect(visible()).toEqual(['a', 'b']);
    expect(await inbox()).toMatchObject({ waiting: 0, unreadable: 2 });
    const marked = log.lines.filter((line) => line.includes('is kept and marked'));
    expect(marked.map((line) => JSON.parse(line).trace).sort()).toEqual(['trace-not-json', 'trace-poison']);
  });

  it('are told to who follows them, once what comes of them is kept', async () => {
    one.kill();
    const read: string[] = [];
    one = await bed.open({
      log,
      measure: {
        intake: () => {},
        send: () => {},
        read: ({ traces, outcome }) => read.push(...traces.map((trace) => `${trace} ${outcome}`)),
      },
    });
    await push('1', 'a');
    await bed.push(one, { orderIds: ['1'], name: 'poison', kind: 'paid' });
    await bed.elapse(3000);
    expect(read.sort()).toEqual(['trace-a read', 'trace-poison unreadable']);
  });

  it('of several orders are joined as a whole or not at all', async () => {
    one.kill();
    const sources = numberedSources();
    one = await bed.open({
      log,
      sources: {
        ...sources,
        ofMessage(message) {
          const found = sources.ofMessage(message);
          if ('unreadable' in found) return found;
          const updates = found.updates.map((update) =>
            update.orderId === '2'
              ? {
                  ...update,
                  join: () => {
                    throw new Error('no');
                  },
                }
              : update,
          );
          return { updates };
        },
      },
    });
    await bed.push(one, { orderIds: ['1', '2', '3'], name: 'a', kind: 'paid' });
    await push('1', 'b');
    await bed.elapse(3000);
    expect(visible()).toEqual(['b']);
    expect(await one.handle.orders.get({ account, orderId: '3' })).toBeUndefined();
  });

  describe('while the store', () => {
    /** Opens a process whose transactions fail as `fails` says of the messages that they took. */
    async function openFailing(fails: (bodies: readonly string[]) => Error | undefined): Promise<void> {
      one.kill();
      const handle = one.handle;
      const store = {
        ...handle,
        orders: {
          ...handle.orders,
          transact: <T>(
            work: (transaction: Parameters<Parameters<typeof handle.orders.transact>[0]>[0]) => Promise<T>,
          ) =>
            handle.orders.transact(async (transaction) => {
              let bodies: readonly string[] = [];
              let orders = 0;
              const result = await work({
                ...transaction,
                async takeMessages(input) {
                  const taken = await transaction.takeMessages(input);
                  bodies = taken.map(({ body }) => body);
                  return taken;
                },
                async saveOrders(input) {
                  orders += 1;
                  await transaction.saveOrders(input);
                },
              });
              const fault = orders > 0 ? fails(bodies) : undefined;
              if (fault !== undefined) throw fault;
              return result;
            }),
        },
      };
      one = await bed.open({ log, store });
    }

    it('refuses one of them, that one is marked in the end and the others are read', async () => {
      await openFailing((bodies) =>
        bodies.some((body) => body.includes('n7\\"'))
          ? new StoreError('failed', 'no such character')
          : undefined,
      );
      for (let order = 1; order <= 60; order += 1) await push(`${order}`, `n${order}`);
      await bed.until(async () => (await inbox()).waiting === 0, 10 * 60_000, 100);
      expect(await inbox()).toMatchObject({ unreadable: 1 });
      await bed.elapse(20_000, 100);
      expect(visible()).toHaveLength(59);
      expect(bed.visible().has('n7')).toBe(false);
    });

    it.each(['busy', 'full', 'failed'] as const)(
      'is %s for minutes, wait and are blamed for nothing',
      async (fault) => {
        let down = true;
        await openFailing(() => (down ? new StoreError(fault, 'down') : undefined));
        for (let order = 1; order <= 30; order += 1) await push(`${order}`, `n${order}`);
        // What fails with one message alone can not be told from a fault of the store but by its lasting.
        await bed.elapse(fault === 'failed' ? 300 : 5 * 60_000, 100);
        down = false;
        await bed.until(async () => (await inbox()).waiting === 0, 60_000, 100);
        expect(await inbox()).toMatchObject({ unreadable: 0 });
        await bed.elapse(20_000, 100);
        expect(visible()).toHaveLength(30);
      },
    );
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createSandboxAccount } from '../../src/sandbox/gate.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { temporaryFolder } from '../harness/process.ts';
import { openTestXport, signatureTemplate } from '../xport/open.ts';

const scope = { organization: 'team', userId: undefined, signal: new AbortController().signal };

describe('a sandbox that keeps a file', () => {
  const undo: (() => Promise<unknown>)[] = [];
  let folder: string;
  let clock: FakeClock;
  const log = createCollectedLog();

  beforeEach(async () => {
    const made = await temporaryFolder();
    undo.push(() => made[Symbol.asyncDispose]());
    folder = made.path;
    clock = createFakeClock();
  });
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  /** As at each start: with a key of its own. */
  async function open() {
    const account = createSandboxAccount(systemRandom);
    const sandbox = await openSandbox({
      account,
      signatureTemplate,
      timestampUnit: 'seconds',
      clock,
      random: systemRandom,
      log,
      keptIn: join(folder, 'x.sandbox'),
      orders: {
        stepMs: 10_000,
        repushMs: 1_000_000,
        base: 'key-and-body',
        mischief: { twice: 0, overtaken: 0 },
      },
    });
    const xport = openTestXport(sandbox.url, { account, clock });
    return {
      sandbox,
      xport,
      async close() {
        await xport.close();
        await sandbox.close();
      },
    };
  }
  type Life = Awaited<ReturnType<typeof open>>;

  const place = ({ sandbox }: Pick<Life, 'sandbox'>) => {
    const order = sandbox.orders.place({ offerId: '951807530375', quantity: 100 });
    return 'code' in order ? expect.fail(order.msg) : order.orderId;
  };
  const statusOf = ({ orders }: Sandbox, orderId: string) => orders.find(orderId)?.status;

  it('has its orders and addresses after a restart, and its orders go on', async () => {
    const first = await open();
    const orderId = place(first);
    await clock.elapse(10_000);
    const address = { name: '王', province: '浙江省', city: '杭州市', district: '滨江区', address: '路1号' };
    await first.xport.addresses.save({ id: undefined, ...address, phone: '13800000000' }, scope);
    const before = first.sandbox.orders.find(orderId);
    await first.close();

    const second = await open();
    expect(second.sandbox.orders.find(orderId)).toEqual(before);
    expect(statusOf(second.sandbox, orderId)).toBe('waitsellersend');
    expect(second.sandbox.addresses.all().map(({ id }) => id)).toEqual(['5738', '1001']);
    await clock.elapse(10_000);
    expect(statusOf(second.sandbox, orderId)).toBe('waitbuyerreceive');
    await second.close();
  });

  it('has after a kill what it answered before', async () => {
    const first = await open();
    const wanted = {
      addressParam: { addressId: '5738' },
      cargoParamList: [{ offerId: '889512351602', specId: '530ad00177264564503ec3b848650652', quantity: 2 }],
    };
    const { data } = await first.xport.buying.create({ ...wanted, outOrderId: 'a1' }, scope);
    // Nothing is closed before the next one starts.
    const second = await open();
    expect(statusOf(second.sandbox, data.orderId ?? '')).toBe('waitbuyerpay');
    await second.close();
    await first.close();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -20)],
    ['of something else', () => '{"orders":[]}'],
    ['empty', () => ''],
  ])('sets a file aside that is %s, says so, and starts', async (_, damage) => {
    const first = await open();
    place(first);
    await first.close();
    const file = join(folder, 'x.sandbox');
    const damaged = damage(await readFile(file, 'utf8'));
    await writeFile(file, damaged);

    const second = await open();
    expect(second.sandbox.orders.all()).toEqual([]);
    expect(log.lines.join()).toContain('sandbox.damaged');
    const orderId = place(second);
    await second.close();
    const third = await open();
    expect(statusOf(third.sandbox, orderId)).toBe('waitbuyerpay');
    await third.close();
    const aside = (await readdir(folder)).filter((name) => name.includes('damaged'));
    expect(await Promise.all(aside.map((name) => readFile(join(folder, name), 'utf8')))).toEqual([damaged]);
  });

  it('goes on where nothing can be written, and says so', async () => {
    await writeFile(join(folder, 'x'), '');
    folder = join(folder, 'x');
    const first = await open();
    const orderId = place(first);
    await first.close();
    expect(statusOf(first.sandbox, orderId)).toBe('waitbuyerpay');
    expect(log.lines.join()).toContain('sandbox.not kept');
  });
});

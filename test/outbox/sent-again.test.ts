import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discordAdapter } from '../../adapters/discord/adapter.ts';
import type { Outlet, Sent } from '../../src/chat/outlet.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import { visible } from '../fakes/discord/visible.ts';
import { places } from '../fakes/discord/world.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { answerOf, scriptedCore } from '../harness/scripted-core.ts';
import { makeNewsBed, type NewsBed, type OpenProcess } from '../notifications/bed.ts';

const minuteMs = 60_000;
const conversation = `x:${places.channelId}`;

/** What a process that is killed in the middle of a send leaves behind, on Discord over discord.js. */
describe('what a killed process had begun to send', () => {
  let bed: NewsBed;
  let discord: FakeDiscord;
  let adapter: ReturnType<typeof discordAdapter>;
  /** The calls of the killed process, which arrive when a test says. */
  let underWay: (() => Promise<Sent>)[];

  beforeEach(async () => {
    bed = await makeNewsBed();
    discord = await startFakeDiscord({ clock: bed.clock, sends: 'anything' });
    const { token, publicKey } = discord.identity;
    const { apiUrl } = discord;
    adapter = discordAdapter({ token, publicKey, apiUrl, clock: bed.clock, log: silentLog });
    await adapter.start(scriptedCore((transport) => transport.answer(answerOf('x'))));
    underWay = [];
  });
  afterEach(async () => {
    await bed.dispose();
    await adapter.stop();
    await discord.close();
  });

  const standing = () => discord.messagesIn(places.channelId).map((message) => visible(message).text);
  const begun = () => underWay.length > 0;

  /** A process whose calls that send something stay under way. */
  async function openDying(): Promise<OpenProcess> {
    const { outlet } = adapter;
    const stuck = <Given extends unknown[]>(send: (...given: Given) => Promise<Sent>) => {
      return (...given: Given) => {
        underWay.push(() => send(...given));
        return new Promise<never>(() => {});
      };
    };
    const dying: Outlet = { ...outlet, post: stuck(outlet.post), reply: stuck(outlet.reply) };
    const process = await bed.open({ outlets: new Map([['x', dying]]) });
    await bed.watch(process, { conversation });
    return process;
  }

  async function killed(process: OpenProcess): Promise<void> {
    await bed.until(begun, minuteMs);
    process.kill();
    await process.handle.close();
  }

  const open = () => bed.open({ outlets: new Map([['x', adapter.outlet]]) });
  const sentSoFar = () =>
    discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).length;

  it('is sent again at once under its nonce, and stands once though its call arrives late', async () => {
    const dying = await openDying();
    await bed.push(dying, { orderIds: ['1'], name: 'a', kind: 'created' });
    await killed(dying);
    const next = await open();
    await bed.until(() => standing().length > 0, 2000);
    await Promise.all(underWay.map((call) => call()));
    await bed.push(next, { orderIds: ['1'], name: 'b', kind: 'paid' });
    await bed.elapse(5000);
    expect(standing()).toHaveLength(2);
    expect(await next.handle.queues.counts()).toMatchObject({ due: 0, later: 0, unclear: 0, parked: 0 });
  });

  it('is not sent again where it is found', async () => {
    const dying = await openDying();
    await bed.push(dying, { orderIds: ['1'], name: 'a', kind: 'created' });
    await killed(dying);
    await Promise.all(underWay.map((call) => call()));
    const sent = sentSoFar();
    const next = await open();
    await bed.elapse(12_000);
    expect([standing().length, sentSoFar() - sent]).toEqual([1, 0]);
    expect(await next.handle.queues.counts()).toMatchObject({ due: 0, later: 0, unclear: 0, parked: 0 });
  });

  it.each([
    ['a line under a card', ['1']],
    ['a digest', ['2', '3', '4', '5', '6', '7']],
  ])('is sent again at once where it is %s', async (_, orderIds) => {
    const first = await open();
    await bed.watch(first, { conversation });
    await bed.push(first, { orderIds: ['1'], name: 'a', kind: 'created' });
    await bed.until(() => standing().length === 1, minuteMs);
    await bed.elapse(2000);
    await first.notifications.stop();
    first.kill();
    await first.handle.close();
    const dying = await openDying();
    for (const orderId of orderIds)
      await bed.push(dying, { orderIds: [orderId], name: `n${orderId}`, kind: 'refund' });
    await killed(dying);
    await open();
    await bed.until(() => standing().length === 2, 2000);
    await Promise.all(underWay.map((call) => call()));
    await bed.elapse(12_000);
    expect(standing()).toHaveLength(2);
  });

  it('is looked for and sent after 10 s once the platform may have forgotten the nonce', async () => {
    const dying = await openDying();
    await bed.push(dying, { orderIds: ['1'], name: 'a', kind: 'created' });
    await killed(dying);
    bed.clock.advance(3 * minuteMs);
    await open();
    await bed.elapse(8000);
    expect(standing()).toEqual([]);
    await bed.elapse(4000);
    expect(standing()).toHaveLength(1);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { discordAdapter } from '../../../adapters/discord/adapter.ts';
import { createSeen } from '../../../src/chat/once.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { startFakeDiscord } from '../../fakes/discord/fake-discord.ts';
import { intentBits } from '../../fakes/discord/intents.ts';
import { commandInteraction } from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed | undefined;

afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

/** A core that, as the real one, answers each asking once. */
function claiming() {
  const seen = createSeen({ clock: systemClock, keepMs: 60_000, limit: 10_000 });
  return scriptedCore(async (transport, { id }) => {
    if (seen.claim(id)) await transport.answer(answerOf(id));
  });
}

describe('no command is lost or doubled', () => {
  test.each([
    ['the connection is cut', (one: Bed) => one.discord.gateway.cut()],
    ['Discord closes it with 4000', (one: Bed) => one.discord.gateway.cut(4000)],
    ['Discord asks to reconnect', (one: Bed) => one.discord.gateway.askToReconnect()],
    ['heartbeats are no longer acknowledged', (one: Bed) => one.discord.gateway.stopAcknowledging()],
  ])('when %s under load', async (_, disturb) => {
    const core = claiming();
    const opened = await openBed(core, 'gateway', { heartbeatMs: 60 });
    bed = opened;
    const { discord } = opened;
    const sent: string[] = [];
    const send = (count: number) => {
      for (let n = 0; n < count; n += 1) {
        const payload = commandInteraction('seller');
        sent.push(payload.id);
        discord.send(payload);
      }
    };
    send(40);
    disturb(opened);
    send(40);
    await discord.until(() => discord.gateway.counts.resumed > 0, 'a resumption');
    send(40);
    for (const id of sent) await discord.answerTo(id);
    expect(new Set(core.asked.map(({ id }) => id))).toEqual(new Set(sent));
    expect(core.asked).toHaveLength(sent.length);
    expect(discord.messagesIn(places.channelId)).toHaveLength(sent.length);
    expect(discord.gateway.counts.identified).toBe(1);
    expect(core.faults).toEqual([]);
  });
});

test('asks for no more than it needs: without the Guilds intent nothing of servers is sent or kept', async () => {
  bed = await openBed(claiming(), 'gateway');
  expect(bed.discord.gateway.intents).toEqual([intentBits.guildMessages | intentBits.directMessages]);
});

describe('readiness', () => {
  test('tells of a cut, and of the way back', async () => {
    bed = await openBed(claiming(), 'gateway', { heartbeatMs: 60 });
    const { adapter, discord } = bed;
    const { lastFrameAt = 0 } = adapter.readiness();
    expect(adapter.readiness()).toMatchObject({ ok: true });
    discord.gateway.cut();
    await discord.until(() => !adapter.readiness().ok, 'not ready');
    expect(adapter.readiness().detail).toContain('not connected');
    await discord.until(() => adapter.readiness().ok, 'ready');
    expect(adapter.readiness().lastFrameAt).toBeGreaterThan(lastFrameAt);
  });

  test('tells of silence', async () => {
    const clock = createFakeClock();
    bed = await openBed(claiming(), 'gateway', { clock });
    const { adapter, discord } = bed;
    discord.gateway.freeze();
    clock.advance(90_000);
    expect(adapter.readiness().ok).toBe(true);
    clock.advance(1);
    expect(adapter.readiness()).toMatchObject({ ok: false, detail: expect.stringContaining('silent') });
    discord.gateway.cut();
    await discord.until(() => discord.gateway.counts.resumed === 1, 'the way back');
  });

  test('tells why Discord will not have the bot any more', async () => {
    const log = createCollectedLog();
    bed = await openBed(claiming(), 'gateway', { log });
    const { adapter, discord } = bed;
    discord.gateway.cut(4004);
    await discord.until(() => adapter.readiness().detail?.includes('DISCORD_TOKEN') === true, 'the reason');
    expect(log.lines.join()).toContain('4004');
  });
});

describe('start', () => {
  test('with a wrong token says which setting to mend', async () => {
    const discord = await startFakeDiscord();
    const adapter = discordAdapter({
      token: 'wrong',
      apiUrl: discord.apiUrl,
      clock: systemClock,
      log: silentLog,
    });
    await expect(adapter.start(claiming())).rejects.toThrow(/DISCORD_TOKEN/);
    await adapter.stop();
    await discord.close();
  });

  test.each([
    ['fails', { kind: 'answer', status: 500, body: 'token' }],
    ['answers something else', { kind: 'answer', status: 200, body: '<html>a token</html>' }],
    [
      'answers what is no JSON',
      { kind: 'answer', status: 200, body: '<html>', headers: { 'content-type': 'application/json' } },
    ],
    ['shuts the address out', { kind: 'answer', status: 403, body: 'an unexpected token' }],
  ] as const)('where Discord %s does not blame the token', async (_, effect) => {
    const discord = await startFakeDiscord();
    discord.addFault({ path: /^\/gateway/, times: 9, effect });
    const { apiUrl, identity } = discord;
    const { token } = identity;
    const adapter = discordAdapter({ token, apiUrl, clock: systemClock, log: silentLog });
    const refused: unknown = await adapter.start(claiming()).catch((error: unknown) => error);
    expect(String(refused)).toContain('gateway failed');
    expect(String(refused)).not.toContain('DISCORD_TOKEN');
    await adapter.stop();
    await discord.close();
  });

  test('without Discord says so', async () => {
    const discord = await startFakeDiscord();
    const { apiUrl } = discord;
    await discord.close();
    const adapter = discordAdapter({ token: 'any', apiUrl, clock: systemClock, log: silentLog });
    await expect(adapter.start(claiming())).rejects.toThrow(/gateway/);
    await adapter.stop();
  });
});

describe('stop', () => {
  test('hears nothing new and waits for what is under way', async () => {
    const release = Promise.withResolvers<void>();
    const core = scriptedCore(async (transport, { id }) => {
      await release.promise;
      await transport.answer(answerOf(id));
    });
    bed = await openBed(core, 'gateway');
    const { adapter, discord } = bed;
    const first = commandInteraction('seller');
    discord.send(first);
    while (core.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = adapter.stop();
    discord.send(commandInteraction('seller'));
    discord.gateway.askForHeartbeat();
    const { heartbeats } = discord.gateway.counts;
    await discord.until(() => discord.gateway.counts.heartbeats > heartbeats, 'a heartbeat');
    release.resolve();
    await stopped;
    await discord.answerTo(first.id);
    expect(core.asked.map(({ id }) => id)).toEqual([first.id]);
    expect(discord.gateway.live).toBe(0);
  });

  test('ends while it is reconnecting', async () => {
    bed = await openBed(claiming(), 'gateway');
    const { adapter, discord } = bed;
    discord.gateway.cut();
    await discord.until(() => discord.gateway.live === 0, 'the cut');
    await adapter.stop();
    // Ended before, discord.js would connect again and stay.
    expect(discord.gateway.counts.resumed).toBe(1);
    expect(discord.gateway.live).toBe(0);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { type DiscordAdapter, discordAdapter } from '../../../adapters/discord/adapter.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Exclusive } from '../../../src/store/contract/processes.ts';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/fake-discord.ts';
import { commandInteraction } from '../../fakes/discord/payloads.ts';
import { places } from '../../fakes/discord/world.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { eventually } from '../../harness/eventually.ts';
import { answerOf, type ScriptedCore, scriptedCore } from '../../harness/scripted-core.ts';

/** A hold that goes from one process to another as the test wants, or when it is given back. */
function createHold() {
  const waiting: { onHeld(): void; onLost(): void }[] = [];
  const first = () => waiting[0]?.onHeld();
  const exclusive: Exclusive = {
    hold(_, events) {
      waiting.push(events);
      if (waiting.length === 1) queueMicrotask(events.onHeld);
      return {
        async release() {
          const wasFirst = waiting[0] === events;
          waiting.splice(waiting.indexOf(events), 1);
          if (wasFirst) first();
        },
      };
    },
  };
  return {
    exclusive,
    /** As when the holder's connection to the database breaks. */
    lose() {
      const [holder] = waiting.splice(0, 1);
      if (holder === undefined) throw new Error('nobody holds it');
      holder.onLost();
      waiting.push(holder);
      first();
    },
    pause() {
      const [holder] = waiting;
      holder?.onLost();
      return () => holder?.onHeld();
    },
  };
}

interface Process {
  readonly adapter: DiscordAdapter;
  readonly core: ScriptedCore;
}

let discord: FakeDiscord;
let clock: FakeClock;
let processes: Process[];

async function open(exclusive: Exclusive, count: number): Promise<Process[]> {
  clock = createFakeClock();
  discord = await startFakeDiscord({ clock });
  processes = Array.from({ length: count }, () => ({
    adapter: discordAdapter({
      token: discord.identity.token,
      apiUrl: discord.apiUrl,
      exclusive,
      clock,
      log: silentLog,
    }),
    core: scriptedCore((transport, { id }) => transport.answer(answerOf(id))),
  }));
  return processes;
}

/** Starts a process that waits: with the time that it gives the hold to come. */
async function startWaiting({ adapter, core }: Process): Promise<void> {
  const before = clock.pending;
  const started = adapter.start(core);
  while (clock.pending === before) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(2_000);
  await started;
}

afterEach(async () => {
  await Promise.all(processes.map(({ adapter }) => adapter.stop()));
  await discord.close();
});

/** Once `process` is connected and nothing more is to be said of it. */
async function connected({ adapter }: Process): Promise<void> {
  await eventually(() => {
    expect(adapter.readiness()).toEqual({ ok: true, lastFrameAt: expect.any(Number) });
    expect(discord.gateway.live).toBe(1);
  });
}

async function answered(): Promise<string> {
  const payload = commandInteraction('seller');
  discord.send(payload);
  await discord.answerTo(payload.id);
  return payload.id;
}

describe('two processes', () => {
  test('are one connection: the other stands by, ready, until it is its turn', async () => {
    const { exclusive } = createHold();
    const [first, second] = await open(exclusive, 2);
    if (first === undefined || second === undefined) throw new Error('two processes');
    await first.adapter.start(first.core);
    await startWaiting(second);
    expect(first.adapter.readiness().ok).toBe(true);
    expect(second.adapter.readiness()).toEqual({
      ok: true,
      detail: 'standby: another process holds the gateway',
    });
    expect(discord.gateway.counts.identified).toBe(1);
    const one = await answered();

    await first.adapter.stop();
    await connected(second);
    const two = await answered();
    expect(first.core.asked.map(({ id }) => id)).toEqual([one]);
    expect(second.core.asked.map(({ id }) => id)).toEqual([two]);
  });

  test('change over when the hold is lost, and no asking is answered twice', async () => {
    const hold = createHold();
    const [first, second] = await open(hold.exclusive, 2);
    if (first === undefined || second === undefined) throw new Error('two processes');
    await first.adapter.start(first.core);
    await startWaiting(second);
    hold.lose();
    expect(first.adapter.readiness()).toMatchObject({ ok: true, detail: expect.stringContaining('standby') });
    await connected(second);
    const id = await answered();
    expect(first.core.asked).toEqual([]);
    expect(second.core.asked.map((asked) => asked.id)).toEqual([id]);
  });

  test('speak both, whoever holds the gateway', async () => {
    const { exclusive } = createHold();
    const [first, second] = await open(exclusive, 2);
    if (first === undefined || second === undefined) throw new Error('two processes');
    await first.adapter.start(first.core);
    await startWaiting(second);
    const to = { workspace: places.guildId, conversation: places.channelId };
    for (const [at, { adapter }] of [first, second].entries()) {
      const outgoing = { card: answerOf(`From ${at}`).card, language: 'en' } as const;
      expect(await adapter.outlet.post(to, outgoing, `key-${at}`)).toHaveProperty('sent');
    }
    expect(discord.messagesIn(places.channelId)).toHaveLength(2);
  });
});

test('a hold that was lost for a moment is taken up again', async () => {
  const hold = createHold();
  const [only] = await open(hold.exclusive, 1);
  if (only === undefined) throw new Error('one process');
  await only.adapter.start(only.core);
  const giveBack = hold.pause();
  await discord.until(() => discord.gateway.live === 0, 'the disconnection');
  giveBack();
  await connected(only);
  await answered();
  expect(discord.gateway.counts.identified).toBe(2);
});

test('a hold that is lost while the connection is being made: it is ended, and nothing on it is heard', async () => {
  const hold = createHold();
  const [only] = await open(hold.exclusive, 1);
  if (only === undefined) throw new Error('one process');
  discord.addFault({ path: /^\/gateway\/bot$/, effect: { kind: 'slow', when: 'before', ms: 1_000 } });
  const started = only.adapter.start(only.core);
  await eventually(() => expect(discord.requests.map(({ path }) => path)).toEqual(['/gateway/bot']));
  hold.pause();
  await started;
  clock.advance(1_000);
  await discord.until(() => discord.gateway.counts.identified === 1, 'the connection');
  discord.send(commandInteraction('seller'));
  await discord.until(() => discord.gateway.live === 0, 'its end');
  expect(only.core.asked).toEqual([]);
  expect(only.adapter.readiness().detail).toContain('standby');
});

test('a standby that is stopped never connects', async () => {
  const { exclusive } = createHold();
  const [first, second] = await open(exclusive, 2);
  if (first === undefined || second === undefined) throw new Error('two processes');
  await first.adapter.start(first.core);
  await startWaiting(second);
  await second.adapter.stop();
  await first.adapter.stop();
  expect(discord.gateway.counts.identified).toBe(1);
});

test('what can not connect in its turn tries again, and says why not', async () => {
  const { exclusive } = createHold();
  const [first, second] = await open(exclusive, 2);
  if (first === undefined || second === undefined) throw new Error('two processes');
  await first.adapter.start(first.core);
  await startWaiting(second);
  const times = Number.POSITIVE_INFINITY;
  const trouble = { path: /^\/gateway\/bot$/, times, effect: { kind: 'answer', status: 400 } } as const;
  discord.addFault(trouble);
  await first.adapter.stop();
  const reason = () => second.adapter.readiness();
  await eventually(() => expect(reason()).toEqual({ ok: false, detail: expect.stringContaining('failed') }));
  discord.clearFaults();
  clock.advance(5_000);
  await connected(second);
  await answered();
});

test('a start of the one in turn fails with the reason', async () => {
  const { exclusive } = createHold();
  const [only] = await open(exclusive, 1);
  if (only === undefined) throw new Error('one process');
  const wrong = discordAdapter({
    token: 'wrong',
    apiUrl: discord.apiUrl,
    exclusive,
    clock: systemClock,
    log: silentLog,
  });
  await expect(wrong.start(only.core)).rejects.toThrow(/DISCORD_TOKEN/);
  await wrong.stop();
  await only.adapter.start(only.core);
  await answered();
});

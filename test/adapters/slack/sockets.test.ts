import { afterEach, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/chat/adapter.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createCollectedLog } from '../../fakes/collected-log.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { appMention } from '../../fakes/slack/payloads.ts';
import { appToken } from '../../fakes/slack/slack.ts';
import { redeliverMs } from '../../fakes/slack/sockets.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed;
afterEach(() => bed.close());

/**
 * The adapter over Socket Mode. Slack's own clock stands still unless a test moves it on, so that on a busy machine nothing
 * is late for it and nothing is sent again for being late.
 */
function connect(core: Core, { parts, ...options }: Parameters<typeof openBed>[2] = {}): Promise<Bed> {
  return openBed(core, 'socket', {
    clock: createFakeClock(),
    ...options,
    parts: { clock: systemClock, ...parts },
  });
}

/** A core that knows an id again, as the real one does, and answers each line with itself. */
function echoingCore() {
  const seen = new Set<string>();
  const runs: string[] = [];
  const core = scriptedCore(async (transport, invocation) => {
    if (seen.has(invocation.id)) return;
    seen.add(invocation.id);
    const text = invocation.input.kind === 'text' ? invocation.input.text : '';
    runs.push(text);
    await transport.answer(answerOf(text));
  });
  return { core, runs };
}

const both = () => bed.slack.waitFor(() => (bed.slack.sockets.open >= 2 ? true : undefined));

describe('Socket Mode', () => {
  it('keeps two connections and says when it last heard of Slack', async () => {
    bed = await connect(echoingCore().core, { clock: systemClock, pingEveryMs: 20 });
    await both();
    const { lastFrameAt = 0 } = bed.adapter.readiness();
    expect(bed.adapter.readiness()).toMatchObject({ ok: true });
    // Pings alone are a sign of life.
    await expect.poll(() => bed.adapter.readiness().lastFrameAt).toBeGreaterThan(lastFrameAt);
    expect(bed.slack.sockets.made).toBe(2);
  });

  it('loses no command and runs none twice while its sockets are refreshed and cut', async () => {
    const { core, runs } = echoingCore();
    bed = await connect(core);
    await both();
    const { slack } = bed;
    const lines = Array.from({ length: 300 }, (_, index) => `/seller ${index}`);
    const deliveries: Promise<{ outcome: string }>[] = [];
    const closing = Promise.withResolvers<void>();
    for (const [index, line] of lines.entries()) {
      deliveries.push(slack.type(line));
      if (index % 10 === 0) await Promise.race(deliveries.slice(-10));
      if (index % 60 === 20 && slack.sockets.open > 0) slack.sockets.cut();
      if (index % 60 === 50 && slack.sockets.open > 0) slack.sockets.refresh(closing.promise);
    }
    const outcomes = (await Promise.all(deliveries)).map(({ outcome }) => outcome);
    closing.resolve();
    expect(outcomes.filter((outcome) => outcome !== 'acknowledged')).toEqual([]);
    expect([...runs].sort()).toEqual([...lines].sort());
    const answered = slack.messages.map((message) => visible(message).text);
    expect([...answered].sort()).toEqual([...lines].sort());
    expect(slack.sockets.made).toBeGreaterThan(8);
    expect(slack.problems).toEqual([]);
    await both();
  });

  it('opens the next connection before the old one goes, and answers what the old one brought', async () => {
    const answer = Promise.withResolvers<void>();
    const core = scriptedCore(async (transport) => {
      await answer.promise;
      await transport.answer(answerOf('Here'));
    });
    bed = await connect(core);
    await both();
    const { slack } = bed;
    const closing = Promise.withResolvers<void>();
    const delivery = Promise.all([slack.type('/seller 1'), slack.type('/seller 2')]);
    await expect.poll(() => core.asked.length).toBe(2);
    slack.sockets.refresh(closing.promise);
    slack.sockets.refresh(closing.promise);
    await slack.waitFor(() => (slack.sockets.made === 4 ? true : undefined));
    answer.resolve();
    expect(await delivery).toMatchObject([
      { outcome: 'acknowledged', attempts: 1 },
      { outcome: 'acknowledged', attempts: 1 },
    ]);
    closing.resolve();
    expect(slack.messages.map(({ via }) => via)).toEqual(['ack', 'ack']);
  });

  it('answers a command again, and does not run it again, when its acknowledgement was lost on the way', async () => {
    const { core, runs } = echoingCore();
    bed = await connect(core);
    await both();
    const { slack } = bed;
    const { script } = core;
    core.script = async (transport, invocation) => {
      // Whichever connection brought it is gone before the answer: both are.
      if (runs.length === 0) {
        slack.sockets.cut();
        slack.sockets.cut();
      }
      await script(transport, invocation);
    };
    const delivery = await slack.type('/seller 1');
    expect(delivery).toMatchObject({ outcome: 'acknowledged', attempts: 2 });
    expect(runs).toEqual(['/seller 1']);
    expect(slack.messages.map((message) => visible(message).text)).toEqual(['/seller 1']);
  });

  it('notices a connection that has fallen silent, and replaces it', async () => {
    const clock = createFakeClock();
    bed = await connect(echoingCore().core, { clock, parts: { pingTimeoutMs: 300 } });
    await both();
    const { slack } = bed;
    slack.sockets.freeze();
    await slack.waitFor(() => (slack.sockets.made >= 3 ? true : undefined));
    const typed = Promise.all(['1', '2', '3', '4'].map((line) => slack.type(`/seller ${line}`)));
    // What went to the silent one, which Slack knows nothing of, comes again elsewhere.
    await clock.elapse(redeliverMs);
    expect((await typed).map(({ outcome }) => outcome)).toEqual(Array(4).fill('acknowledged'));
  });

  it('gives up on a connection that never says hello, and makes another', async () => {
    bed = await connect(echoingCore().core, { parts: { connectTimeoutMs: 300 } });
    await both();
    const { slack } = bed;
    slack.sockets.muteNext(1);
    slack.sockets.cut();
    await slack.waitFor(() => (slack.sockets.made >= 4 ? true : undefined));
    await both();
    expect(bed.adapter.readiness()).toMatchObject({ ok: true });
  });

  it('comes back after Slack has refused it a few times, and says meanwhile that it is not ready', async () => {
    const log = createCollectedLog();
    bed = await connect(echoingCore().core, { log });
    await both();
    const { slack } = bed;
    slack.faults.always('apps.connections.open', { kind: 'status', status: 503 });
    slack.sockets.cut();
    slack.sockets.cut();
    await expect
      .poll(() => bed.adapter.readiness())
      .toMatchObject({ ok: false, detail: 'no socket is open' });
    await expect.poll(() => log.lines.join('\n')).toContain('HTTP 503');
    slack.faults.always('apps.connections.open', undefined);
    await both();
    expect(await slack.type('/seller 1')).toMatchObject({ outcome: 'acknowledged' });
    expect(log.lines.join('\n')).not.toMatch(/ticket=|xapp-|wss?:\/\//);
  });

  it('does not stampede where there are too many sockets', async () => {
    bed = await connect(echoingCore().core);
    await both();
    const { slack } = bed;
    const others = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const answer = await fetch(`${slack.apiUrl}apps.connections.open`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${appToken}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
        });
        const url = /wss?:[^"]+/.exec(await answer.text())?.[0] ?? '';
        return new WebSocket(url);
      }),
    );
    await slack.waitFor(() => (slack.sockets.open === 10 ? true : undefined));
    const before = slack.sockets.made;
    slack.sockets.refresh(new Promise(() => {}));
    await slack.waitFor(() => (slack.sockets.made === before + 1 ? true : undefined));
    // Refused once; the next attempt waits for seconds, and the old connection still stands.
    expect(bed.adapter.readiness()).toMatchObject({ ok: true });
    for (const other of others) other.close();
  });

  it('answers what is under way when it stops, and takes nothing new', async () => {
    const answer = Promise.withResolvers<void>();
    const core = scriptedCore(async (transport) => {
      await answer.promise;
      await transport.answer(answerOf('Here'));
    });
    bed = await connect(core);
    await both();
    const { slack } = bed;
    const delivery = slack.type('/seller 1');
    await expect.poll(() => core.asked.length).toBe(1);
    const stopped = bed.adapter.stop();
    void slack.deliver(appMention());
    await slack.sockets.read();
    answer.resolve();
    expect(await delivery).toMatchObject({ outcome: 'acknowledged', attempts: 1 });
    await stopped;
    expect(core.asked).toHaveLength(1);
    await slack.waitFor(() => (slack.sockets.open === 0 ? true : undefined));
  });

  it('fails to start, in words to act on, when the app token is wrong', async () => {
    bed = await openBed(echoingCore().core, 'http');
    const failing = connect(echoingCore().core, { parts: { via: { appToken: 'xapp-other' } } });
    await expect(failing).rejects.toThrow(/SLACK_APP_TOKEN \(invalid_auth\)/);
  });
});

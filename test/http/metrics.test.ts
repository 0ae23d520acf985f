import { describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../src/http/metrics.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { serve } from './serving.ts';

describe('metrics', () => {
  async function read(metrics: Metrics): Promise<{ response: Response; lines: readonly string[] }> {
    const { url } = await serve([metrics.route]);
    const response = await fetch(`${url}/metrics`);
    return { response, lines: (await response.text()).split('\n') };
  }

  const none = () => [];

  it('count commands and calls, with their seconds, as Prometheus text', async () => {
    const metrics = createMetrics({ clock: createFakeClock(), lastFrames: none });
    metrics.command({ command: 'seller', outcome: 'answered', ms: 250 });
    metrics.command({ command: 'seller', outcome: 'answered', ms: 750 });
    metrics.command({ command: 'seller', outcome: 'failed', ms: 1_000 });
    metrics.upstream({ path: '/a/b', outcome: 'timed-out', ms: 8_000 });
    const { response, lines } = await read(metrics);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(lines).toEqual(
      expect.arrayContaining([
        'commands_total{command="seller",outcome="answered"} 2',
        'commands_total{command="seller",outcome="failed"} 1',
        'command_seconds_sum{command="seller"} 2',
        'command_seconds_count{command="seller"} 3',
        'command_seconds_bucket{le="0.25",command="seller"} 1',
        'command_seconds_bucket{le="1",command="seller"} 3',
        'upstream_calls_total{path="/a/b",outcome="timed-out"} 1',
        'upstream_call_seconds_sum{path="/a/b"} 8',
      ]),
    );
  });

  it('say which build runs on which schema', async () => {
    const metrics = createMetrics({ clock: createFakeClock(), lastFrames: none });
    metrics.build({ version: '0.2.0', schema: '0019-copies', node: '26.10.0' });
    expect((await read(metrics)).lines).toContain(
      'build_info{version="0.2.0",schema="0019-copies",node="26.10.0"} 1',
    );
  });

  it('show the process: its memory and its event loop', async () => {
    const { lines } = await read(createMetrics({ clock: createFakeClock(), lastFrames: none }));
    const names = lines.map((line) => line.split(/[ {]/)[0]);
    expect(names).toEqual(
      expect.arrayContaining(['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']),
    );
  });

  it('show how long ago each platform gave a sign of life, when they are read', async () => {
    const clock = createFakeClock();
    let frames: { platform: string; lastFrameAt?: number }[] = [
      { platform: 'x', lastFrameAt: clock.elapsed() },
      { platform: 'y' },
    ];
    const metrics = createMetrics({ clock, lastFrames: () => frames });
    clock.advance(90_500);
    const ages = async () =>
      (await read(metrics)).lines.filter((line) => line.startsWith('platform_last_frame_age_seconds'));
    expect(await ages()).toEqual(['platform_last_frame_age_seconds{platform="x"} 90.5']);
    frames = [{ platform: 'y', lastFrameAt: clock.elapsed() }];
    expect(await ages()).toEqual(['platform_last_frame_age_seconds{platform="y"} 0']);
  });

  it('keep apart from those of another bot in the process', async () => {
    const [one, other] = [
      createMetrics({ clock: createFakeClock(), lastFrames: none }),
      createMetrics({ clock: createFakeClock(), lastFrames: none }),
    ];
    one.command({ command: 'help', outcome: 'answered', ms: 1 });
    expect((await read(other)).lines.filter((line) => line.startsWith('commands_total{'))).toEqual([]);
  });

  it('do not grow with what people make up', async () => {
    const metrics = createMetrics({ clock: createFakeClock(), lastFrames: none });
    for (let index = 0; index < 1_000; index += 1) {
      metrics.command({ command: `made up ${index}`, outcome: 'answered', ms: 1 });
      metrics.upstream({ path: '/a', outcome: `code ${index}`, ms: 1 });
    }
    metrics.command({ command: 'made up 0', outcome: 'answered', ms: 1 });
    const { lines } = await read(metrics);
    expect(lines.filter((line) => line.startsWith('commands_total{'))).toHaveLength(101);
    expect(lines.filter((line) => line.startsWith('upstream_calls_total{'))).toHaveLength(101);
    expect(lines).toContain('commands_total{command="other",outcome="answered"} 900');
    expect(lines).toContain('commands_total{command="made up 0",outcome="answered"} 2');
  });

  it('show how far behind the news are, and nothing where the store does not answer', async () => {
    const clock = createFakeClock();
    const metrics = createMetrics({ clock, lastFrames: none });
    const { notifications } = metrics;
    notifications.intake({ outcome: 'kept', ms: 3 });
    notifications.send({ platform: 'x', outcome: 'limited' });
    const figures = async () =>
      (await read(metrics)).lines.filter((line) =>
        /^(intake_requests|outbox_|inbox_|last_message|last_sweep)/.test(line),
      );
    const counted = [
      'intake_requests_total{outcome="kept"} 1',
      'outbox_sends_total{platform="x",outcome="limited"} 1',
    ];
    expect(await figures()).toEqual(counted);

    let down = false;
    notifications.watch(async () => {
      if (down) throw new Error('down');
      return {
        inbox: { waiting: 7, oldestWaitingAt: clock.now() - 2_500, unreadable: 1 },
        deliveries: { due: 4, later: 3, unclear: 2, parked: 1, queues: 5 },
        lastSweepAt: clock.now() - 60_000,
      };
    });
    expect((await figures()).sort()).toEqual(
      [
        ...counted,
        'inbox_waiting 7',
        'inbox_lag_seconds 2.5',
        'inbox_unreadable 1',
        'last_sweep_age_seconds 60',
        'outbox_queues 5',
        'outbox_deliveries{state="due"} 4',
        'outbox_deliveries{state="later"} 3',
        'outbox_deliveries{state="unclear"} 2',
        'outbox_deliveries{state="parked"} 1',
      ].sort(),
    );
    down = true;
    expect(await figures()).toEqual(counted);
  });

  it('show how many records the audit log ever had, and of how many chains that is wrong', async () => {
    const metrics = createMetrics({ clock: createFakeClock(), lastFrames: none });
    const shown = async () =>
      (await read(metrics)).lines.filter((line) => /^audit_(records|broken_chains)/.test(line));
    expect(await shown()).toEqual(['audit_broken_chains 0']);
    let chains = [
      { organization: 'x:T1', seq: 5 },
      { organization: 'x:dm:U1', seq: 2 },
      { organization: 'y:dm:U2', seq: 3 },
    ];
    metrics.audit.watch(async () => chains);
    metrics.audit.broken(2);
    expect(await shown()).toEqual([
      'audit_records{organization="x:T1"} 5',
      'audit_records{organization="direct messages"} 5',
      'audit_broken_chains 2',
    ]);
    chains = Array.from({ length: 150 }, (_, at) => ({ organization: `x:T${at}`, seq: 1 }));
    const many = await shown();
    expect(many).toHaveLength(102);
    expect(many).toContain('audit_records{organization="other"} 50');
    metrics.audit.watch(() => Promise.reject(new Error('no answer')));
    expect(await shown()).toEqual(['audit_broken_chains 2']);
  });
});

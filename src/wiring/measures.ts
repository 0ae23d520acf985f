import type { DispatchDeps } from '../chat/dispatch.ts';
import { createHistory, type History } from '../console/history.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import type { OutboxDeps } from '../outbox/outbox.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Traces } from '../runtime/traces.ts';
import type { MeasuredCall } from '../xport/call.ts';
import { openTraces } from './traces.ts';

/** What the bot tells of its work while it runs: counted, followed from process to process, and shown on the console. */
export interface Measures {
  readonly metrics: Metrics;
  readonly traces: Traces;
  readonly history: History;
  /** Each is told of work of its kind that has ended. */
  readonly command: DispatchDeps['measure'];
  partnerCall(call: MeasuredCall): void;
  readonly said: OutboxDeps['measure'];
}

export async function openMeasures({
  endpoint,
  version,
  clock,
  lastFrames,
}: {
  /** Where spans are sent; absent: nowhere. */
  readonly endpoint: string | undefined;
  readonly version: string;
  readonly clock: Clock;
  readonly lastFrames: Parameters<typeof createMetrics>[0]['lastFrames'];
}): Promise<Measures> {
  const history = createHistory({ clock });
  const metrics = metricsToldTo(history, createMetrics({ clock, lastFrames }));
  const traces = await openTraces({ endpoint, version, clock });
  return {
    metrics,
    traces,
    history,
    command(ended) {
      metrics.command(ended);
      const { command, outcome, ms, trace, platform = '' } = ended;
      if (trace === undefined) return;
      const facts = { command, platform };
      traces.ended({ name: 'command', traces: [trace], first: true, ms, outcome, facts });
    },
    partnerCall(call) {
      metrics.upstream(call);
      const { path, ...ended } = call;
      const followed = { traces: traces.underWay(), first: false, facts: { path } };
      traces.ended({ name: 'partner call', ...followed, ...ended });
    },
    said({ platform, outcome, said }) {
      metrics.notifications.send({ platform, outcome });
      if (said === undefined) return;
      const { about, ...work } = said;
      traces.ended({ name: 'message said', first: false, outcome, facts: { platform, about }, ...work });
    },
  };
}

/** The same metrics, of which `history` is told what the console shows of them. */
function metricsToldTo(history: History, metrics: Metrics): Metrics {
  return {
    ...metrics,
    upstream(ended) {
      metrics.upstream(ended);
      if (ended.outcome === 'aborted') return;
      // A no is an answer.
      if (ended.outcome === 'answered' || ended.outcome === 'refused') history.worked('partner');
      else history.failed('partner', `${ended.path}: ${ended.outcome}`);
    },
    notifications: {
      ...metrics.notifications,
      intake(ended) {
        metrics.notifications.intake(ended);
        if (ended.outcome === 'kept') history.took();
      },
      send(ended) {
        metrics.notifications.send(ended);
        if (ended.outcome === 'sent') history.said();
      },
    },
  };
}

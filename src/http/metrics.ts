import { Counter, collectDefaultMetrics, Gauge, Histogram, type MetricObject, Registry } from 'prom-client';
import { isDirectWorkspace } from '../chat/invocation.ts';
import type { Clock } from '../runtime/clock.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { AuditTrail } from '../store/contract/audit.ts';
import { boundedLabel, buckets, once } from './metric-labels.ts';
import { createNotificationsMetrics, type NotificationsMetrics } from './notifications-metrics.ts';
import type { Route } from './route.ts';

/** What the operator's monitoring reads, on a registry of its own. */
export interface Metrics {
  /** `GET /metrics`, Prometheus text. */
  readonly route: Route;
  /** Counts a command that ended after `ms`. `command` is a name out of the menu, or `unknown`. */
  command(ended: { readonly command: string; readonly outcome: string; readonly ms: number }): void;
  /** Counts a call of the partner's API that ended after `ms`. */
  upstream(ended: { readonly path: string; readonly outcome: string; readonly ms: number }): void;
  readonly notifications: NotificationsMetrics;
  readonly audit: AuditMetrics;
  /** Says which build runs on which schema. */
  build(build: { readonly version: string; readonly schema: string; readonly node: string }): void;
  /** Each metric of the bot's own, for the documentation; those of the process and of Node are not among them. */
  readonly described: readonly MetricDescription[];
}

interface MetricDescription {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** The metrics of one bot. `lastFrames` gives when each platform last gave a sign of life, by `elapsed`. */
export function createMetrics({
  clock,
  lastFrames,
}: {
  readonly clock: Clock;
  readonly lastFrames: () => readonly { readonly platform: string; readonly lastFrameAt?: number }[];
}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const commands = new Counter({
    name: 'commands_total',
    help: 'Commands, by name and how they ended',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const commandSeconds = new Histogram({
    name: 'command_seconds',
    help: 'Seconds from a command to its answer',
    labelNames: ['command'],
    buckets,
    registers,
  });
  const calls = new Counter({
    name: 'upstream_calls_total',
    help: "Calls of the partner's API, by path and how they ended",
    labelNames: ['path', 'outcome'],
    registers,
  });
  const callSeconds = new Histogram({
    name: 'upstream_call_seconds',
    help: "Seconds that a call of the partner's API took",
    labelNames: ['path'],
    buckets,
    registers,
  });
  new Gauge({
    name: 'platform_last_frame_age_seconds',
    help: 'Seconds since a chat platform last gave a sign of life',
    labelNames: ['platform'],
    registers,
    collect() {
      this.reset();
      for (const { platform, lastFrameAt } of lastFrames()) {
        if (lastFrameAt !== undefined) this.set({ platform }, (clock.elapsed() - lastFrameAt) / 1_000);
      }
    },
  });

  const build = new Gauge({
    name: 'build_info',
    help: 'Always 1: the version that runs, the last migration of its store, and the Node that runs it',
    labelNames: ['version', 'schema', 'node'],
    registers,
  });

  const notifications = createNotificationsMetrics(registry, clock);
  const audit = createAuditMetrics(registry);
  const described = registry.getMetricsAsArray().map(describe);
  collectDefaultMetrics({ register: registry });

  const commandName = boundedLabel();
  const commandOutcome = boundedLabel();
  const callPath = boundedLabel();
  const callOutcome = boundedLabel();
  const countOf = once((...labels) => commands.labels(...labels));
  const secondsOf = once((...labels) => commandSeconds.labels(...labels));
  const callCountOf = once((...labels) => calls.labels(...labels));
  const callSecondsOf = once((...labels) => callSeconds.labels(...labels));

  return {
    route: {
      method: 'GET',
      path: '/metrics',
      bodyLimit: 0,
      handle: async () => ({
        status: 200,
        headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
        body: await notifications.refreshed(() => registry.metrics()),
      }),
    },
    notifications: notifications.metrics,
    audit,
    described,
    build: (labels) => build.set({ ...labels }, 1),
    command({ command, outcome, ms }) {
      const name = commandName(command);
      countOf(name, commandOutcome(outcome)).inc();
      secondsOf(name).observe(ms / 1_000);
    },
    upstream({ path, outcome, ms }) {
      const known = callPath(path);
      callCountOf(known, callOutcome(outcome)).inc();
      callSecondsOf(known).observe(ms / 1_000);
    },
  };
}

function describe(metric: MetricObject): MetricDescription {
  const labels = 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames : [];
  return { name: metric.name, help: metric.help, labels: labels.map(String) };
}

/** What is told of the audit log. */
interface AuditMetrics {
  /** From now on `read` is asked, when the metrics are, how many records each organization's chain ever had. */
  watch(read: () => ReturnType<AuditTrail['lengths']>): void;
  /** How many chains were not what they had been when that was last looked for. */
  broken(chains: number): void;
}

/** The chains of people's own direct messages are told together: their names are people's. */
const directMessages = 'direct messages';

function createAuditMetrics(registry: Registry): AuditMetrics {
  const registers = [registry];
  const organizationLabel = boundedLabel();
  const labelOf = (organization: string) =>
    isDirectWorkspace(splitScopedId(organization).id) ? directMessages : organizationLabel(organization);
  let read: (() => ReturnType<AuditTrail['lengths']>) | undefined;
  new Gauge({
    name: 'audit_records',
    help: 'Records that the audit log ever had, by organization; never falls',
    labelNames: ['organization'],
    registers,
    async collect() {
      this.reset();
      // A store that does not answer leaves it empty: no figure is better than an old one.
      const chains = (await read?.().catch(() => undefined)) ?? [];
      for (const { organization, seq } of chains) this.inc({ organization: labelOf(organization) }, seq);
    },
  });
  const broken = new Gauge({
    name: 'audit_broken_chains',
    help: 'Audit chains that differ from their anchors, as of the last look',
    registers,
  });
  return {
    watch(reading) {
      read = reading;
    },
    broken: (chains) => broken.set(chains),
  };
}

import { createHash } from 'node:crypto';
import type { Clock } from '../runtime/clock.ts';
import { noTraces, type Traces } from '../runtime/traces.ts';

/** How long the end waits for what is left to be told, ms. */
const closeMs = 2000;
/** How soon spans are sent, ms: many at a time. */
const gatherMs = 2000;

/**
 * Tells spans to the OpenTelemetry collector at `endpoint`, by OTLP over HTTP; without one nothing of OpenTelemetry is loaded.
 * A span bears the log's own trace as `shoptalk.trace`. Its trace id is made of that, so that every process says the same.
 */
export async function openTraces({
  endpoint,
  version,
  clock,
}: {
  readonly endpoint: string | undefined;
  readonly version: string;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<Traces> {
  if (endpoint === undefined) return noTraces;
  const [
    { AsyncLocalStorage },
    api,
    { OTLPTraceExporter },
    { BatchSpanProcessor, RandomIdGenerator, TracerProvider },
    resources,
  ] = await Promise.all([
    import('node:async_hooks'),
    import('@opentelemetry/api'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const random = new RandomIdGenerator();
  const followed = new AsyncLocalStorage<string>();
  /** Of the first span of a trace. */
  let own: Ids | undefined;
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'shoptalk', 'service.version': version }),
    idGenerator: {
      generateTraceId: () => own?.traceId ?? random.generateTraceId(),
      generateSpanId: () => own?.spanId ?? random.generateSpanId(),
    },
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: gatherMs })],
  });
  const tracer = provider.getTracer('shoptalk', version);
  const { ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace: spans } = api;

  return {
    ended({ name, traces, first, ms, outcome, facts }) {
      const endTime = clock.now();
      for (const trace of traces) {
        const ids = idsOf(trace);
        const under = first
          ? ROOT_CONTEXT
          : spans.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: TraceFlags.SAMPLED, isRemote: true });
        own = first ? ids : undefined;
        const attributes = { ...facts, outcome, 'shoptalk.trace': trace };
        const span = tracer.startSpan(name, { startTime: endTime - ms, attributes }, under);
        own = undefined;
        if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
        span.end(endTime);
      }
    },
    within: (trace, work) => followed.run(trace, work),
    underWay() {
      const trace = followed.getStore();
      return trace === undefined ? [] : [trace];
    },
    async close() {
      const late = AbortSignal.timeout(closeMs);
      await Promise.race([
        provider.shutdown().catch(() => undefined),
        new Promise<void>((resolve) => late.addEventListener('abort', () => resolve(), { once: true })),
      ]);
    },
  };
}

interface Ids {
  readonly traceId: string;
  readonly spanId: string;
}

/** The ids of a trace and of its first span, by what the log calls it. */
function idsOf(trace: string): Ids {
  const digest = createHash('sha256').update(trace).digest('hex');
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48) };
}

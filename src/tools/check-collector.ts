import { z } from 'zod';
import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import { jsonIn } from '../runtime/json.ts';
import { networkFault } from '../runtime/network-fault.ts';

const withinMs = 5_000;

/** Characters. */
const mostRead = 10_000;

/** What a collector answers to no spans: https://opentelemetry.io/docs/specs/otlp/#otlphttp-response */
const taken = z.object({ partialSuccess: z.unknown().optional() });

/** Whether a collector of OpenTelemetry takes what the bot sends to `endpoint`. It is sent no span. */
export async function checkCollector(endpoint: string | undefined): Promise<readonly Finding[]> {
  if (endpoint === undefined) return [];
  const { host } = new URL(endpoint);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  return [(await findingAt(url, host)) ?? (await withOwnHeaders(url, host))];
}

/** `undefined` where it wants to know who asks. */
async function findingAt(url: string, host: string): Promise<Finding | undefined> {
  let answer: Answer;
  try {
    answer = await asked(url);
  } catch (error) {
    const { code } = networkFault(error);
    return isOtherProtocol(error)
      ? wrong(host, 'no HTTP')
      : bad(
          `Traces: OTEL_EXPORTER_OTLP_ENDPOINT can’t be reached at ${host} (${code})`,
          'Start the collector, and see that the name and the port are right. The bot runs without it; its traces are lost.',
        );
  }
  const { status, text } = answer;
  if ([401, 403, 407].includes(status)) return undefined;
  if ([429, 502, 503, 504].includes(status)) {
    return unsure(
      `Traces: ${host} answers HTTP ${status}: it takes nothing at the moment`,
      'See to the collector, or to what stands before it. What it does not take is lost.',
    );
  }
  if (status === 200 && taken.safeParse(jsonIn(text)).success)
    return good(`Traces: the collector at ${host} takes them`);
  return wrong(host, `HTTP ${status}`);
}

/** Whether the answer was none of HTTP/1, such as that of gRPC. */
function isOtherProtocol(error: unknown): boolean {
  return error instanceof Error && (error.name === 'HTTPParserError' || isOtherProtocol(error.cause));
}

function wrong(host: string, what: string): Finding {
  return bad(
    `Traces: what answers at ${host} is no collector that takes OTLP over HTTP (${what})`,
    'OTEL_EXPORTER_OTLP_ENDPOINT names the address before /v1/traces. The usual port is 4318; 4317 is gRPC, which the bot does not speak.',
  );
}

interface Answer {
  readonly status: number;
  /** No more than the answer of a collector can have: what answers may never end. */
  readonly text: string;
}

async function asked(url: string): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [] }),
    redirect: 'manual',
    signal: AbortSignal.timeout(withinMs),
  });
  return { status: answer.status, text: await beginningOf(answer) };
}

async function beginningOf({ body }: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > mostRead) break;
  }
  return text;
}

/** Once more as the bot sends it: with the headers that OpenTelemetry's own settings name. */
async function withOwnHeaders(url: string, host: string): Promise<Finding> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: withinMs });
  const { code } = await new Promise<{ readonly code: number }>((resolve) => exporter.export([], resolve));
  await exporter.shutdown();
  return code === 0
    ? good(`Traces: the collector at ${host} takes them`)
    : bad(
        `Traces: the collector at ${host} refuses them`,
        'Give what it asks for in OTEL_EXPORTER_OTLP_HEADERS, such as authorization=Bearer%20….',
      );
}

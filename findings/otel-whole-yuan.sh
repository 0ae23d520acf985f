#!/usr/bin/env bash
# OpenTelemetry sends an attribute of 12.5 as a double, one of 12 as an integer, and one that is a bigint not at all.
#
# JavaScript has one kind of number, and the exporter takes each whole one for an int64, so that one attribute has two types, from
# line to line. Ids beyond 2^53 are rounded before; as bigints they are left out of the span, and the one who sets them hears
# nothing unless a diag logger is set. OTLP has both types, and intValue has room for an id of 19 digits
# (opentelemetry.io/docs/specs/otlp).
# Who meets it: bots that note amounts and order ids on their spans, and a collector whose columns have one type.
# A bot should: note amounts as whole fen, and ids as strings.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact \
  @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-base@2.12.1 @opentelemetry/otlp-transformer@0.223.1 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

const exporter = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('orders');
for (const [name, value] of [
  ['amount 12.5', 12.5],
  ['amount 12.0', 12.0],
  ['id as a number', 3141592653589793239],
  ['id as a bigint', 3141592653589793239n],
  ['id as text', '3141592653589793239'],
])
  tracer.startSpan(name).setAttribute('value', value).end();
const sent = JSON.parse(new TextDecoder().decode(JsonTraceSerializer.serializeRequest(exporter.getFinishedSpans())));
for (const { name, attributes } of sent.resourceSpans[0].scopeSpans[0].spans)
  console.log(`${name}: ${attributes.map(({ value }) => JSON.stringify(value)).join() || 'no attribute'}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: attributes are sent with other types.' >&2; exit 1; }
amount 12.5: {"doubleValue":12.5}
amount 12.0: {"intValue":12}
id as a number: {"intValue":3141592653589793300}
id as a bigint: no attribute
id as text: {"stringValue":"3141592653589793239"}
STATED

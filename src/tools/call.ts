import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/pino-log.ts';
import { systemRandom } from '../runtime/random.ts';
import { createSecrets } from '../runtime/secrets.ts';
import { openPartner } from '../wiring/partner.ts';
import { endpointNamed, endpoints } from '../xport/endpoints.ts';
import { XportError } from '../xport/errors.ts';
import { parseExactJson } from '../xport/json.ts';
import {
  nonceLength,
  parseSignatureTemplate,
  signedHeaders,
  signedQuery,
  timestampText,
} from '../xport/signature.ts';
import { openTransport } from '../xport/transport.ts';
import { endWhenUnread, toolArguments } from './command-line.ts';
import { settingsFromEnvironment } from './from-environment.ts';

endWhenUnread();

/*
 * npm run call -- <call or path> [request as JSON] [--out FILE]
 *
 * One signed call, sent once, never repeated. The answer's body goes to standard output, or to a file, as it came, every
 * digit of it; what we make of it goes to standard error. Ends with 0 when the answer has the shape that we expect.
 */

const usage = `Usage: npm run call -- <call or path> ['<request as JSON>'] [--out FILE]
Calls: ${endpoints.map(({ name }) => name).join(', ')}
Any other documented path works too, such as /alibaba/ka/order/list.`;

const { positionals, write } = toolArguments(usage, { mostPositionals: 2 });
const [wanted, typed] = positionals;
const endpoint = wanted === undefined ? undefined : endpointNamed(wanted);
const path = endpoint?.path ?? (wanted?.startsWith('/') === true ? wanted : undefined);
const example = JSON.stringify(endpoint?.example ?? {});
// What orders or pays is never sent as an example: the operator has to have meant it.
const isMeant = typed !== undefined || endpoint?.effect !== 'write';
if (path === undefined) process.exitCode = refuse(usage);
else if (isMeant) process.exitCode = await call(path, typed ?? example);
else process.exitCode = refuse(`${wanted} changes something: give the request, such as '${example}'`);

async function call(to: string, json: string): Promise<number> {
  const settings = settingsFromEnvironment();
  if (!isJsonObject(json))
    return refuse(`The request must be a JSON object, such as '${JSON.stringify(endpoint?.example ?? {})}'`);
  const log = createLog({ level: 'silent', secrets: createSecrets(), destination: process.stderr });
  const partner = await openPartner(settings, { clock: systemClock, random: systemRandom, log });
  const transport = openTransport({ baseUrl: partner.baseUrl, limitBytes: 1024 * 1024 });
  try {
    const parsed = parseSignatureTemplate(settings.xport.signatureTemplate);
    if (!parsed.ok) return refuse(`XPORT_SIGNATURE_TEMPLATE ${parsed.why}`);
    const query = parseSignatureTemplate(settings.xport.querySignatureTemplate, 'query');
    if (!query.ok) return refuse(`XPORT_PP_SIGNATURE_TEMPLATE ${query.why}`);
    const values = {
      account: partner.account,
      timestamp: timestampText(systemClock.now(), settings.xport.timestampUnit),
      nonce: systemRandom.token(nonceLength),
    };
    const headers = signedHeaders(parsed.template, values);
    const querySigned = endpoint?.querySigned === true || to.startsWith('/open/pp/logistics/');
    const target = querySigned ? `${to}?${signedQuery(query.template, values)}` : to;
    const begun = performance.now();
    const signal = AbortSignal.timeout(10_000);
    const answer = await transport.post(target, headers, json, signal, endpoint?.mostBytes);
    const ms = Math.round(performance.now() - begun);
    const body = answer.body.toString('utf8');
    write(`${body}\n`);
    const verdict = judge(body);
    say(
      `${partner.sandbox ? 'sandbox' : partner.baseUrl}${to}: HTTP ${answer.status} in ${ms} ms. ${verdict.words}`,
    );
    return verdict.fits ? 0 : 1;
  } catch (error) {
    return refuse(error instanceof XportError ? error.message : 'no answer came within 10 s');
  } finally {
    await transport.close();
    await partner.close();
  }
}

/** Whether the answer is a success whose data our schema reads, and where it is not. */
function judge(body: string): { readonly fits: boolean; readonly words: string } {
  let envelope: unknown;
  try {
    envelope = parseExactJson(body);
  } catch {
    return { fits: false, words: 'The answer is not JSON.' };
  }
  if (typeof envelope !== 'object' || envelope === null || !('code' in envelope)) {
    return { fits: false, words: 'The answer is JSON, but not the documented envelope.' };
  }
  const { code } = envelope;
  if (String(code) !== '200' && endpoint?.alsoSuccess?.includes(String(code)) !== true)
    return { fits: false, words: `Refused with code ${String(code)}.` };
  if (endpoint === undefined) return { fits: true, words: 'Success; this path has no schema of ours.' };
  const read = endpoint.data.safeParse('data' in envelope ? envelope.data : undefined);
  if (read.success)
    return { fits: true, words: `Success; the data has the shape that ${endpoint.name} expects.` };
  const where = read.error.issues.map((issue) => ['data', ...issue.path].join('.')).join(', ');
  return { fits: false, words: `Success, but the data is not what ${endpoint.name} expects: ${where}.` };
}

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function say(words: string): void {
  process.stderr.write(`${words}\n`);
}

function refuse(words: string): number {
  say(words);
  return 1;
}

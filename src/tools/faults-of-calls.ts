import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Partner } from '../wiring/partner.ts';
import { type Endpoint, openXport, XportError, type XportFault } from '../xport/client.ts';

export interface ToolSurroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** How a call is signed. */
export type Signing = Pick<
  Settings['xport'],
  'signatureTemplate' | 'querySignatureTemplate' | 'timestampUnit'
>;

const withinMs = 10_000;

/** Why the example of `endpoint` gave no data; `undefined` where it did. */
export async function faultOfCall<Request, Data>(
  endpoint: Endpoint<Request, Data>,
  { account, baseUrl }: Partner,
  { signatureTemplate, querySignatureTemplate, timestampUnit }: Signing,
  surroundings: ToolSurroundings,
): Promise<XportFault | undefined> {
  const signing = { signatureTemplate, querySignatureTemplate, timestampUnit };
  const xport = openXport({ account, baseUrl, ...signing, ...surroundings });
  try {
    await xport.call(endpoint, endpoint.example, { signal: AbortSignal.timeout(withinMs) });
    return undefined;
  } catch (error) {
    return error instanceof XportError ? error.fault : { kind: 'timed out', afterMs: withinMs };
  } finally {
    await xport.close();
  }
}

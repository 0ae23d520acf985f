import { bad, clockFindings, type Finding, good, unsure } from '../chat/finding.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Partner } from '../wiring/partner.ts';
import { type TimestampUnit, XportError, type XportFault } from '../xport/client.ts';
import { productDetail } from '../xport/products/detail.ts';
import { checkQuerySignature } from './check-query-signature.ts';
import { faultOfCall, type ToolSurroundings } from './faults-of-calls.ts';

/**
 * Whether the partner API takes our calls, those that are signed in the query too by a finding of their own. It asks for
 * one product, since that decrypts no openUid. Where the partner refuses, the other timestamp unit is tried too: which one
 * it wants is not documented.
 */
export async function checkPartner(
  settings: Settings,
  partner: Partner,
  surroundings: ToolSurroundings,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [
    partner.sandbox
      ? unsure(
          'Partner API: the sandbox',
          'Set XPORT_ACCESS_KEY, XPORT_ACCESS_SECRET and XPORT_USER_ID to use an account.',
        )
      : good(`Partner API: account set, ${new URL(partner.baseUrl).host}`),
  ];
  if (!partner.sandbox) findings.push(await checkClock(partner.baseUrl, surroundings.clock));
  const fault = await faultOfCall(productDetail, partner, settings.xport, surroundings);
  findings.push(await headersFinding(fault, settings, partner, surroundings));
  findings.push(
    fault === undefined
      ? await checkQuerySignature(settings, partner, surroundings)
      : unsure(
          'Query-signed call: not tried',
          'It is signed with the same keys: settle the signed call above first.',
        ),
  );
  return findings;
}

async function headersFinding(
  fault: XportFault | undefined,
  settings: Settings,
  partner: Partner,
  surroundings: ToolSurroundings,
): Promise<Finding> {
  if (fault === undefined) return good('Signed call: accepted, and the product has the shape expected');
  const unit = settings.xport.timestampUnit;
  const other: TimestampUnit = unit === 'seconds' ? 'milliseconds' : 'seconds';
  const signing = { ...settings.xport, timestampUnit: other };
  if (
    fault.kind === 'refused' &&
    (await faultOfCall(productDetail, partner, signing, surroundings)) === undefined
  ) {
    return bad(
      `Signed call: refused with timestamps in ${unit}, accepted in ${other}`,
      `Set XPORT_TIMESTAMP_UNIT=${other}.`,
    );
  }
  return bad(`Signed call: ${new XportError(fault).message}`, adviceFor(fault));
}

async function checkClock(baseUrl: string, clock: Clock): Promise<Finding> {
  try {
    const answer = await fetch(new URL(baseUrl).origin, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    });
    const date = answer.headers.get('date');
    if (date === null) return unsure('Clock: the partner sends no Date header', 'Check it by hand.');
    const [off] = clockFindings('the partner', date, clock.now());
    return off ?? good('Clock: right, by the partner’s');
  } catch {
    return unsure('Clock: the partner could not be asked for the time', 'See the next line.');
  }
}

function adviceFor(fault: XportFault): string {
  switch (fault.kind) {
    case 'refused':
      return 'Compare key, secret and user-id with the partner’s console; a key that was reset fails at once. If they are right, the string-to-sign may differ: ask the partner and set XPORT_SIGNATURE_TEMPLATE. Then look at the whole answer with npm run call -- product.detail.get.';
    case 'unreachable':
    case 'timed out':
      return 'Check XPORT_BASE_URL, DNS, and whether this machine may reach it.';
    case 'malformed':
      if (fault.detail === 'HTML' || fault.detail === 'not JSON') {
        return 'Something else than the partner API answers there: check XPORT_BASE_URL, and for a proxy or a sign-in page on the way.';
      }
      return lookAtAnswer;
    case 'too large':
      return lookAtAnswer;
  }
}

const lookAtAnswer =
  'Look at the answer with npm run call -- product.detail.get, and mend the endpoint’s description in src/xport.';

import { z } from 'zod';
import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Partner } from '../wiring/partner.ts';
import { type Endpoint, XportError, type XportFault } from '../xport/client.ts';
import { estimateAbroad } from '../xport/freight-abroad/calls.ts';
import { faultOfCall, type ToolSurroundings } from './faults-of-calls.ts';

type Refused = Extract<XportFault, { kind: 'refused' }>;

/** A string-to-sign that no partner uses. */
const wrongTemplate = 'wrong on purpose {timestamp}{access-secret}';

/** No call of any kind, and signed in its headers alone. */
const nowhere: Endpoint<object, unknown> = {
  name: 'nowhere',
  path: '/alibaba/ka/no/such/call',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: z.object({}),
  data: z.unknown(),
  example: {},
};

/**
 * Whether the partner takes what is signed in the query too. Only to be asked where it takes the headers: then no refusal
 * is for the keys. It asks what a parcel abroad would cost, the one such call that reads and needs nothing of the account,
 * neither goods nor an address; it changes nothing.
 *
 * The partner's codes are not documented, and path and fields of that call are inferred, so that a refusal alone says
 * nothing of the signature. What it says is found by comparing:
 * - the same call with a signature that is wrong on purpose: refused otherwise, ours was right;
 * - a path that is none, with right headers: refused just so, the path is not there, and no signature was looked at;
 * - other strings-to-sign that are likely: one that is not refused so is the right one.
 */
export async function checkQuerySignature(
  settings: Settings,
  partner: Partner,
  surroundings: ToolSurroundings,
): Promise<Finding> {
  const signing = settings.xport;
  const ask = (querySignatureTemplate: string) =>
    faultOfCall(estimateAbroad, partner, { ...signing, querySignatureTemplate }, surroundings);

  const fault = await ask(signing.querySignatureTemplate);
  if (fault === undefined) return good('Query-signed call: accepted, and the answer has the shape expected');
  if (fault.kind !== 'refused') return unanswered(fault);
  const wrong = await ask(wrongTemplate);
  if (wrong !== undefined && isSilence(wrong)) return unanswered(wrong);
  if (!isSame(fault, wrong)) {
    return unsure(
      `Query-signed call: the signature is taken, but ${new XportError(fault).message}`,
      `Fine if the account has no freight abroad. Look at the whole answer with npm run call -- ${estimateAbroad.name}: path and fields of that call are inferred.`,
    );
  }
  for (const template of likelyTemplates(signing.signatureTemplate)) {
    if (template === signing.querySignatureTemplate) continue;
    const other = await ask(template);
    if ((other !== undefined && isSilence(other)) || isSame(fault, other)) continue;
    return bad(
      'Query-signed call: refused with the string-to-sign that is set, taken with another',
      template === signing.signatureTemplate
        ? 'Unset XPORT_PP_SIGNATURE_TEMPLATE: the query is signed as the headers are.'
        : `Set XPORT_PP_SIGNATURE_TEMPLATE=${template}`,
    );
  }
  if (isSame(fault, await faultOfCall(nowhere, partner, signing, surroundings))) {
    return unsure(
      `Query-signed call: nothing is at ${estimateAbroad.path}`,
      'That path is inferred. Ask the partner for the right one, and mend it in src/xport/freight-abroad. Only /ship needs it.',
    );
  }
  return bad(
    'Query-signed call: refused, as is one that is signed wrongly on purpose; the keys are right',
    'Ask the partner for the string-to-sign of the query of /open/pp/logistics/*, and set XPORT_PP_SIGNATURE_TEMPLATE. Only /ship needs it.',
  );
}

/** How a query may be signed, where that is not known: as the headers are, or so but for the nonce, which it lacks. */
function likelyTemplates(ofHeaders: string): readonly string[] {
  return [ofHeaders, ofHeaders.replaceAll('{nonce-str}', '')];
}

function unanswered(fault: XportFault): Finding {
  return bad(
    `Query-signed call: ${new XportError(fault).message}`,
    isSilence(fault)
      ? 'Other calls are answered: try again later, then ask the partner.'
      : `Look at the answer with npm run call -- ${estimateAbroad.name}, and mend the endpoint’s path or description in src/xport/freight-abroad.`,
  );
}

function isSilence({ kind }: XportFault): boolean {
  return kind === 'unreachable' || kind === 'timed out';
}

/** Whether both are refused for the same reason, as far as code and words tell. */
function isSame(fault: Refused, other: XportFault | undefined): boolean {
  if (other?.kind !== 'refused') return false;
  return fault.code === other.code && fault.status === other.status && reason(fault) === reason(other);
}

/** The words of a refusal without what is different each time: paths, timestamps, signatures, ids. */
function reason({ msg }: Refused): string {
  return msg.replaceAll(/[\w./-]*\d[\w./-]*|\/[\w./-]+/g, '');
}

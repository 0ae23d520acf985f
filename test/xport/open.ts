import { systemRandom } from '../../src/runtime/random.ts';
import { type Account, openXport, type Xport, type XportOptions } from '../../src/xport/client.ts';
import { XportError, type XportFault } from '../../src/xport/errors.ts';
import { createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

/** The invented account of test/fixtures/signature.json. */
export const account: Account = {
  accessKey: '0123456789abcdef0123456789abcdef',
  accessSecret: 'not-a-real-secret',
  userId: '1700000000001',
};

export const signatureTemplate = '{access-key}{timestamp}{nonce-str}{access-secret}';

/** A client with the invented account, on a clock that stands still unless the test brings its own. */
export function openTestXport(baseUrl: string, options: Partial<XportOptions> = {}): Xport {
  return openXport({
    account,
    baseUrl,
    signatureTemplate,
    timestampUnit: 'seconds',
    clock: createFakeClock(),
    random: systemRandom,
    log: createCollectedLog(),
    ...options,
  });
}

/** Why a call gave no data; throws when it gave some, or failed in another way. */
export async function faultOf(call: Promise<unknown>): Promise<XportFault> {
  try {
    await call;
  } catch (error) {
    if (error instanceof XportError) return error.fault;
    throw error;
  }
  throw new Error('the call gave data');
}

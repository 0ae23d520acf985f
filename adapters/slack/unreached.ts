/** What Node and undici call a connection that was never made: whatever was to be sent, nobody got it. */
const neverMade = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A network error's code, its own or that of what caused it; and whether it shows that nothing was sent. */
export function networkFault(error: unknown): { readonly code: string; readonly neverSent: boolean } {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && !cause.code.startsWith('slack_')) {
      return { code: cause.code, neverSent: neverMade.has(cause.code) };
    }
    if (cause.name === 'AbortError' || cause.name === 'TimeoutError')
      return { code: 'timeout', neverSent: false };
  }
  return { code: 'connection lost', neverSent: false };
}

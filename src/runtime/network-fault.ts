/** What Node and undici call a connection that was never made: nothing that was to be sent arrived. */
const neverMade: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The code that Node or undici gives a network error, its own or that of its cause, and whether the code shows that nothing
 * was sent. Codes that a library makes of lower-case words are passed over for the one below.
 */
export function networkFault(error: unknown): { readonly code: string; readonly neverSent: boolean } {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[A-Z]/.test(cause.code)) {
      return { code: cause.code, neverSent: neverMade.has(cause.code) };
    }
    if (cause.name === 'AbortError' || cause.name === 'TimeoutError') {
      return { code: 'timeout', neverSent: false };
    }
  }
  return { code: 'connection lost', neverSent: false };
}

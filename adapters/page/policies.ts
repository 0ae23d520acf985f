/** Where product pictures live; nothing else of the page comes from outside. */
const pictures = 'https://*.alicdn.com';

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Headers of the page itself: its own script and style, no other page around it. */
export const pageHeaders = {
  ...everywhere,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${pictures}`,
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-cache',
} as const;

/** Headers of what the page's script asks for. */
export const dataHeaders = { ...everywhere, 'cache-control': 'no-store' } as const;

/** What a preview may do: nothing but show itself, and open links in a tab of their own. */
const previewSandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/**
 * Headers of the empty document that a preview is put into, in a frame of the page: no script at all. Same origin, so
 * that the page can put it there and see how high it is.
 */
export const previewHeaders = {
  ...everywhere,
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data: ${pictures}`,
    "form-action 'none'",
    "frame-ancestors 'self'",
    `sandbox ${previewSandbox}`,
  ].join('; '),
  'cache-control': 'no-cache',
} as const;

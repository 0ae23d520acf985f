import { readFile } from 'node:fs/promises';
import type { Route } from '../../src/http/route.ts';

/** The page's modules, `app` the first. */
const modules = [
  'app',
  'answers',
  'card',
  'chart',
  'completion',
  'composer',
  'connection',
  'conversation',
  'element',
  'file',
  'form',
  'gallery',
  'messages',
  'newer',
  'news',
  'picture',
  'previews',
  'sandbox-panel',
  'speaker',
  'table',
  'text',
  'token',
  'token-prompt',
  'words',
] as const;

const previewPath = '/page/preview.html';

/** Every file that the page is made of, with the path it is served under. */
const files = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: previewPath, file: 'preview.html', type: 'text/html; charset=utf-8' },
  ...['style', 'card', 'composer', 'form', 'gallery', 'picture', 'thread', 'token-prompt'].map((name) => ({
    path: `/page/${name}.css`,
    file: `${name}.css`,
    type: 'text/css; charset=utf-8',
  })),
  { path: '/page/icon.svg', file: 'icon.svg', type: 'image/svg+xml' },
  { path: '/page/lock.svg', file: 'lock.svg', type: 'image/svg+xml' },
  { path: '/page/picture.svg', file: 'picture.svg', type: 'image/svg+xml' },
  ...modules.map((name) => ({
    path: `/page/${name}.js`,
    file: `${name}.js`,
    type: 'text/javascript; charset=utf-8',
  })),
] as const;

/** Routes of the page's files, served as they stand in browser/: there is no build. */
export function assetRoutes(): readonly Route[] {
  return files.map(({ path, file, type }) => ({
    method: 'GET',
    path,
    bodyLimit: 0,
    handle: async () => ({
      status: 200,
      headers: { ...(path === previewPath ? previewHeaders : pageHeaders), 'content-type': type },
      body: await readFile(new URL(`browser/${file}`, import.meta.url)),
    }),
  }));
}

/** Where product pictures live, besides those of the sandbox; nothing else of the page comes from outside. */
const pictures = 'https://*.alicdn.com';

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Headers of the page itself: its own script and style, no other page around it. */
const pageHeaders = {
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
const previewHeaders = {
  ...everywhere,
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data: 'self' ${pictures}`,
    "form-action 'none'",
    "frame-ancestors 'self'",
    `sandbox ${previewSandbox}`,
  ].join('; '),
  'cache-control': 'no-cache',
} as const;

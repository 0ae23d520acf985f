import { readFile } from 'node:fs/promises';
import type { Route } from '../../src/http/route.ts';
import { pageHeaders, previewHeaders } from './policies.ts';

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
  'messages',
  'newer',
  'news',
  'picture',
  'previews',
  'token',
  'token-prompt',
  'words',
] as const;

const previewPath = '/page/preview.html';

/** Every file that the page is made of, with the path it is served under. */
const files = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: previewPath, file: 'preview.html', type: 'text/html; charset=utf-8' },
  ...['style', 'card', 'composer', 'form', 'picture', 'thread', 'token-prompt'].map((name) => ({
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

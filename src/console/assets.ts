import { readFile } from 'node:fs/promises';
import { root } from './layout.ts';

const assets = {
  'style.css': 'text/css; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
} as const;

interface Asset {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The file that the console's pages load by `path`, which holds nothing of the bot's; `undefined` for any other path. */
export async function assetOf(path: string): Promise<Asset | undefined> {
  const name = path.slice(root.length + 1);
  const type = Object.entries(assets).find(([each]) => each === name)?.[1];
  if (type === undefined) return undefined;
  const body = await readFile(new URL(`browser/${name}`, import.meta.url), 'utf8');
  return { headers: { 'content-type': type, 'cache-control': 'no-cache' }, body };
}

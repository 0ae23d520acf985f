import { type PageAdapter, pageAdapter } from '../../../adapters/page/adapter.ts';
import type { ExchangeBook } from '../../../adapters/page/exchanges.ts';
import type { PagePerson } from '../../../adapters/page/people.ts';
import type { Preview } from '../../../adapters/page/previews.ts';
import type { DrivenSandbox } from '../../../adapters/page/sandbox-panel.ts';
import type { Core } from '../../../src/chat/adapter.ts';
import { plainText } from '../../../src/chat/text.ts';
import { pictureHosts } from '../../../src/domain/sellers/hosts.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { openSandboxPictures } from '../../../src/wiring/sandbox-pictures.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { secret } from '../../protection/logs/kept-lines.ts';

/** By which every page of the tests is opened. */
export const pageToken = secret('TokenOfEveryPageOfTheTests0123456789abcdef');

/** What the page sends along. */
export const authorization = `Bearer ${pageToken}`;

/** Of the sandbox's goods: what the bot serves beside the page. */
const pictures = openSandboxPictures(undefined);

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A platform of the tests' own, which draws no more than titles and footnotes. */
export const titlesOnly: Preview = {
  name: 'Titles & more',
  css: 'h1 { font: bold 20px serif }',
  draw: ({ title, footnote = [] }, language) =>
    `<h1>${escaped(title)}</h1><p lang="${language}">${escaped(plainText(footnote))}</p>`,
};

/** The real adapter on `core`, not started. */
export function newPage(
  previews: () => Promise<readonly Preview[]> = async () => [titlesOnly],
  {
    log = silentLog,
    token = pageToken,
    exchanges,
    people = [],
    sandbox,
  }: {
    readonly log?: Log;
    readonly token?: string;
    readonly exchanges?: ExchangeBook | undefined;
    readonly people?: readonly PagePerson[];
    readonly sandbox?: DrivenSandbox | undefined;
  } = {},
): PageAdapter {
  return pageAdapter({
    clock: systemClock,
    random: systemRandom,
    log,
    token,
    previews,
    exchanges,
    people,
    sandbox,
    pictureHosts,
    ownPictures: pictures.own,
  });
}

/** The page of `core` on the real HTTP server, at a free port; `port` is one that was given out before. */
export async function servePage(
  core: Core,
  previews: readonly Preview[] = [titlesOnly],
  port = 0,
  token = pageToken,
  exchanges?: ExchangeBook,
  onSandbox: { readonly people?: readonly PagePerson[]; readonly sandbox?: DrivenSandbox } = {},
) {
  const page = newPage(async () => previews, { token, exchanges, ...onSandbox });
  const server = createHttpServer({
    routes: [...page.routes, ...pictures.routes],
    log: silentLog,
    clock: systemClock,
  });
  const url = await server.listen({ host: '127.0.0.1', port });
  await page.start(core);
  return {
    url,
    adapter: page,
    outlet: page.outlet,
    async close() {
      await page.stop();
      await server.close({ withinMs: 1000 });
    },
  };
}

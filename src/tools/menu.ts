import type { CommandMenu } from '../chat/menu.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/pino-log.ts';
import { systemRandom } from '../runtime/random.ts';
import { createSecrets } from '../runtime/secrets.ts';
import type { Settings } from '../settings.ts';
import { openStore } from '../store/open.ts';
import { openAccessRules } from '../wiring/access-rules.ts';
import { createAccountBooks } from '../wiring/account-books.ts';
import { createCore } from '../wiring/dispatch.ts';
import { openPartner } from '../wiring/partner.ts';
import { openDesk } from '../wiring/requests.ts';
import { openXport } from '../xport/client.ts';

/** The command table as data, for tools that hand it to a platform. Nothing is called and nothing kept. */
export async function readMenu(settings: Settings): Promise<readonly CommandMenu[]> {
  const log = createLog({ level: 'silent', secrets: createSecrets(), destination: process.stderr });
  const surroundings = { clock: systemClock, random: systemRandom, log };
  const store = await openStore({ url: 'sqlite::memory:', ...surroundings });
  const partner = await openPartner(settings, surroundings);
  const { signatureTemplate, timestampUnit } = settings.xport;
  const xport = openXport({
    account: partner.account,
    baseUrl: partner.baseUrl,
    signatureTemplate,
    timestampUnit,
    ...surroundings,
  });
  const { core, close } = createCore({
    store,
    books: createAccountBooks(store, partner.name),
    xport,
    fetchPicture: uncalled,
    followShortLink: uncalled,
    sandbox: partner.sandbox !== undefined,
    ...surroundings,
    defaultLanguage: settings.defaultLanguage,
    linksPerMinute: settings.sellers.linksPerMinute,
    linksPerDay: settings.sellers.linksPerDay,
    linksPerAccountDay: settings.sellers.linksPerAccountDay,
    rules: openAccessRules({
      store,
      access: { admins: [], workspaces: [], defaultRole: 'viewer' },
      adapters: [],
      ...surroundings,
    }),
    commandsPerMinute: settings.commandsPerMinute,
    version: '',
    requests: { desk: openDesk({ store, ...surroundings, ...settings.requests }), ...settings.requests },
    health: async () => [],
    measure: () => {},
    news: {
      orders: {
        get: uncalled,
        list: uncalled,
        numbered: uncalled,
        askNumbered: uncalled,
        ask: uncalled,
        track: uncalled,
        callerFor: uncalled,
      },
      watches: { set: uncalled, remove: uncalled, list: uncalled },
      announce: uncalled,
      unsaid: { parked: uncalled, replay: uncalled },
      status: uncalled,
      ...(partner.sandbox !== undefined && { sandbox: { create: uncalled, act: uncalled } }),
    },
  });
  await close(0);
  await xport.close();
  await partner.close();
  await store.close();
  return core.menu;
}

function uncalled(): Promise<never> {
  return Promise.reject(new Error('a menu is read, its commands are not run'));
}

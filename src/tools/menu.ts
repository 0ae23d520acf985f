import type { CommandMenu } from '../chat/menu.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/pino-log.ts';
import { systemRandom } from '../runtime/random.ts';
import { createSecrets } from '../runtime/secrets.ts';
import type { Settings } from '../settings/read-settings.ts';
import { openStore } from '../store/open.ts';
import { openAccessRules } from '../wiring/access-rules.ts';
import { createAccountBooks } from '../wiring/account-books.ts';
import { createCommands } from '../wiring/commands.ts';
import { openPartner } from '../wiring/partner.ts';
import { openRequestService } from '../wiring/requests.ts';
import { createServices } from '../wiring/services.ts';
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
  const services = createServices({
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
    desk: openRequestService({ store, ...surroundings, ...settings.requests }),
    sellerApprovedMs: settings.requests.sellerApprovedMs,
    directOf: uncalled,
    health: async () => [],
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
      parked: { parked: uncalled, retry: uncalled },
      status: uncalled,
      ...(partner.sandbox !== undefined && { sandbox: { create: uncalled, act: uncalled } }),
    },
  });
  const menu = createCommands(services).map((command) => command.menu);
  await xport.close();
  await partner.close();
  await store.close();
  return menu;
}

function uncalled(): Promise<never> {
  return Promise.reject(new Error('a menu is read, its commands are not run'));
}

import { scopedId } from '../../src/runtime/scoped-id.ts';
import type { LocalPlatform, PlatformDeps } from '../../src/settings/platform.ts';
import type { SettingDefinition } from '../../src/settings/reader.ts';
import type { Store } from '../../src/store/contract/store.ts';
import type { OwnPictures } from './cards.ts';
import type { ExchangeBook } from './exchanges.ts';
import { pageName, pageWhereabouts } from './inbound.ts';
import { inventedPeople, operator } from './people.ts';
import type { Preview } from './previews.ts';
import type { DrivenSandbox } from './sandbox-panel.ts';

/** What the page takes of the machine that it runs on. */
export interface PageMachine extends Pick<PlatformDeps, 'clock' | 'random' | 'log'> {
  readonly page: {
    /** What the page proves by that the operator opened it. Never logged. */
    readonly token: string;
    /** How other platforms draw a card; called when a person first looks. */
    previews(): Promise<readonly Preview[]>;
    /** Where the conversation is kept. */
    readonly store: Pick<Store, 'organizations' | 'exchanges'>;
    /** Where the partner is a sandbox: what the panel drives. With it come invented people to speak as. */
    readonly sandbox: DrivenSandbox | undefined;
    /** Hosts that pictures of a kept card may come from. */
    readonly pictureHosts: readonly string[];
    /** Pictures that the bot serves by itself, where there are any. */
    readonly ownPictures: OwnPictures | undefined;
  };
}

const settings = {
  localChat: {
    name: 'LOCAL_CHAT',
    kind: 'choice',
    values: ['on', 'off'],
    default: undefined,
    meaning: 'Serves the local chat page. Only ever on a loopback host.',
    unset: '`on` where the bot connects to no chat platform, else `off`',
  },
} as const satisfies Record<string, SettingDefinition>;

const workspace = scopedId(pageName, pageWhereabouts.workspace);

/**
 * The local page: on a loopback host alone, since whoever reaches it acts as the operator, and unasked only where the bot
 * connects to no chat platform.
 */
export const pagePlatform: LocalPlatform<PageMachine> = {
  name: pageName,
  title: 'The local page',
  settings: Object.values(settings),
  operator: scopedId(pageName, operator),
  isOn(read, { onLoopback, connected }) {
    const asked = read.oneOf(settings.localChat);
    if (asked === 'on' && !onLoopback) {
      read.fault(settings.localChat, 'off, since the local chat page is served on a loopback HOST only');
    }
    return onLoopback && (asked === undefined ? !connected : asked === 'on');
  },
  async open({ page: { store, ...page }, ...deps }) {
    const { pageAdapter } = await import('./adapter.ts');
    const people = page.sandbox === undefined ? [] : inventedPeople;
    const adapter = pageAdapter({ ...deps, ...page, people, exchanges: exchangesIn(store) });
    const invented = people.map(({ id, role }) => ({ whom: scopedId(pageName, id), role }));
    return { adapter, routes: adapter.routes, invented: { workspace, people: invented } };
  },
};

/** The conversation of each person who is at the page. */
function exchangesIn({ organizations, exchanges }: PageMachine['page']['store']): ExchangeBook {
  const whose = async (person: string) => ({
    organization: await organizations.of({ workspace }),
    person: scopedId(pageName, person),
  });
  return {
    keep: async ({ person, ...exchange }) => exchanges.keep({ ...(await whose(person)), ...exchange }),
    since: async ({ person, since }) => exchanges.since({ ...(await whose(person)), since }),
  };
}

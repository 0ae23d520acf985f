import type { Readable } from 'node:stream';
import { pageAdapter } from '../../adapters/page/adapter.ts';
import type { ExchangeBook } from '../../adapters/page/exchanges.ts';
import { pageName, pageWhereabouts } from '../../adapters/page/inbound.ts';
import { inventedPeople } from '../../adapters/page/people.ts';
import { terminalAdapter } from '../../adapters/terminal/adapter.ts';
import type { TerminalOutput } from '../../adapters/terminal/screen.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import { pictureHosts } from '../domain/sellers/hosts.ts';
import type { Route } from '../http/route.ts';
import { localized } from '../languages/index.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { scopedId } from '../runtime/scoped-id.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Store } from '../store/contract/store.ts';
import type { Invented } from './access-rules.ts';
import { drivenOnPage, type Partner } from './partner.ts';
import { previews } from './platforms.ts';

/** Standard input and output. */
export interface TerminalEnds {
  readonly input: Readable;
  readonly output: TerminalOutput;
  readonly interactive: boolean;
  readonly locale: string | undefined;
  /** The time zone of this machine, by its IANA name. */
  readonly zone: string | undefined;
}

interface Local {
  readonly settings: Settings;
  readonly terminal: TerminalEnds | undefined;
  /** Of the page. Never logged. */
  readonly token: string;
  readonly sandbox: Partner['sandbox'];
  readonly store: Pick<Store, 'organizations' | 'exchanges'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** The page and the terminal of this machine, as far as `settings` ask for them. */
export interface LocalChat {
  readonly adapters: readonly ChatAdapter[];
  readonly routes: readonly Route[];
  /** Whom one can speak as on the page: on the sandbox alone. */
  readonly invented: Invented;
  /** Resolves when the terminal's input has ended; never without a terminal. */
  readonly finished: Promise<void>;
}

const terminalWords = localized((words) => words.terminal);
const pageWorkspace = scopedId(pageName, pageWhereabouts.workspace);

export function openLocalChat(local: Local): LocalChat {
  const { settings, sandbox } = local;
  const people = settings.localChat && sandbox !== undefined ? inventedPeople : [];
  const page = settings.localChat ? openPage(local, people) : undefined;
  const terminal = openTerminal(local);
  return {
    adapters: [page, terminal].filter((adapter) => adapter !== undefined),
    routes: page?.routes ?? [],
    invented: {
      workspace: pageWorkspace,
      people: people.map(({ id, role }) => ({ whom: scopedId(pageName, id), role })),
    },
    finished: terminal?.finished ?? new Promise(() => {}),
  };
}

function openPage({ token, sandbox, store, clock, random, log }: Local, people: typeof inventedPeople) {
  return pageAdapter({
    clock,
    random,
    log,
    token,
    previews,
    exchanges: keptOnPage(store),
    people,
    sandbox: sandbox && drivenOnPage(sandbox, random),
    pictureHosts,
    ownPictures: sandbox?.pictures.own,
  });
}

/** The terminal is for trying the bot out: it is off once a chat platform is configured. */
function openTerminal({ settings, terminal, clock, random, log }: Local) {
  if (terminal === undefined || settings.platforms.length > 0) return undefined;
  const person = { id: 'operator', locale: terminal.locale, zone: terminal.zone };
  return terminalAdapter({ ...terminal, person, words: terminalWords, clock, random, log });
}

/** The conversation of the local page, of each person who is there. */
function keptOnPage(store: Local['store']): ExchangeBook {
  const whose = async (person: string) => ({
    organization: await store.organizations.of({ workspace: pageWorkspace }),
    person: scopedId(pageName, person),
  });
  return {
    keep: async ({ person, ...exchange }) => store.exchanges.keep({ ...(await whose(person)), ...exchange }),
    since: async ({ person, since }) => store.exchanges.since({ ...(await whose(person)), since }),
  };
}

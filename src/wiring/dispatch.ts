import { createUserChoiceBook } from '../accounts/user-choices.ts';
import type { Core } from '../chat/adapter.ts';
import type { Card } from '../chat/card.ts';
import { createCommandLimit } from '../chat/command-limit.ts';
import { createDispatch, type Dispatch, type DispatchParts } from '../chat/dispatch.ts';
import type { Language } from '../chat/language.ts';
import { withMark } from '../chat/marking.ts';
import type { CommandMenu } from '../chat/menu.ts';
import { type LongPayloads, packCard } from '../chat/payload.ts';
import { createRegistry, type Registry } from '../chat/registry.ts';
import type { RoleOf } from '../chat/role.ts';
import { createSeen } from '../chat/seen.ts';
import { sharedProduct } from '../commands/products/product.ts';
import { createUnfurling } from '../commands/products/unfurling.ts';
import { xportFaultCard } from '../commands/xport-fault-card.ts';
import { allWords } from '../languages/all.ts';
import { inEach } from '../languages/words.ts';
import { pictureHosts } from '../sellers/hosts.ts';
import { XportError } from '../xport/client.ts';
import { type CommandParts, createCommands, productPartsOf } from './commands.ts';
import { createHandOver, type HandOver } from './requests.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Every letter typed asks for suggestions. */
const suggestionsPerCommand = 10;

/** What the core is made from. */
export interface CoreParts extends CommandParts {
  readonly defaultLanguage: Language;
  /** Commands a minute that one person, and all people of a workspace together, may give. */
  readonly commandsPerMinute: { readonly person: number; readonly workspace: number };
  readonly measure: DispatchParts['measure'];
}

/** Every command on one dispatch: what an adapter is started with, and the dispatch's own end. */
export function createCore(parts: CoreParts): {
  readonly core: Core;
  readonly close: Dispatch['close'];
  /** For what is said of approved requests. */
  readonly handOver: HandOver;
} {
  const { store, clock, rules } = parts;
  const { admission, standing, admins } = rules;
  const { person, workspace } = parts.commandsPerMinute;
  const limitOf = (times: number) =>
    createCommandLimit({ clock, personPerMinute: person * times, workspacePerMinute: workspace * times });
  const choices = createUserChoiceBook(store.userChoices);
  const organizationOf = (place: string) => store.organizations.of({ place });
  const toldToDecide = createSeen({ clock, keepMs: hourMs, limit: 1_000 });
  const products = productPartsOf(parts);
  const roleOf: RoleOf = async (asked) => {
    const held = await standing.held(asked);
    return { held: 'none' in held ? undefined : held, unsure: held.unsure };
  };
  const handOver = createHandOver({
    ...parts,
    roleOf,
    desk: parts.requests.desk,
    registry: () => registry,
    userIdOf: choices.userIdOf,
    explain: explainXport,
  });
  const registry: Registry = createRegistry(
    createCommands({
      ...parts,
      products,
      choices,
      roleOf,
      handOver,
      registry: () => registry,
      menu: () => menu,
    }),
  );
  const menu: readonly CommandMenu[] = registry.all.map((command) => command.menu);
  const longPayloads: LongPayloads = {
    keep: (organization, payload) => store.buttons.keep({ organization, payload, forMs: 30 * dayMs }),
    recall: (organization, key) => store.buttons.recall({ organization, key }),
  };
  const mark = parts.sandbox ? inEach(allWords, ({ sandboxMark }) => sandboxMark) : undefined;
  const dispatch = createDispatch({
    registry,
    words: inEach(allWords, ({ core }) => core),
    defaultLanguage: parts.defaultLanguage,
    clock,
    random: parts.random,
    log: parts.log,
    seen: createSeen({ clock, keepMs: 15 * minuteMs, limit: 100_000 }),
    limit: limitOf(1),
    suggestionLimit: limitOf(suggestionsPerCommand),
    claims: {
      // Longer than any command may take, so that only a dead process loses its claim.
      begin: (organization, key) => store.claims.begin({ organization, key, holdMs: minuteMs }),
      finish: (organization, key, outcome) => store.claims.finish({ organization, key, outcome }),
    },
    audit: { note: async (note) => void (await store.audit.append(note)) },
    longPayloads,
    linkHosts: [...pictureHosts, ...(parts.guarded === undefined ? [] : [parts.guarded.host])],
    organizationOf,
    languageSet: async (organization, conversation) =>
      (await store.conversations.settings({ organization, conversation })).language,
    standingOf: ({ conversation: { id, channel, outside }, ...spoken }) =>
      standing.of({ ...spoken, conversation: id, channel, ...(outside === true && { outside }) }),
    knocked: admission.knock,
    toldOutside: createSeen({ clock, keepMs: hourMs, limit: 10_000 }),
    hasAdmin: standing.hasAdmin,
    async toDecide({ person, language }) {
      if (!admins.includes(person) || !toldToDecide.claim(person)) return undefined;
      const undecided = await admission.undecided().catch(() => []);
      return undecided.length === 0 ? undefined : [allWords[language].core.toDecide(undecided.length)];
    },
    userIdOf: choices.userIdOf,
    explain: explainXport,
    ...(mark !== undefined && { mark }),
    measure: parts.measure,
    answerWithinMs: 1000,
    deadlineMs: 9000,
  });
  return {
    core: {
      handle: dispatch.handle,
      suggest: dispatch.suggest,
      unfurl: createUnfurling({
        card: sharedProduct(products),
        ready: (card, { organization, language, payloadLimits }) =>
          packCard(withMark(card, mark?.[language]), payloadLimits, organization, longPayloads),
        claims: store.claims,
        organizationOf,
        hasRole: async (posted) => !('none' in (await standing.of(posted))),
        userIdOf: choices.userIdOf,
        settings: (where) => store.conversations.settings(where),
        defaultLanguage: parts.defaultLanguage,
        limit: limitOf(1),
        clock,
        log: parts.log,
      }),
      menu,
      words: inEach(allWords, ({ adapter }) => adapter),
    },
    close: dispatch.close,
    handOver,
  };
}

function explainXport(error: unknown, language: Language): Card | undefined {
  return error instanceof XportError ? xportFaultCard(error.fault, allWords[language].xport) : undefined;
}

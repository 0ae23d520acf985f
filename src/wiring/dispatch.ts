import type { Core } from '../chat/adapter.ts';
import type { Command } from '../chat/command.ts';
import { createCommandLimit } from '../chat/command-limit.ts';
import { createDispatch, type Dispatch, type DispatchDeps } from '../chat/dispatch.ts';
import { createFormDrafts } from '../chat/form-drafts.ts';
import { createSeen } from '../chat/once.ts';
import { packCard } from '../chat/payload.ts';
import { createRegistry, type Registry } from '../chat/registry.ts';
import { createLinkCards } from '../commands/products/link-cards.ts';
import { sharedProduct } from '../commands/products/product.ts';
import { pictureHosts } from '../domain/sellers/hosts.ts';
import { allWords, inEach } from '../languages/index.ts';
import { dayMs, hourMs, minuteMs } from '../runtime/durations.ts';
import type { Services } from './services.ts';

/** Every letter typed asks for suggestions. */
const suggestionsPerCommand = 10;

/** What an adapter is started with, the commands behind it, and the dispatch's own end. */
export interface OpenDispatch {
  readonly core: Core;
  readonly commands: Registry;
  readonly close: Dispatch['close'];
}

/** Every command behind one dispatch. */
export function openDispatch(
  services: Services,
  all: readonly Command[],
  followed: Pick<DispatchDeps, 'measure' | 'within'>,
): OpenDispatch {
  const { store, clock, log, guarded, longPayloads, placePicture, sandboxNotice, choices, defaultLanguage } =
    services;
  const { admission, roles, admins } = services.rules;
  const { person, workspace } = services.commandsPerMinute;
  const limitOf = (times: number) =>
    createCommandLimit({ clock, personPerMinute: person * times, workspacePerMinute: workspace * times });
  const commands = createRegistry(all);
  const toldToDecide = createSeen({ clock, keepMs: hourMs, limit: 1_000 });
  const dispatch = createDispatch({
    registry: commands,
    words: inEach(allWords, ({ core }) => core),
    defaultLanguage,
    clock,
    random: services.random,
    log,
    seen: createSeen({ clock, keepMs: 15 * minuteMs, limit: 100_000 }),
    limit: limitOf(1),
    suggestionLimit: limitOf(suggestionsPerCommand),
    claims: {
      // Longer than any command may take, so that only a dead process loses its claim. What a command may do once alone it
      // claims by itself, so that a redelivery may run it again as soon as its process is over.
      begin: (organization, key) =>
        store.claims.begin({ organization, key, holdMs: minuteMs, endsWithProcess: true }),
      finish: (organization, key, outcome) => store.claims.finish({ organization, key, outcome }),
    },
    audit: { note: async (note) => void (await store.audit.append(note)) },
    longPayloads,
    placePicture,
    linkHosts: [...pictureHosts, ...(guarded === undefined ? [] : [guarded.host])],
    organizationOf: services.organizationOf,
    languageSet: async (organization, conversation) =>
      (await store.conversations.settings({ organization, conversation })).language,
    rolesOf: ({ conversation: { id, channel, outside }, ...spoken }) =>
      roles.of({ ...spoken, conversation: id, channel, ...(outside === true && { outside }) }),
    knocked: admission.knock,
    toldOutside: createSeen({ clock, keepMs: hourMs, limit: 10_000 }),
    hasAdmin: roles.hasAdmin,
    async toDecide({ person: asker, language }) {
      if (!admins.includes(asker) || !toldToDecide.claim(asker)) return undefined;
      const undecided = await admission.undecided().catch(() => []);
      return undecided.length === 0 ? undefined : [allWords[language].core.toDecide(undecided.length)];
    },
    userIdOf: choices.userIdOf,
    explain: services.explain,
    ...(sandboxNotice !== undefined && {
      notice: { text: sandboxNotice, told: createSeen({ clock, keepMs: dayMs, limit: 10_000 }) },
    }),
    ...followed,
    drafts: createFormDrafts({ clock, random: services.random, keepMs: 15 * minuteMs, limit: 2_000 }),
    formWithinMs: 800,
    answerWithinMs: 1000,
    deadlineMs: 9000,
  });
  return {
    core: {
      handle: dispatch.handle,
      suggest: dispatch.suggest,
      unfurl: createLinkCards({
        card: sharedProduct(services.products),
        ready: (card, { organization, payloadLimits }) =>
          packCard(card, payloadLimits, organization, longPayloads, placePicture),
        claims: store.claims,
        organizationOf: services.organizationOf,
        hasRole: async (posted) => !('none' in (await roles.of(posted))),
        userIdOf: choices.userIdOf,
        settings: (where) => store.conversations.settings(where),
        defaultLanguage,
        limit: limitOf(1),
        clock,
        log,
      }),
      menu: all.map(({ menu }) => menu),
      words: inEach(allWords, ({ adapter }) => adapter),
      ...(sandboxNotice !== undefined && { notice: sandboxNotice }),
    },
    commands,
    close: dispatch.close,
  };
}

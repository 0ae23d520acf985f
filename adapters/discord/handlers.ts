import type { Core, Suggest, Suggestion } from '../../src/chat/adapter.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import type { DiscordApi } from './api.ts';
import { umbrellaCommand } from './application-commands.ts';
import type { InboundInteraction, Question } from './inbound.ts';
import { discordLimits } from './limits.ts';
import { readMessageCreate } from './message-inbound.ts';
import { messageTransport } from './message-outbound.ts';
import { type FirstAnswers, interactionTransport } from './outbound.ts';
import type { LocaleMemory } from './people.ts';
import { plainLine } from './rich-text.ts';

export interface HandlerDeps {
  readonly core: Core;
  readonly api: DiscordApi;
  readonly locales: LocaleMemory;
  readonly clock: Clock;
  readonly log: Log;
}

type Served = Exclude<InboundInteraction, { kind: 'ping' | 'unknown' }>;

/** Answers one interaction that was read. Never rejects; resolves once nothing is left to do. */
export async function handleInteraction(
  inbound: Served,
  first: FirstAnswers,
  deps: HandlerDeps,
): Promise<void> {
  const { core, api, clock, log, locales } = deps;
  const { interaction } = inbound;
  try {
    if (inbound.kind === 'question') {
      const choices = await choicesFor(inbound.question, core.suggest, clock);
      await first.send({ type: 8, data: { choices } }, []);
      return;
    }
    const { conversation, person } = inbound.invocation;
    locales.remember(person.id, person.locale);
    const recipient = { conversation, person, id: interaction.id };
    const transport = interactionTransport(interaction, recipient, { api, first, clock, log });
    await core.handle(inbound.invocation, transport);
    // Somebody else has answered it. A button stops waiting by this; a command can't be told without a message.
    if (!transport.used && interaction.component) await first.send({ type: 6 }, []);
  } catch (error) {
    // Suggestions that come late are nobody's loss: the person has typed on.
    if (inbound.kind === 'question') log.debug({ err: error }, 'suggestions came to nothing');
    else log.warn({ err: error }, 'an interaction could not be answered');
  }
}

/** Answers one raw message, if a person says it to the bot. Never rejects. */
export async function handleMessage(raw: unknown, botUserId: string, deps: HandlerDeps): Promise<void> {
  const { core, api, clock, log, locales } = deps;
  const inbound = readMessageCreate(raw, {
    botUserId,
    now: clock.now(),
    localeOf: locales.of,
    menu: core.menu,
  });
  if (inbound === undefined) return;
  const { conversation, person, input } = inbound.invocation;
  const recipient = { conversation, person, id: inbound.messageId, replyTo: inbound.messageId };
  const command = `/${commandIn(input.kind === 'text' ? input.text : '', core.menu)}`;
  try {
    await core.handle(
      inbound.invocation,
      messageTransport(recipient, command, { api, words: core.words, log }),
    );
  } catch (error) {
    log.warn({ err: error }, 'a message could not be answered');
  }
}

/** The command that a line begins with, as the menu names it; the umbrella's name where it names none. */
function commandIn(line: string, menu: readonly CommandMenu[]): string {
  const words = line
    .toLowerCase()
    .replace(/^[/／]/, '')
    .split(/\s+/);
  const named = menu.filter(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  const [longest] = named.toSorted((a, b) => b.name.length - a.name.length);
  return longest?.name ?? umbrellaCommand.name;
}

/** As Discord shows them (interactions/receiving-and-responding, Autocomplete). */
export interface SuggestionChoice {
  readonly name: string;
  readonly value: string;
}

/** What is late is of no use: the person has typed on, and Discord wants an answer within three seconds. */
const withinMs = 2_000;

/** The core's suggestions as choices; none when they take too long. A value is never cut. */
async function choicesFor(question: Question, suggest: Suggest, clock: Clock): Promise<SuggestionChoice[]> {
  const late = Promise.withResolvers<readonly Suggestion[]>();
  const cancel = clock.after(withinMs, () => late.resolve([]));
  const suggestions = await Promise.race([suggest(question), late.promise]);
  cancel();
  return suggestions
    .filter(({ value }) => value !== '' && value.length <= discordLimits.choiceValue)
    .slice(0, discordLimits.suggestions)
    .map(({ value, label }) => ({ name: plainLine(label, discordLimits.choiceName, value), value }));
}

import type { Core, Suggest } from '../../src/chat/adapter.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { within } from '../../src/runtime/time-limit.ts';
import type { DiscordApi } from './api.ts';
import { umbrellaCommand } from './application-commands.ts';
import type { InboundInteraction, Question } from './inbound.ts';
import { discordLimits } from './limits.ts';
import { readMessageCreate } from './message-inbound.ts';
import { messageTransport } from './message-outbound.ts';
import { type FirstAnswers, interactionTransport } from './outbound.ts';
import type { LocaleMemory } from './people.ts';
import { plainLine } from './rich-text.ts';

/** What it takes to answer what people send. */
export interface HandlerDeps {
  readonly core: Core;
  readonly api: DiscordApi;
  readonly locales: LocaleMemory;
  readonly clock: Clock;
  readonly log: Log;
}

type Answerable = Exclude<InboundInteraction, { kind: 'ping' | 'unknown' }>;

/** Answers one interaction. Never rejects; resolves once all work on it is done. */
export async function handleInteraction(
  inbound: Answerable,
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
    // Another process has answered. This ends a button's spinner; a command's can't be ended without a message.
    if (!transport.used && interaction.component) await first.send({ type: 6 }, []);
  } catch (error) {
    // Late suggestions are no loss: the person has typed on.
    if (inbound.kind === 'question') log.debug({ err: error }, 'suggestions came to nothing');
    else log.warn({ err: error }, 'an interaction could not be answered');
  }
}

/** Answers one raw message if a person addresses the bot in it. Never rejects. */
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

/** The name of the command that `line` begins with; `shoptalk` where it begins with none. */
function commandIn(line: string, menu: readonly CommandMenu[]): string {
  const words = line
    .toLowerCase()
    .replace(/^[/／]/, '')
    .split(/\s+/);
  const named = menu.filter(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  const [longest] = named.toSorted((a, b) => b.name.length - a.name.length);
  return longest?.name ?? umbrellaCommand.name;
}

/** interactions/receiving-and-responding, Autocomplete. */
interface SuggestionChoice {
  readonly name: string;
  readonly value: string;
}

/** ms. Discord wants an answer within three seconds, and the person types on meanwhile. */
const withinMs = 2_000;

/** The core's suggestions as choices; none when they take too long. Leaves out values that are too long, and cuts none. */
async function choicesFor(question: Question, suggest: Suggest, clock: Clock): Promise<SuggestionChoice[]> {
  // The time counts from before the core is asked.
  const asked = Promise.resolve(question).then(suggest);
  const suggestions = (await within(clock, withinMs, asked)) ?? [];
  return suggestions
    .filter(({ value }) => value !== '' && value.length <= discordLimits.choiceValue)
    .slice(0, discordLimits.suggestions)
    .map(({ value, label }) => ({ name: plainLine(label, discordLimits.choiceName, value), value }));
}

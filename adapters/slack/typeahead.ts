import { z } from 'zod';
import type { Suggest, Suggestion } from '../../src/chat/adapter.ts';
import type { Person } from '../../src/chat/invocation.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { within } from '../../src/runtime/time-limit.ts';
import { elementId, optionOf } from './form-fields.ts';
import { readSuggestedField } from './forms.ts';
import { identityOf, slackName } from './identity.ts';
import { identifiedPerson } from './inbound.ts';
import { slackLimits } from './limits.ts';

/** What a field of a form is asked while a person types into it. The locale, and what kind of conversation it is, are for the caller to add. */
type Question = Omit<Parameters<Suggest>[0], 'conversation'> & { readonly channel: string };

/** ms. Slack wants an answer within three seconds, and the person types on meanwhile. */
const withinMs = 2000;

const suggestion = z.object({
  user: z.object({ id: z.string().min(1) }),
  action_id: z.literal(elementId),
  block_id: z.string().min(1),
  value: z.string().nullish(),
  view: z.unknown(),
});

/**
 * https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 * `undefined` for a menu that is in no form of ours.
 */
export function readSuggestion(body: unknown): Question | undefined {
  const read = suggestion.safeParse(body);
  const identity = identityOf(body);
  if (!read.success || identity === undefined) return undefined;
  const { user, block_id, value, view } = read.data;
  const field = readSuggestedField(view, block_id);
  if (field === undefined) return undefined;
  const person: Person = identifiedPerson(user.id, identity);
  return { platform: slackName, workspace: identity.workspace, person, ...field, typed: value ?? '' };
}

/**
 * What the menu shows: what the core suggests, as far as it comes in time, and what is typed itself, since a field takes more
 * than what is suggested for it. A value that is too long is left out, and none is cut.
 */
export async function optionsFor(
  question: Parameters<Suggest>[0],
  suggest: Suggest,
  clock: Clock,
): Promise<ReturnType<typeof optionOf>[]> {
  // The time counts from before the core is asked.
  const asked = Promise.resolve(question).then(suggest);
  const suggested = (await within(clock, withinMs, asked)) ?? [];
  const typed = question.typed.trim();
  const own: readonly Suggestion[] = suggested.some(({ value }) => value === typed)
    ? []
    : [{ value: typed, label: typed }];
  return [...suggested.slice(0, slackLimits.options - 1), ...own]
    .filter(({ value }) => value !== '' && value.length <= slackLimits.optionValue)
    .map(optionOf);
}

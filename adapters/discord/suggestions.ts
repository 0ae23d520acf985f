import type { Suggest, Suggestion } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Question } from './inbound.ts';
import { limits } from './limits.ts';
import { plainLine } from './wording.ts';

/** As Discord shows them (interactions/receiving-and-responding, Autocomplete). */
export interface SuggestionChoice {
  readonly name: string;
  readonly value: string;
}

/** What is late is of no use: the person has typed on, and Discord wants an answer within three seconds. */
const withinMs = 2_000;

/** The core's suggestions as choices; none when they take too long. A value is never cut. */
export async function choicesFor(
  question: Question,
  suggest: Suggest,
  clock: Clock,
): Promise<SuggestionChoice[]> {
  const late = Promise.withResolvers<readonly Suggestion[]>();
  const cancel = clock.after(withinMs, () => late.resolve([]));
  const suggestions = await Promise.race([suggest(question), late.promise]);
  cancel();
  return suggestions
    .filter(({ value }) => value !== '' && value.length <= limits.choiceValue)
    .slice(0, limits.suggestions)
    .map(({ value, label }) => ({ name: plainLine(label, limits.choiceName, value), value }));
}

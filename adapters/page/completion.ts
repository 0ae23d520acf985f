import type { Core } from '../../src/chat/adapter.ts';
import { completionsFor } from '../../src/chat/completion.ts';
import type { Person } from '../../src/chat/invocation.ts';
import { languageOf } from '../../src/chat/language.ts';
import { whereabouts } from './inbound.ts';
import type { PageCompletions } from './wire.ts';

/** The completions of `typing.before` as the page shows them, in the person's language. */
export async function completionsForPage(
  core: Core,
  typing: { readonly person: Person; readonly before: string },
): Promise<PageCompletions> {
  const language = languageOf(typing.person.locale) ?? 'en';
  const { from, items, argument } = await completionsFor(core, { ...whereabouts, ...typing, language });
  if (argument === undefined) return { from, items };
  const { name, hint, example } = argument;
  return { from, items, argument: { name, hint: hint[language], example } };
}

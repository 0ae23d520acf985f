import type { Core } from '../../src/chat/adapter.ts';
import type { Conversation, Person } from '../../src/chat/invocation.ts';
import { type Language, languageOf } from '../../src/chat/language.ts';
import type { ArgumentMenu } from '../../src/chat/menu.ts';
import { whereabouts } from './inbound.ts';
import type { PageCompletions } from './wire.ts';

/** What may follow a line that somebody is typing, and which argument that is. */
export type Complete = (
  core: Pick<Core, 'menu' | 'suggest'>,
  typed: {
    readonly platform: string;
    readonly place: string;
    readonly conversation: Conversation;
    readonly person: Person;
    readonly language: Language;
    readonly before: string;
  },
) => Promise<Pick<PageCompletions, 'from' | 'items'> & { readonly argument?: ArgumentMenu }>;

/** The completions of `typing.before` as the page shows them, in the person's language. */
export async function completionsForPage(
  complete: Complete,
  core: Core,
  typing: { readonly person: Person; readonly before: string },
): Promise<PageCompletions> {
  const language = languageOf(typing.person.locale) ?? 'en';
  const { from, items, argument } = await complete(core, { ...whereabouts, ...typing, language });
  if (argument === undefined) return { from, items };
  const { name, hint, example } = argument;
  return { from, items, argument: { name, hint: hint[language], example } };
}

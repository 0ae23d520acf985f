import { type Argument, readAs, type Unreadable, unreadable } from '../../chat/argument.ts';
import { somebody } from '../../chat/argument-kinds.ts';
import type { Localized } from '../../chat/language.ts';

/** The asker, or a person by the platform's own id; without a platform it is the asker's. */
export type Whom = 'me' | { readonly platform?: string; readonly id: string };

const named = /^([a-z][a-z0-9-]{1,20}):([A-Za-z0-9][\w.-]{0,63})$/;

/** A person picked after `@`, `me`, or `platform:id`, for those who are no longer there to be picked. */
export function personArgument(about: {
  readonly hint: Localized;
  readonly expected: Localized;
}): Argument<Whom> {
  const picked = somebody(about);
  return readAs(picked, {
    parse(typed): Whom | Unreadable {
      const [, platform, id] = named.exec(typed.trim()) ?? [];
      if (platform !== undefined && id !== undefined) return { platform, id };
      const read = picked.parse(typed);
      if (read === unreadable || read === 'nobody') return unreadable;
      return read === 'me' ? read : { id: read.person };
    },
    print(whom: Whom) {
      if (whom === 'me') return whom;
      return whom.platform === undefined ? `<@${whom.id}>` : `${whom.platform}:${whom.id}`;
    },
  });
}

/** `platform:id`, as the store knows people. */
export function personOf(whom: Whom, { person }: { readonly person: string }): string {
  if (whom === 'me') return person;
  return `${whom.platform ?? person.slice(0, person.indexOf(':'))}:${whom.id}`;
}

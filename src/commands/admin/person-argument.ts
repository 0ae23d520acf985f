import { type Argument, readAs, type Unreadable, unreadable } from '../../chat/argument.ts';
import { somebody } from '../../chat/argument-kinds.ts';
import type { Localized } from '../../runtime/language.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';

/** The caller, or a person by the platform's own id; without a platform it is the caller's. */
export type NamedPerson = 'me' | { readonly platform?: string; readonly id: string };

const qualified = /^([a-z][a-z0-9-]{1,20}):([A-Za-z0-9][\w.-]{0,63})$/;

/** A person picked after `@`, `me`, or `platform:id`, for those who are no longer there to be picked. */
export function personArgument(about: {
  readonly hint: Localized;
  readonly expected: Localized;
}): Argument<NamedPerson> {
  const picked = somebody(about);
  return readAs(picked, {
    parse(typed): NamedPerson | Unreadable {
      const [, platform, id] = qualified.exec(typed.trim()) ?? [];
      if (platform !== undefined && id !== undefined) return { platform, id };
      const read = picked.parse(typed);
      if (read === unreadable || read === 'nobody') return unreadable;
      return read === 'me' ? read : { id: read.person };
    },
    print(person: NamedPerson) {
      if (person === 'me') return person;
      return person.platform === undefined ? `<@${person.id}>` : scopedId(person.platform, person.id);
    },
  });
}

/** `platform:id`, as the store knows people. */
export function personOf(named: NamedPerson, caller: { readonly person: string }): string {
  if (named === 'me') return caller.person;
  return scopedId(named.platform ?? splitScopedId(caller.person).platform, named.id);
}

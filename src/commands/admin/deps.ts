import type { GrantBook, KnownGrant } from '../../access/grant-book.ts';
import { type Caller, flag } from '../../chat/argument.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Localized } from '../../chat/language.ts';
import { mayDo, type Role } from '../../chat/role.ts';
import type { Text } from '../../chat/text.ts';
import { type Whom, whom } from '../../chat/whom.ts';
import type { AdminWords } from '../../languages/en/admin.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';

/** What every command about who may do what is made from. */
export interface AdminDeps {
  readonly words: Localized<Words>;
  readonly grants: GrantBook;
  /** The first admins by the settings, as `platform:id`; nobody can take it from them. */
  readonly admins: readonly string[];
  readonly defaultRole: Role;
  readonly clock: Clock;
}

/** Whom a grant is about, and whether it holds in this conversation alone. */
export function whomAndWhere(words: Localized<Words>) {
  return {
    whom: whom({
      hint: inEach(words, ({ admin }) => admin.whom.hint),
      expected: inEach(words, ({ admin }) => admin.whom.expected),
    }),
    here: flag({
      hint: inEach(words, ({ admin }) => admin.here.hint),
      expected: inEach(words, ({ admin }) => admin.here.expected),
      yes: inEach(words, ({ yes }) => yes),
      no: inEach(words, ({ no }) => no),
    }),
  };
}

/** `platform:id` of whom somebody meant. */
export function subjectOf(
  whom: Whom,
  { person }: Pick<Caller, 'person'>,
): Pick<KnownGrant, 'to' | 'whom' | 'name'> {
  if (whom === 'me') return { to: 'person', whom: person, name: idOf(person) };
  return { to: whom.kind, whom: `${platformOf(person)}:${whom.id}`, name: whom.name };
}

/** What the audit trail is told of a group; a person is told of by {@link personOf}, so that they can be forgotten. */
export function groupFacts({ to, whom }: Pick<KnownGrant, 'to' | 'whom'>): Facts {
  return to === 'group' ? { group: whom } : {};
}

/** Whom a grant concerns, for the audit trail. */
export function personOf({ to, whom }: Pick<KnownGrant, 'to' | 'whom'>): { readonly about?: string } {
  return to === 'person' ? { about: whom } : {};
}

/** Whether the asker may change what holds here, or everywhere. */
export function mayAdmin(
  here: boolean,
  { role, roleEverywhere }: Pick<Caller, 'role' | 'roleEverywhere'>,
): boolean {
  return mayDo(here ? role : roleEverywhere, 'admin');
}

/** A person or group as the asker's platform shows it; of another platform, by name and id. */
export function shown(
  { to, whom, name }: Pick<KnownGrant, 'to' | 'whom' | 'name'>,
  { person }: Pick<Caller, 'person'>,
  words: AdminWords,
): Text {
  const id = idOf(whom);
  if (to === 'group') return [words.group, ' ', name === id ? { code: id } : { bold: name }];
  if (platformOf(whom) === platformOf(person)) return [{ mention: { person: id, name } }];
  return [{ code: whom }];
}

export function platformOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

export function idOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

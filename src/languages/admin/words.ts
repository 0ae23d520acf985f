import type { Role } from '../../chat/role.ts';
import type { ArgumentWords } from '../../chat/words.ts';

/** What admins are told. Roles and places come as they are shown. */
export interface AdminWords {
  readonly rolesSummary: string;
  readonly grantSummary: string;
  readonly revokeSummary: string;
  readonly role: ArgumentWords;
  readonly whom: ArgumentWords;
  readonly here: ArgumentWords;
  readonly page: ArgumentWords;

  /** Stands before a group's name. */
  readonly group: string;
  readonly inThisConversation: string;
  readonly everywhere: string;
  readonly may: { readonly [R in Role]: string };

  granted(role: string): string;
  /** Follows whom it is about. */
  maySince(role: string, where: string): string;
  readonly revoked: string;
  noLonger(where: string, defaultRole: string): string;
  readonly nothingGranted: string;
  hadNone(where: string): string;
  readonly unchanged: string;
  readonly refusal: {
    readonly 'only here': string;
    readonly oneself: string;
    readonly 'by settings': string;
    readonly last: string;
  };

  readonly rolesTitle: string;
  readonly bySettings: string;
  everybodyElse(role: string): string;
  readonly how: string;
  readonly showRoles: string;
  readonly before: string;
  readonly after: string;
}

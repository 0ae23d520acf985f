import { type Language, languageOf } from '../runtime/language.ts';
import { scopedId } from '../runtime/scoped-id.ts';
import type { LimitedCaller } from './command-limit.ts';
import type { Conversation, Person } from './invocation.ts';
import type { EffectiveRoles, NoRole, Role, Unsure } from './role.ts';

/** The person who asks, and where; what a command may base its answer on. */
export interface Caller {
  /** Whose settings, watches and buttons these are. */
  readonly organization: string;
  /**
   * The organization whose roles, limits, approvers, spending, choices of the account's user and audit log hold. The same as
   * `organization`, except in a direct message that is in no workspace: there, the organization of the workspace whose rules
   * the person is under.
   */
  readonly authority: string;
  /** The workspace or server, as `Invocation.workspace` names it. */
  readonly workspace: string;
  /** `platform:id` of the conversation. */
  readonly conversation: string;
  /** `platform:id` of the channel that the conversation is a thread of. */
  readonly channel?: string;
  readonly direct: boolean;
  /** In no workspace or server, so that the organization is the person's own. */
  readonly outside?: boolean;
  /** `platform:id` of the person. */
  readonly person: string;
  /** What the person may do in this conversation. */
  readonly role: Role;
  /** What the person may do wherever nothing else was granted: what counts for all of the organization. */
  readonly roleEverywhere: Role;
  /** Why the roles are no more: the platform did not say who the person is. */
  readonly unsure?: Unsure | undefined;
  /** For which of the partner's users calls are made for this person here; absent: the account's own. */
  readonly userId: string | undefined;
  readonly language: Language;
  /** The person's own time zone, where their platform tells it: an IANA name, not checked. */
  readonly zone?: string;
}

/** Who speaks, and where, in the platform's own ids. */
export interface Spoken {
  readonly platform: string;
  readonly workspace: string;
  readonly conversation: Conversation;
  readonly person: Person;
}

/** A person without any role, and where they ask. */
export type Unserved = NoRole &
  Pick<Caller, 'organization' | 'workspace' | 'conversation' | 'person' | 'language'>;

/** What is looked up of a person who asks. */
export interface CallerDeps {
  readonly defaultLanguage: Language;
  /** The organization of `platform:workspace`. */
  organizationOf(workspace: string): Promise<string>;
  /** The language set for a conversation (`platform:id`), if one is. */
  languageSet(organization: string, conversation: string): Promise<Language | undefined>;
  /** What a person may do there and now. Evaluated per invocation; falls back to less when unsure. */
  rolesOf(asked: Spoken & { readonly organization: string }): Promise<EffectiveRoles | NoRole>;
  /** For which of the partner's users calls are made, where that is not the account's own. */
  userIdOf(asked: Pick<Caller, 'organization' | 'conversation' | 'person'>): Promise<string | undefined>;
}

/**
 * Who asks, where, in which organization and language, and what they may do there; of a person who may do nothing, why and
 * what language they read.
 */
export async function callerOf(deps: CallerDeps, spoken: Spoken): Promise<Caller | Unserved> {
  const { platform, workspace } = spoken;
  const organization = await deps.organizationOf(scopedId(platform, workspace));
  const conversation = scopedId(platform, spoken.conversation.id);
  const person = scopedId(platform, spoken.person.id);
  const roles = await deps.rolesOf({ ...spoken, organization });
  if ('none' in roles) {
    const language = languageOf(spoken.person.locale) ?? deps.defaultLanguage;
    return { ...roles, organization, workspace, conversation, person, language };
  }
  const [set, userId] = await Promise.all([
    deps.languageSet(organization, conversation),
    deps.userIdOf({ organization: roles.authority, conversation, person }),
  ]);
  return {
    ...roles,
    organization,
    workspace,
    conversation,
    direct: spoken.conversation.direct,
    ...(spoken.conversation.outside === true && { outside: true }),
    person,
    userId,
    language: set ?? languageOf(spoken.person.locale) ?? deps.defaultLanguage,
    ...(spoken.person.zone !== undefined && { zone: spoken.person.zone }),
  };
}

/** Whose share of the bot an asking takes. */
export function askerOf(
  asked: { readonly platform: string; readonly workspace: string },
  { organization, person }: Pick<Caller, 'organization' | 'person'>,
): LimitedCaller {
  return { organization, workspace: scopedId(asked.platform, asked.workspace), person };
}

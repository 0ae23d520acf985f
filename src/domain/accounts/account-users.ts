import type { UserChoices } from '../../store/contract/accounts.ts';

/** What a choice is for: everything of an organization, one conversation, or one person. */
export type ChosenFor =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'conversation' | 'person' /** `platform:id`. */; readonly id: string };

/** For which of the account's users (sub-accounts) the partner is called, and how that came about. */
export interface UserChoice {
  readonly for: ChosenFor;
  readonly userId: string;
  /** `platform:id` of a person. */
  readonly setBy: string;
  /** Ms since 1970 UTC. */
  readonly setAt: number;
}

/** The choices of every organization. Nothing is remembered: a call that spends money is never made for the last user. */
export interface UserChoiceBook {
  /**
   * The person's own choice, else the conversation's, else the organization's; `undefined`: the account's own user. Without
   * a person, the call is on behalf of no particular person.
   */
  userIdOf(asked: {
    readonly organization: string;
    readonly conversation: string;
    readonly person?: string;
  }): Promise<string | undefined>;
  list(organization: string): Promise<readonly UserChoice[]>;
  set(organization: string, choice: UserChoice): Promise<void>;
  /** Whether there was one. */
  remove(organization: string, which: ChosenFor): Promise<boolean>;
}

export function createUserChoiceBook(kept: UserChoices): UserChoiceBook {
  return {
    async userIdOf({ organization, conversation, person }) {
      const subjects = [
        ...(person === undefined ? [] : [subjectOf({ kind: 'person', id: person })]),
        subjectOf({ kind: 'conversation', id: conversation }),
        subjectOf({ kind: 'everywhere' }),
      ];
      const found = new Map(
        (await kept.of({ organization, subjects })).map(({ subject, userId }) => [subject, userId]),
      );
      return subjects.map((subject) => found.get(subject)).find((userId) => userId !== undefined);
    },
    async list(organization) {
      return (await kept.of({ organization })).flatMap(({ subject, userId, setBy, setAt }) => {
        const chosenFor = readSubject(subject);
        return chosenFor === undefined ? [] : [{ for: chosenFor, userId, setBy, setAt }];
      });
    },
    set: (organization, { for: chosenFor, userId, setBy, setAt }) =>
      kept.set({ organization, subject: subjectOf(chosenFor), userId, setBy, setAt }),
    remove: (organization, which) => kept.remove({ organization, subject: subjectOf(which) }),
  };
}

function subjectOf(chosenFor: ChosenFor): string {
  return chosenFor.kind === 'everywhere' ? chosenFor.kind : `${chosenFor.kind} ${chosenFor.id}`;
}

/** What a later version may have written is no choice of this one's. */
function readSubject(subject: string): ChosenFor | undefined {
  if (subject === 'everywhere') return { kind: 'everywhere' };
  const [, kind, id] = /^(conversation|person) (\S+)$/.exec(subject) ?? [];
  if ((kind !== 'conversation' && kind !== 'person') || id === undefined) return undefined;
  return { kind, id };
}

/**
 * For which of the account's users orders were placed: whatever is asked of an order later is asked for the same one,
 * independent of the caller.
 */
export interface OrderUsers {
  /** `undefined`: not known, since it was placed elsewhere. A `userId` that is absent is the account's own. */
  of(orderId: string): Promise<{ readonly userId: string | undefined } | undefined>;
  note(orderId: string, userId: string | undefined): Promise<void>;
  /** Who was the account's own user before the present one, the last first: an order may have been placed for them. */
  former(): Promise<readonly string[]>;
}

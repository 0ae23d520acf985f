import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { AuditWords } from '../../languages/en/audit.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { AuditTrail, Forgotten } from '../../store/contract/audit.ts';

/** What the commands about the audit trail are made from. */
export interface AuditDeps {
  readonly words: Localized<Words>;
  readonly audit: Pick<AuditTrail, 'list'>;
  /**
   * Takes `person`, as `platform:id`, out of everything that is kept for the organization, and all out of their own direct
   * messages; `card` stands for answers that named them.
   */
  forget(whom: {
    readonly organization: string;
    readonly person: string;
    readonly card: string;
  }): Promise<Forgotten>;
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<string | undefined>;
  readonly clock: Clock;
}

/** What an argument is, in every language. */
export function aboutIn(words: Localized<Words>) {
  return (pick: (words: AuditWords) => ArgumentWords) => ({
    hint: inEach(words, ({ audit }) => pick(audit).hint),
    expected: inEach(words, ({ audit }) => pick(audit).expected),
  });
}

import type { AuditRecord } from '../../audit/entry.ts';
import type { Localized } from '../../chat/language.ts';
import type { AuditWords } from '../../languages/audit/words.ts';
import { type ArgumentWords, inEach, type Words } from '../../languages/words.ts';
import type { Clock } from '../../runtime/clock.ts';

/** The organization's audit trail. */
export interface AuditBook {
  /** The newest first; only those that are about `person`, of `command` or its subcommands, `since` then. */
  list(query: {
    readonly organization: string;
    readonly person?: string;
    readonly command?: string;
    readonly since?: number;
    readonly before?: number;
    readonly skip?: number;
    readonly limit: number;
  }): Promise<readonly AuditRecord[]>;
}

/** In how many rows a person was forgotten, and what of them could not be reached. */
export interface Forgotten {
  readonly records: number;
  readonly watches: number;
  readonly others: number;
  /**
   * `chain`: the name of their direct messages' own audit trail; `rule`: that requests are sent to their direct messages;
   * `directs`: what is in their direct messages, which could not be found.
   */
  readonly stays: readonly ('spending' | 'chain' | 'rule' | 'directs')[];
}

/** What the commands about the audit trail are made from. */
export interface AuditParts {
  readonly words: Localized<Words>;
  readonly audit: AuditBook;
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

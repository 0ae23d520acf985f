import type { ArgumentWords } from '../../chat/words.ts';

/** What is said about the audit trail, and about forgetting somebody. */
export interface AuditWords {
  readonly summary: string;
  readonly person: ArgumentWords;
  readonly command: ArgumentWords;
  readonly since: ArgumentWords;
  readonly page: ArgumentWords;
  readonly csv: ArgumentWords;
  readonly before: ArgumentWords;

  readonly title: string;
  readonly none: string;
  onPage(page: number): string;
  /** Where the person was erased. */
  readonly erased: string;
  /** Where nobody is known to have done it, such as opened a link. */
  readonly nobody: string;
  readonly direct: string;
  /** Whom it was done to. */
  on(person: string): string;
  readonly outcomes: { readonly [outcome: string]: string };
  readonly newer: string;
  readonly older: string;
  readonly asCsv: string;
  readonly csvTitle: string;
  csvAdvice(records: number): string;
  readonly csvMore: string;
  readonly nextPart: string;
  zone(zone: string): string;

  readonly forget: {
    readonly summary: string;
    readonly person: ArgumentWords;
    readonly confirm: ArgumentWords;
    readonly title: string;
    readonly advice: string;
    readonly cannot: string;
    readonly button: string;
    readonly done: string;
    doneAdvice(records: number, watches: number, others: number): string;
    readonly chainHolds: string;
    /** What is never reached. */
    readonly beyond: string;
    /** What was not reached this time. */
    readonly stays: {
      /** What they spent within 24 hours still counts. */
      readonly spending: string;
      /** Their direct messages have an audit trail of their own, named after them. */
      readonly chain: string;
      /** Requests are still sent to their direct messages. */
      readonly rule: string;
      /** Their direct messages could not be found. */
      readonly directs: string;
    };
    /** In place of an answer that named them. */
    readonly forgotten: string;
    readonly whom: string;
  };
}

import type { ArgumentWords } from '../../chat/words.ts';

/** What admins are told of the account's users (sub-accounts) at the partner. */
export interface AccountWords {
  readonly summary: string;
  readonly user: ArgumentWords;
  readonly person: ArgumentWords;
  readonly here: ArgumentWords;
  readonly title: string;
  /** How choices beat each other. */
  readonly how: string;
  readonly none: string;
  readonly own: string;
  readonly everywhere: string;
  readonly inThisConversation: string;
  readonly inConversation: string;
  readonly chosen: string;
  readonly chosenAdvice: string;
  readonly taken: string;
  readonly nothingTaken: string;
  readonly unchanged: string;
  readonly personOrHere: string;
  readonly usage: string;
  readonly before: string;
  readonly after: string;
}

import type { ArgumentWords } from '../../chat/words.ts';

/** What admins are told of joining workspaces and servers into one organization. */
export interface JoiningWords {
  readonly summary: string;
  readonly code: ArgumentWords;
  readonly confirm: ArgumentWords;
  readonly made: string;
  madeAdvice(minutes: number): string;
  /** Whoever has the code may bring a place in. */
  readonly keepIt: string;
  readonly command: string;
  readonly title: string;
  readonly into: string;
  readonly comes: string;
  /** Roles for everywhere, and of what is set for everywhere. */
  readonly ends: string;
  readonly forGood: string;
  readonly button: string;
  readonly joined: string;
  readonly joinedAdvice: string;
  readonly noCode: string;
  readonly noCodeAdvice: string;
  readonly same: string;
  readonly sameAdvice: string;
  readonly elsewhere: string;
  readonly elsewhereAdvice: string;
  readonly outside: string;
  readonly outsideAdvice: string;
}

import type { ArgumentFault } from './binding.ts';
import type { LineFault } from './line.ts';
import type { Role } from './role.ts';

/** The sentences that the core says by itself, in one language. */
export interface CoreWords {
  readonly badInput: string;
  /** What is wrong, in one sentence. `shown` is the argument's usual name. */
  argumentFault(fault: ArgumentFault, expected: string): string;
  lineFault(fault: LineFault): string;
  readonly usage: string;
  readonly example: string;
  unknownCommand(name: string): string;
  didYouMean(name: string): string;
  readonly seeHelp: string;
  readonly buttonExpired: string;
  readonly buttonExpiredAdvice: string;
  readonly tooSlow: string;
  readonly tooSlowAdvice: string;
  readonly stopping: string;
  readonly stoppingAdvice: string;
  readonly crashed: string;
  crashedAdvice(incident: string): string;
  /** `name`: of the command. */
  notPermitted(name: string): string;
  /** Both are names of roles in this language. */
  roleNeeded(needed: string, has: string): string;
  readonly askAdmin: string;
  /** `person`: `platform:id` of the asker, as the setting wants it. */
  noAdmin(person: string): string;
  readonly roles: { readonly [R in Role]: string };
  readonly stillRunning: string;
  readonly stillRunningAdvice: string;
  readonly helpButton: string;
  /** The button that sends a form off. */
  readonly submit: string;
}

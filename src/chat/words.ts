import type { Unsure } from './affiliation.ts';
import type { ArgumentFault } from './bind.ts';
import type { Limited } from './command-limit.ts';
import type { LineFault } from './line.ts';
import type { Role } from './role.ts';

/** What an argument is, and what it has to be. */
export interface ArgumentWords {
  /** In a few words, at most 100 characters. */
  readonly hint: string;
  /** Completes "… must be". */
  readonly expected: string;
}

/** An argument whose text has more than `most` characters, whatever it is. */
export interface TooLong {
  readonly kind: 'too long';
  readonly name: string;
  readonly given: string;
  readonly most: number;
}

/** The sentences that the core says by itself, in one language. */
export interface CoreWords {
  readonly badInput: string;
  /** What is wrong, in one sentence. `shown` is the argument's usual name. */
  argumentFault(fault: ArgumentFault | TooLong, expected: string): string;
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
  readonly tooMuch: string;
  /** Whose share of `perMinute` commands is used up, and in how many seconds it may be tried again. */
  tooMuchAdvice(whose: Limited['whose'], perMinute: number, seconds: number): string;
  readonly crashed: string;
  crashedAdvice(incident: string): string;
  /** The audit log could not be written, so nothing was done or handed out. */
  readonly notRecorded: string;
  notRecordedAdvice(incident: string): string;
  /** It was done, and could not be written to the audit log. */
  doneUnrecorded(incident: string): string;
  /** `name`: of the command. */
  notPermitted(name: string): string;
  /** Both are names of roles in this language. */
  roleNeeded(needed: string, has: string): string;
  /** For what is about the whole organization. */
  roleNeededEverywhere(needed: string, has: string): string;
  readonly askAdmin: string;
  /** In a direct message that belongs to no workspace or server. */
  readonly askInside: string;
  /** `person`: `platform:id` of the asker, as the setting wants it. */
  noAdmin(person: string): string;
  /** For a person without any role. */
  readonly notServed: string;
  readonly notLetIn: string;
  /** Stands before the place's own id. */
  readonly itsId: string;
  /** `place`: `platform:id`, as the setting wants it. */
  notLetInAdvice(place: string): string;
  readonly otherCompany: string;
  /** `person`: `platform:id`. */
  otherCompanyAdvice(person: string): string;
  readonly noSharedPlace: string;
  readonly noSharedPlaceAdvice: string;
  /** Why the platform did not say who the person is, and what to do. */
  readonly unsure: { readonly [U in Unsure]: string };
  /** How many workspaces have watches and are not decided on. */
  toDecide(count: number): string;
  readonly roles: { readonly [R in Role]: string };
  readonly stillRunning: string;
  readonly stillRunningAdvice: string;
  readonly helpButton: string;
  /** The button that sends a form off. */
  readonly submit: string;
}

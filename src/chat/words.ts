import type { ArgumentFault } from './argument-table.ts';
import type { Limited } from './command-limit.ts';
import type { LineFault } from './line.ts';
import type { Role, Unsure } from './role.ts';

/** What an argument is, and what it has to be. */
export interface ArgumentWords {
  /** In a few words, at most 100 characters. */
  readonly hint: string;
  /** Completes "… must be". */
  readonly expected: string;
  /** What a form's field is called, where the hint is too long for that. */
  readonly label?: string;
  /** What is typed for it, where that is words of a language. */
  readonly example?: string;
}

/** An argument whose text has more than `most` characters, whatever it is. */
export interface TooLong {
  readonly kind: 'too long';
  readonly name: string;
  readonly given: string;
  readonly most: number;
}

/** What can be wrong with a field of a form. */
export type FaultOfField = Extract<ArgumentFault, { readonly kind: 'missing' | 'invalid' }> | TooLong;

/** The sentences that the core says by itself, in one language. */
export interface CoreWords {
  /** Several sentences as one text. */
  sentences(parts: readonly string[]): string;
  readonly badInput: string;
  /** What is wrong, in one sentence. `label`: what a form calls the argument, where it is one that people are told of. */
  argumentFault(fault: ArgumentFault | TooLong, expected: string, label?: string): string;
  /** The same to a person who filled in a form or clicked: `label` is what the field is called there. */
  fieldFault(fault: FaultOfField, label: string, expected: string): string;
  lineFault(fault: LineFault): string;
  readonly usage: string;
  readonly example: string;
  unknownCommand(name: string): string;
  didYouMean(name: string): string;
  /** What was typed is one slip away from that line, which has not run. */
  slip(line: string): string;
  readonly slipAdvice: string;
  /** The button that takes what was typed as words, whatever it looks like. */
  asWords(text: string): string;
  readonly seeHelp: string;
  readonly buttonExpired: string;
  readonly buttonExpiredAdvice: string;
  readonly tooSlow: string;
  tooSlowAdvice(incident: string): string;
  readonly stopping: string;
  readonly stoppingAdvice: string;
  readonly tooMuch: string;
  /** Whose share of `perMinute` commands is used up, and in how many seconds it may be tried again. */
  tooMuchAdvice(whose: Limited['whose'], perMinute: number, seconds: number): string;
  readonly crashed: string;
  crashedAdvice(incident: string): string;
  /** What the log and the traces call what happened; small print. */
  incident(incident: string): string;
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
  /** Stands before the workspace's own id. */
  readonly itsId: string;
  /** `workspace`: `platform:id`, as the setting wants it. */
  notLetInAdvice(workspace: string): string;
  readonly otherCompany: string;
  /** `person`: `platform:id`. */
  otherCompanyAdvice(person: string): string;
  readonly noSharedWorkspace: string;
  readonly noSharedWorkspaceAdvice: string;
  /** Why the platform did not say who the person is, and what to do. */
  readonly unsure: { readonly [U in Unsure]: string };
  /** How many workspaces have watches and are not decided on. */
  toDecide(count: number): string;
  readonly roles: { readonly [R in Role]: string };
  readonly stillRunning: string;
  readonly stillRunningAdvice: string;
  readonly helpButton: string;
  /** Opens a form again as it was filled in. */
  readonly correct: string;
  /** Opens the form for what a typed line leaves out. */
  readonly fillIn: string;
  /** In the place of a choice: the others. */
  readonly moreChoices: string;
  readonly moreChoicesAdvice: string;
  /** The same at their end. */
  readonly firstChoices: string;
  /** The button that sends a form off. */
  readonly submit: string;
}

import type { ArgumentWords } from '../../chat/words.ts';

/** What admins are told of the workspaces and servers that are let in. Times and places come as they are shown. */
export interface AdmissionWords {
  readonly admitSummary: string;
  readonly dismissSummary: string;
  readonly workspacesSummary: string;
  readonly workspace: ArgumentWords;
  readonly confirm: ArgumentWords;
  readonly page: ArgumentWords;

  readonly admitted: string;
  readonly admittedAdvice: string;
  readonly same: string;
  readonly sameAdvice: string;
  readonly notYours: string;
  readonly notYoursAdvice: string;

  readonly askDismiss: string;
  readonly askDismissAdvice: string;
  readonly dismissButton: string;
  readonly dismissed: string;
  readonly dismissedAdvice: string;
  readonly notLetIn: string;
  readonly notLetInAdvice: string;
  readonly isHome: string;
  readonly isHomeAdvice: string;
  readonly isNamed: string;
  readonly isNamedAdvice: string;

  readonly title: string;
  readonly letIn: string;
  readonly others: string;
  readonly none: string;
  readonly home: string;
  readonly named: string;
  readonly before: string;
  readonly after: string;
  readonly admit: string;
  readonly dismiss: string;
  /** By a person, or by the update that brought admission. */
  byPerson(when: string): string;
  readonly byMigration: string;
  tried(when: string): string;
  readonly wasDismissed: string;
  watches(count: number): string;
  readonly how: string;
}

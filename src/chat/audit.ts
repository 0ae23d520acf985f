import type { Caller } from './caller.ts';
import { isDirectWorkspace } from './invocation.ts';

/** What the audit log is told of one run of a command, or of one that was not permitted. */
export interface AuditNote {
  readonly organization: string;
  /** The workspace or server, as `Invocation.workspace` names it; `direct` for the person's own direct messages. */
  readonly workspace: string;
  /** `platform:id`; `direct` for a direct message, whose id would name the person. */
  readonly conversation: string;
  /** `platform:id`; it can be erased later, as can `about` and `words`. */
  readonly person: string;
  readonly command: string;
  readonly outcome: 'begun' | 'done' | 'refused' | 'not permitted' | 'failed';
  /** The same as in the log. */
  readonly trace: string;
  /** Ids, numbers and words of our own. Never a person, a link, a nickname, an address. */
  readonly facts: Readonly<Record<string, string>>;
  /** `platform:id` of whom it concerns. */
  readonly about?: string;
  /** What a person wrote, such as a reason. */
  readonly words?: string;
}

/**
 * Where something was done, as it is written down: `direct` in place of what names the person, the conversation of a direct
 * message and what stands for the person's own workspace. It could not be erased later.
 */
export function auditedWhere({
  workspace,
  conversation,
  direct,
}: Pick<Caller, 'workspace' | 'conversation' | 'direct'>): Pick<AuditNote, 'workspace' | 'conversation'> {
  return {
    workspace: isDirectWorkspace(workspace) ? 'direct' : workspace,
    conversation: direct ? 'direct' : conversation,
  };
}

/** Where what people did is written down for good. */
export interface AuditLog {
  /** Resolves once the note is durable. */
  note(note: AuditNote): Promise<void>;
}

/** What a command says for the audit log: ids, numbers, words of our own; what is `undefined` is left out. */
export type Facts = Readonly<Record<string, string | number | undefined>>;

/** A run's way to the audit log. */
export interface RunAudit {
  /**
   * Adds to what is written down once the run has ended, before its card is sent; a `read` that adds nothing leaves no
   * trace. What is added later than that is written down by itself.
   */
  add(facts: Facts, personal?: Pick<AuditNote, 'about' | 'words'>): void;
  /**
   * Writes down that something is about to be done, before it is.
   * @throws NotRecorded when that can't be written down: then it must not be done
   */
  intend(facts: Facts): Promise<void>;
  /** What is written down from now on is also written down for `organization`, which it concerns as well. */
  alsoIn(organization: string): void;
}

/** The audit log could not be written to, so that nothing was done, or nothing is handed out. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

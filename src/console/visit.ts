import { z } from 'zod';
import type { ConsoleWords } from '../languages/en/console.ts';
import type { Words } from '../languages/index.ts';
import type { Language } from '../runtime/language.ts';
import type { Html } from './html.ts';

/** One look at a page of the console, by an operator who is signed in. */
export interface Visit {
  readonly language: Language;
  readonly words: ConsoleWords;
  /** Every sentence, for what is said elsewhere too. */
  readonly all: Words;
  /** What follows the page's own path, decoded, without slashes. */
  readonly rest: string;
  readonly query: URLSearchParams;
  /** What each form has to hold. */
  readonly formToken: string;
  /** Ms since 1970 UTC. */
  readonly now: number;
  /** Follows the visit through log and audit log. */
  readonly trace: string;
}

/** What a page shows. */
export interface ConsolePage {
  readonly title: string;
  readonly body: Html;
  /** 200 unless given. */
  readonly status?: number;
}

/** A change that was made: where the operator is led, and what is said there. */
export interface Changed {
  readonly to: string;
}

export type ShowPage = (visit: Visit) => Promise<ConsolePage>;
/** `form`: what was filled in, without what proves the operator. */
export type MakeChange = (visit: Visit, form: URLSearchParams) => Promise<Changed | ConsolePage>;

/** What can't be shown or done, and which of the words of refusal say why. */
export class ConsoleRefusal extends Error {
  override readonly name = 'ConsoleRefusal';
  readonly why: 'tooLong' | 'malformed' | 'noReason' | 'gone' | 'unknown';
  constructor(why: ConsoleRefusal['why']) {
    super(`refused: ${why}`);
    this.why = why;
  }
}

/** Characters of anything that an operator types. */
const longestField = 200;

/** A field of a query or a form, trimmed; `undefined` where it is empty. @throws ConsoleRefusal for one that is too long. */
export function fieldIn(from: URLSearchParams, name: string): string | undefined {
  const given = from.get(name)?.trim();
  if (given === undefined || given === '') return undefined;
  if (given.length > longestField) throw new ConsoleRefusal('tooLong');
  return given;
}

/** Why something is discarded. @throws ConsoleRefusal where it is not said. */
export function reasonIn(form: URLSearchParams): string {
  const reason = fieldIn(form, 'reason');
  if (reason === undefined) throw new ConsoleRefusal('noReason');
  return reason;
}

const longestKey = 4000;

/** A row's key as it stands in an address or a form. */
export function printKey(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** A key that {@link printKey} made, of that form. @throws ConsoleRefusal for anything else. */
export function keyIn<Schema extends z.ZodType>(
  from: URLSearchParams,
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const given = from.get(name);
  if (given === null || given === '') return undefined;
  if (given.length > longestKey) throw new ConsoleRefusal('malformed');
  try {
    return schema.parse(JSON.parse(Buffer.from(given, 'base64url').toString('utf8')));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) throw new ConsoleRefusal('malformed');
    throw thrown;
  }
}

/** The same of a form that can't be without one. */
export function wantedKey<Schema extends z.ZodType>(
  form: URLSearchParams,
  name: string,
  schema: Schema,
): z.output<Schema> {
  const key = keyIn(form, name, schema);
  if (key === undefined) throw new ConsoleRefusal('malformed');
  return key;
}

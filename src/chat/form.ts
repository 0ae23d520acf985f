import type { Payload } from './card.ts';

/**
 * Questions that a platform asks in its own form (a modal, fields on a page, prompts), made from a command's argument
 * table. What is submitted comes back as `Input` of kind `form` and goes through the same door as a typed line.
 */
export interface Form {
  /** At most 45 characters. */
  readonly title: string;
  /** The button that submits, at most 24 characters. */
  readonly submit: string;
  /** Comes back with the values. */
  readonly payload: Payload;
  /** One to five. */
  readonly fields: readonly FormField[];
}

export interface FormField {
  /** The argument's name. */
  readonly name: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly hint: string;
  readonly required: boolean;
  /** What stands there at first, as it would be typed. */
  readonly initial?: string;
  readonly example: string;
  readonly maxLength: number;
  /** Where only these are accepted, at most 25; `several` of them at once, joined by commas. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly several: boolean;
  /** A picture may be handed over in its place, with the form, where a platform can do that. */
  readonly picture?: boolean;
}

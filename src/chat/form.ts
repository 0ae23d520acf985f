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

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

/** What a field takes. A platform without such a field draws a line of text, whose hint says it. */
export type FieldType =
  /** A whole number of `least` to `most`, a multiple of `lot`. */
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly lot?: number }
  /** Yuan, with at most two decimals. */
  | { readonly kind: 'amount' }
  /** `2026-11-25` */
  | { readonly kind: 'day' }
  /** `<@id>` */
  | { readonly kind: 'person' }
  | { readonly kind: 'link' };

/** What is wrong with one field of a form that was sent off. */
export interface FieldFault {
  /** The field's {@link FormField.name}. */
  readonly name: string;
  /** What is wrong, and what is right, in a sentence that stands at the field. */
  readonly why: string;
}

export interface FormField {
  /** The argument's name. */
  readonly name: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters; empty where its choices say all. */
  readonly hint: string;
  readonly required: boolean;
  /** What stands there at first, as it would be typed. */
  readonly initial?: string;
  /** What was wrong with it when the form was last sent off. */
  readonly fault?: string;
  readonly example: string;
  readonly maxLength: number;
  /** What is typed into it, where that is more than words. */
  readonly takes?: FieldType;
  /**
   * Where only these are accepted, at most as many as the platform's forms show; `several` of them at once, joined by
   * commas.
   */
  readonly choices?: readonly FieldChoice[];
  readonly several: boolean;
  /**
   * The command whose argument it is, where {@link Suggest} has values for it while a person types. They are a help and no
   * limit: what is typed may be none of them.
   */
  readonly suggestedBy?: string;
  /** A picture may be handed over in its place, with the form, where a platform can do that. */
  readonly picture?: boolean;
}

/** What is known of a field besides its argument, once the offer, order or account at hand is looked at. */
export interface FieldHelp {
  /** What can be chosen, the best first. Of an argument that can be something else, it is a help and no limit. */
  readonly choices?: readonly FieldChoice[];
  /** What stands there at first, where the form's button says nothing of it. */
  readonly initial?: string;
  readonly takes?: FieldType;
  /** One of the choices has to be made. */
  readonly required?: boolean;
  /** In place of the argument's own. At most 100 characters. */
  readonly hint?: string;
}

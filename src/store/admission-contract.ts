/*
 * Which places (workspaces and servers, as `platform:id`) are let in. A place that has no row was never heard of. Times are
 * ms since 1970 UTC.
 */

/** What was decided of a place; `knocked`: nothing yet, but people have tried the bot there. */
export type AdmissionState = 'admitted' | 'dismissed' | 'knocked';

/** A place, and what is known of it. */
export interface StoredAdmission {
  readonly place: string;
  readonly state: AdmissionState;
  /** `platform:id` of the person who decided; absent for what a migration let in, and where nothing is decided. */
  readonly changedBy?: string;
  readonly changedAt: number;
  /** When the bot was last tried there while it was not let in. */
  readonly knockedAt?: number;
}

export interface Admissions {
  /** Never an old answer. */
  of(input: { readonly place: string }): Promise<AdmissionState | undefined>;
  /** Every place that is admitted, in the order of their names. */
  admitted(): Promise<readonly StoredAdmission[]>;
  /** The newest first: places that were tried and are not admitted; dismissed ones too. */
  knocked(input: { readonly limit: number }): Promise<readonly StoredAdmission[]>;
  /** Lets a place in, or takes it out; whether that changed anything. */
  set(input: {
    readonly place: string;
    readonly state: 'admitted' | 'dismissed';
    readonly by: string;
    readonly at: number;
  }): Promise<boolean>;
  /** Notes that the bot was tried in a place that is not admitted. Keeps the newest `keep` of those never decided. */
  knock(input: { readonly place: string; readonly at: number; readonly keep: number }): Promise<void>;
  /** Places that are watched, and neither admitted nor dismissed, with the number of their watches. */
  undecided(): Promise<readonly { readonly place: string; readonly watches: number }[]>;
}

/** What is said of a day that somebody named. */
export interface DayWords {
  /** Completes "… must be": a day, or several of which the first or the last is meant. */
  readonly expected: string;
  /** It may be one day or another. */
  which(typed: string): string;
  whichAdvice(one: string, other: string): string;
  noSuchDay(typed: string): string;
  /** `today`: the day that it is there, as `2026-11-29`. */
  noSuchDayAdvice(today: string): string;
  /** The last day that was named lies before the first, both as `2026-11-29`. */
  readonly backwards: string;
  backwardsAdvice(from: string, to: string): string;
  /** From which day, or time of one, on something is shown, and of which zone that is. */
  since(day: string, zone: string): string;
  /** A name for days, which {@link readDays} reads, with its days. */
  named(name: string, first: string, last: string): string;
  /** Names that are suggested before anything is typed, each as it is typed. */
  readonly names: readonly string[];
}

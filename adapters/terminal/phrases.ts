/** The sentences of the prompt itself, in one language; everything else is said by the core. */
export interface TerminalWords {
  /** Lines of a greeting, without the example. */
  readonly greeting: readonly string[];
  readonly picture: string;
  /** Under a card with numbered choices. */
  readonly choose: string;
  noSuchChoice(given: number, count: number): string;
  /** In place of a QR code that does not fit. */
  tooNarrow(columns: number): string;
  /** Before each of two QR codes, of which one can be read. */
  readonly onGround: { readonly dark: string; readonly light: string };
  /** Before the title of a card that has changed. */
  readonly changed: string;
  /** How a form is left. */
  readonly leaveForm: string;
  /** The form was left, or the input ended, before all was asked. */
  readonly formLeft: string;
  /** What an empty line means for a field that holds `initial`, for one that may be left out, for any other. */
  keeps(initial: string): string;
  /** The same of what can't be left out. */
  keepsNeeded(initial: string): string;
  leavesOut(example: string): string;
  example(example: string): string;
  /** How several of the choices are given. */
  readonly several: string;
  readonly needed: string;
  tooLong(longest: number): string;
  noneOfThese(count: number): string;
}

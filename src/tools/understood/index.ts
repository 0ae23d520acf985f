import { divisionsUnderstood } from './divisions.ts';

/**
 * What people may type, as tables of the documentation. Each row's second column is what the bot's own reader makes of the
 * first one: the page can't promise what the bot does not do.
 */
export interface Understood {
  readonly title: string;
  /** Where it is typed, in one sentence. */
  readonly where: string;
  readonly rows: readonly { readonly typed: string; readonly read: string }[];
  /** Source of the facts behind it, with version or date. */
  readonly source?: string;
}

/** Every kind of input that has notations, in the order of the page. Each is read when it is asked for. */
export const understood: readonly (() => Promise<Understood>)[] = [divisionsUnderstood];

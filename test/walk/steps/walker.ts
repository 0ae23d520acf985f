/** What a job took: clicks, keys (a paste is one), and fields that were filled in or chosen in. */
export interface Steps {
  readonly clicks: number;
  readonly keys: number;
  readonly fields: number;
}

/** What is put into a field: words, or which of its choices, from 0. */
type Put = string | { readonly choice: number };

/** Puts by the names of fields. */
export type Puts = Readonly<Record<string, Put>>;

/** A person's hands on one platform. What a click needs there is its own: a menu is opened and chosen in. */
export interface Hands {
  /** Types a line to the bot and sends it; resolves once it is answered. */
  say(line: string): Promise<void>;
  /** Has what a command shows in front of them where requests are decided, which need not be a direct message. */
  decide(command: string, id: string): Promise<void>;
  /** Clicks what is labelled so, or chooses it; resolves with the clicks that it took, once it is answered. */
  press(label: RegExp): Promise<number>;
  /** The same where a form opens: fills it in and sends it off. */
  fill(label: RegExp, puts: Puts): Promise<number>;
  /** Ticks the first `count` of what can be ticked and presses `label`. */
  tick(count: number, label: RegExp): Promise<number>;
  /** What the last answer says. */
  text(): Promise<string>;
}

/** A person who does a job, and what it took so far. */
export interface Walker {
  readonly steps: Steps;
  /** Types what takes so many keys, Enter not counted. */
  say(line: string, keys: number): Promise<void>;
  press(label: string | RegExp): Promise<void>;
  fill(label: string | RegExp, puts: Puts): Promise<void>;
  tick(count: number, label: string): Promise<void>;
  /** Waits until the last answer says so. */
  sees(words: string): Promise<void>;
}

/** Counts what is done with `hands`. `poll` tries until its expectation holds. */
export function countSteps(hands: Hands, poll: (words: string) => Promise<void>): Walker {
  const taken = { clicks: 0, keys: 0, fields: 0 };
  const labelled = (label: string | RegExp) =>
    label instanceof RegExp ? label : new RegExp(`^${RegExp.escape(label)}`);
  return {
    steps: taken,
    async say(line, keys) {
      await hands.say(line);
      taken.keys += keys + 1;
    },
    async press(label) {
      taken.clicks += await hands.press(labelled(label));
    },
    async fill(label, puts) {
      taken.clicks += await hands.fill(labelled(label), puts);
      taken.fields += Object.keys(puts).length;
    },
    async tick(count, label) {
      taken.clicks += await hands.tick(count, labelled(label));
    },
    sees: poll,
  };
}

/** What is labelled so among `all`; throws where there is none, naming those there are. */
export function labelledSo<T extends { readonly label: string }>(all: readonly T[], label: RegExp): T {
  const found = all.find((each) => label.test(each.label));
  if (found === undefined) throw new Error(`no ${label} among ${all.map((each) => each.label).join(' | ')}`);
  return found;
}

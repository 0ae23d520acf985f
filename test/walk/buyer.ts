/** A card as it stands in front of a person, read off the wire, with all that can be done to it there. */
export interface Shown {
  /** Every word, in lines. */
  readonly text: string;
  /** Where a click can lead: links in text, link buttons, linked titles. */
  readonly links: readonly string[];
  /** Labels of buttons and choices that come back to the bot. */
  readonly labels: readonly string[];
  /** Who is pinged. */
  readonly pings: readonly string[];
  readonly seenBy: 'asker' | 'everyone';
  /** Clicks the button, or chooses the option, whose label begins so; gives the answer. */
  click(label: string): Promise<Shown>;
  /**
   * The same where a form opens: fills it in by the labels of its fields, and sends it off. Of a field with choices, the one
   * whose label begins so.
   */
  fill(label: string, fields: Readonly<Record<string, string>>): Promise<Shown>;
}

/** A message that everyone in the channel can read. */
export interface Said extends Shown {
  /** In the thread of a card, and not in the channel itself. */
  readonly inThread: boolean;
}

/** Somebody who buys, in one channel of one platform. */
export interface Buyer {
  /** Runs a command in the way people type it there; gives the answer that they alone see. */
  run(command: string, given?: Readonly<Record<string, string>>): Promise<Shown>;
  /** What stands in the channel and in the threads of its cards now, each in the order in which it came. */
  channel(): readonly Said[];
  /** Resolves once `condition` holds; looks again whenever something happens on the platform. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** What the platform objects to. */
  problems(): readonly string[];
}

/** A platform with nobody on it yet. */
export interface Platform {
  /** What the bot has to be set to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Somebody to whom the bot at `url` speaks. */
  buyer(url: string): Buyer;
  close(): Promise<void>;
}

/** The first of `all` whose label begins with `label`. Throws where there is none, naming those there are. */
export function labelled<T extends { readonly label: string }>(all: readonly T[], label: string): T {
  const found = all.find((each) => each.label.startsWith(label));
  if (found === undefined) {
    throw new Error(`nothing is called “${label}” among ${all.map((each) => each.label).join(', ')}`);
  }
  return found;
}

/**
 * What plain words can be for a command, in the order in which they are read: what names one thing comes before what
 * could be anything.
 */
export const plainKinds = [
  'several product links',
  'product link',
  'order number',
  'offer number',
  'other link',
  'greeting',
  'words',
] as const;

export type PlainKind = (typeof plainKinds)[number];

/** What a command takes of words in which no command is named. Only a command that changes nothing may take any. */
export interface Takes {
  readonly what: PlainKind;
  /** The arguments that `text` stands for; `undefined` where it is nothing of the kind. */
  reads(text: string): PlainArguments | undefined;
}

interface PlainArguments {
  /** As they would be typed, by name. */
  readonly arguments: Readonly<Record<string, string>>;
  /** It may be something else: the command is only meant where it knows what the arguments name. */
  readonly unsure?: boolean;
}

/** A command that plain words may stand for. */
interface PlainReading extends PlainArguments {
  readonly command: string;
  readonly what: PlainKind;
}

/** Whoever takes plain words: a command, by its menu's name. */
export interface PlainTaker {
  readonly menu: { readonly name: string };
  readonly takes: readonly Takes[];
}

/** All that `text` may stand for, the likeliest first. */
export function readPlainWords(text: string, takers: readonly PlainTaker[]): readonly PlainReading[] {
  const said = text.trim();
  if (said === '') return [];
  return plainKinds.flatMap((what) =>
    takers.flatMap(({ menu, takes }) =>
      takes.flatMap((each): readonly PlainReading[] => {
        const read = each.what === what ? each.reads(said) : undefined;
        return read === undefined ? [] : [{ ...read, command: menu.name, what }];
      }),
    ),
  );
}

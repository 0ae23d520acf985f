/** A chat platform's side: how its commands look, and where the answers to them arrive. */
export interface Platform {
  /** Path of the contender's server that takes the commands. */
  readonly path: string;
  /** A signed command that asks for the offer of this number, by this person. */
  command(number: number, person: number): SignedCommand;
  /** What the acknowledgement says: the answer itself, as JSON, or nothing yet. */
  answerIn(acknowledgement: string): string | undefined;
  /** Environment that points a contender at this platform. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface SignedCommand {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a platform does with a message that it was handed outside an acknowledgement. */
export type TakeAnswer = (json: string) => void;

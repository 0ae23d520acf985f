/** What of the way from a click or a pushed message to what people see has just ended. It names no person, place or text. */
interface EndedWork {
  readonly name: 'command' | 'partner call' | 'message stored' | 'message read' | 'message said';
  /** As the log calls what it was about: of a digest, of each message that it tells of. */
  readonly traces: readonly string[];
  /** The way begins with it. */
  readonly first: boolean;
  readonly ms: number;
  readonly outcome: string;
  /** Which command, on which platform, about what. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Where work is told to whoever follows it from process to process. */
export interface Traces {
  /** Never throws, and waits for nothing. */
  ended(work: EndedWork): void;
  /** Does `work` under `trace`, which `underWay` then gives in all that comes of it. */
  within<Result>(trace: string, work: () => Result): Result;
  /** What is followed just now; empty where that is nothing. */
  underWay(): readonly string[];
  /** Tells what is left, for a moment. */
  close(): Promise<void>;
}

/** Nobody follows it. */
export const noTraces: Traces = {
  ended: () => undefined,
  within: (_trace, work) => work(),
  underWay: () => [],
  close: async () => undefined,
};

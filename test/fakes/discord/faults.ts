/** Something that goes wrong with the next requests of a kind. */
export interface Fault {
  /** Of requests by one of these methods; any when left out. */
  readonly method?: string | readonly string[];
  /** Of requests whose path, without `/api/v10`, it matches. */
  readonly path: RegExp;
  /** How many requests; one when left out. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

export type FaultEffect =
  /** Answers this and does nothing. */
  | { readonly kind: 'answer'; readonly status: number; readonly body?: unknown; readonly headers?: Headers }
  /** Cuts the connection: `before` anything is done, or `after` it was done and before the answer. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** Waits so long: `before` it is done, or `after` it was done. */
  | { readonly kind: 'slow'; readonly when: 'before' | 'after'; readonly ms: number }
  /** Waits for the promise, which may be made as it comes, before it is done. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> | (() => Promise<unknown>) };

type Headers = Readonly<Record<string, string>>;

/** The faults that wait for their request. */
export interface Faults {
  add(fault: Fault): void;
  /** Those that wait happen no more. */
  clear(): void;
  /** The effect on this request, if any, used up by it. */
  take(method: string, path: string): FaultEffect | undefined;
}

export function createFaults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      waiting.length = 0;
    },
    take(method, path) {
      const found = waiting.find(
        ({ fault, left }) =>
          left > 0 && [fault.method ?? method].flat().includes(method) && fault.path.test(path),
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.fault.effect;
    },
  };
}

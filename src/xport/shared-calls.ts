/** Lets callers who ask for the same thing at the same time share one asking. */
export interface Sharing<Value> {
  /**
   * Joins the asking under way for `key`, or starts one. A caller whose `signal` aborts is rejected with its
   * reason and leaves the others undisturbed; when the last one has left, the signal given to `start` aborts and
   * the next caller starts afresh.
   */
  share(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
}

interface Caller<Value> {
  readonly answer: Promise<Value>;
  readonly controller: AbortController;
  callers: number;
}

export function createSharing<Value>(): Sharing<Value> {
  const underWay = new Map<string, Caller<Value>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<Value>): Caller<Value> {
    const controller = new AbortController();
    const answer = start(controller.signal);
    const asking: Caller<Value> = { answer, controller, callers: 0 };
    const forget = () => {
      if (underWay.get(key) === asking) underWay.delete(key);
    };
    answer.then(forget, forget);
    underWay.set(key, asking);
    return asking;
  }

  return {
    share(key, signal, start) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const joined = underWay.get(key);
      const asking = joined ?? begin(key, start);
      asking.callers += 1;
      return new Promise((resolve, reject) => {
        const leave = () => {
          asking.callers -= 1;
          if (asking.callers === 0) {
            if (underWay.get(key) === asking) underWay.delete(key);
            asking.controller.abort(signal.reason);
          }
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        const stay = () => signal.removeEventListener('abort', leave);
        asking.answer.then(
          (value) => {
            const give = () => {
              stay();
              resolve(value);
            };
            // Each in a turn of its own: the first is done with the answer before the last begins, and before the answer to
            // another question is read.
            if (joined === undefined) give();
            else setImmediate(give);
          },
          (error: unknown) => {
            stay();
            reject(error);
          },
        );
      });
    },
  };
}

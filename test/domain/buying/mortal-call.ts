/** Thrown in the place of every call that a dead process would have made, and of every answer it would have got. */
export class Dead extends Error {
  override readonly name = 'Dead';
}

/**
 * What a process is given of its surroundings until it dies: at its call number `at`, counted from 0, before the call at
 * even numbers and right after it at odd ones. From then on none of its calls happens.
 */
export function createMortalCalls(at: number): { wrap<T extends object>(target: T): T } {
  let calls = 0;

  async function around(call: () => unknown): Promise<unknown> {
    const mine = calls;
    calls += 2;
    if (mine >= at) throw new Dead();
    const result = await call();
    if (mine + 1 >= at) throw new Dead();
    return result;
  }

  function wrap<T extends object>(target: T): T {
    return new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name);
        if (typeof value === 'function') {
          return (...given: unknown[]) => around(() => Reflect.apply(value, of, given));
        }
        return typeof value === 'object' && value !== null ? wrap(value) : value;
      },
    });
  }

  return { wrap };
}

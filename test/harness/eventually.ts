import { vi } from 'vitest';
import { patienceMs } from './changes.ts';

/**
 * Resolves with what `holds` gives once it does not throw any more. It asks often, since most of what a test waits for takes
 * less than a millisecond, and is patient, since a busy machine is no fault. @throws what it threw last
 */
export function eventually<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { interval: 5, timeout: patienceMs });
}

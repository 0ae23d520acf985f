import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { collectGarbage } from '../../src/runtime/heap.ts';

it('collects what nothing holds, and leaves Node’s flags as they were', async () => {
  const dropped = new WeakRef({});
  const held = {};
  const kept = new WeakRef(held);
  // A weak reference holds its object until the end of the turn that made it.
  await setImmediate();
  collectGarbage();
  expect(dropped.deref()).toBeUndefined();
  expect(kept.deref()).toBe(held);
  expect(runInNewContext('typeof gc')).toBe('undefined');
});

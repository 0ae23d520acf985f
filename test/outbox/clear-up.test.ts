import { describe, expect, it } from 'vitest';
import { clearUp } from '../../src/outbox/clear-up.ts';
import type { Delivery } from '../../src/store/contract/deliveries.ts';
import { delivery } from '../store/news/rows.ts';

const waiting = (subjectId: string, change: Partial<Delivery> = {}): Delivery => ({
  ...delivery(subjectId),
  attempts: 0,
  ...change,
});
const many = Array.from({ length: 30 }, (_, index) => waiting(`${index}`));

describe('what is cleared up before anything is said', () => {
  it('is nothing where nothing was begun', () => {
    expect(clearUp([], [])).toBeUndefined();
    expect(clearUp(many, [])).toBeUndefined();
  });

  it('is an attempt whose outcome is not known, with all that it was to say, however much waits', () => {
    const attempt = { key: 'cABC', at: 5 };
    const due = [...many, waiting('x', { attempt }), waiting('y', { attempt })];
    expect(clearUp(due, [])).toEqual({ kind: 'look', attempt, deliveries: due.slice(30) });
  });

  it('is what is about a subject in doubt, which waits for that look alone', () => {
    const doubt = { subjectKind: 'order', subjectId: '7', dueAt: 9000 };
    const later = { subjectKind: 'order', subjectId: '8', dueAt: 9500 };
    const again = waiting('7', { version: 2 });
    expect(clearUp([...many, again], [doubt, later])).toEqual({
      kind: 'hold',
      until: 9000,
      deliveries: [waiting('7'), again],
    });
    expect(clearUp([waiting('8')], [doubt, later, { ...later, dueAt: 9900 }])).toMatchObject({ until: 9900 });
  });

  it('is nothing where the doubt is about a subject of another kind, or about nothing that is due', () => {
    expect(clearUp(many, [{ subjectKind: 'request', subjectId: '7', dueAt: 9000 }])).toBeUndefined();
    expect(clearUp(many, [{ subjectKind: 'order', subjectId: '99', dueAt: 9000 }])).toBeUndefined();
  });
});

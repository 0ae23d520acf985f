import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { html, printHtml } from '../../src/console/html.ts';
import { shapesOf } from '../../src/console/message-shape.ts';
import { createSessions, sessionMs } from '../../src/console/session.ts';
import { ConsoleRefusal, keyIn, printKey } from '../../src/console/visit.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { runs } from '../harness/runs.ts';

/** What matters to HTML more often than chance would have it. */
const anything = fc.string({
  unit: fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '/',
    ' ',
    'a',
    '中',
    '😀',
    '\u202e',
    '\u0000',
    '\ud800',
  ),
  maxLength: 60,
});

const unescaped: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

describe('the console’s HTML', () => {
  it('holds any text as text, in an element and in an attribute', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const printed = printHtml(html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`);
        const [, attribute = '', element = '', bold = ''] =
          /^<p title="([^"]*)">(.*)<b>(.*)<\/b><\/p>$/s.exec(printed) ?? [];
        expect(printed.match(/</g)).toHaveLength(4);
        expect(element).toBe(attribute);
        expect(bold).toBe(attribute);
        expect(attribute).not.toMatch(/[<>"']/);
        const read = attribute.replaceAll(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name: string) => unescaped[name] ?? '',
        );
        // But for signs that a page must not hold.
        if (!/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text)) expect(read).toBe(text);
        expect(read).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: runs(300) },
    );
  });

  it('leaves out what is not there', () => {
    expect(printHtml(html`<p>${undefined}${false}${0}${[]}</p>`)).toBe('<p>0</p>');
  });
});

describe('a key in an address', () => {
  const schema = z.object({ id: z.string(), at: z.int() });
  it('is the row’s, whatever is in it, and nothing else is one', () => {
    fc.assert(
      fc.property(anything, fc.integer(), (id, at) => {
        const key = { id: id.toWellFormed(), at };
        expect(keyIn(new URLSearchParams({ after: printKey(key) }), 'after', schema)).toEqual(key);
      }),
      { numRuns: runs(100) },
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(() => keyIn(new URLSearchParams({ after: text }), 'after', schema)).toThrow(ConsoleRefusal);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the shape of a message', () => {
  it('tells no value, however it is nested', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const marked = JSON.stringify({
          secret: 'S3CR3T-VALUE',
          value,
          inner: JSON.stringify({ it: 'S3CR3T-VALUE' }),
        });
        const found = shapesOf(marked);
        expect(JSON.stringify(found)).not.toContain('S3CR3T-VALUE');
        expect(found?.shapes[0]).toEqual({ path: '', kind: 'object', size: 3 });
        expect(found?.shapes.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: runs(200) },
    );
  });

  it('goes into a text that is JSON, and says what is none', () => {
    expect(shapesOf('{"a":"{\\"b\\":[true,null,12.5]}"}')?.shapes.slice(2)).toEqual([
      { path: 'a.b', kind: 'list', size: 3 },
      { path: 'a.b[0]', kind: 'boolean', size: 1 },
      { path: 'a.b[1]', kind: 'null', size: 0 },
      { path: 'a.b[2]', kind: 'number', size: 3 },
    ]);
    expect(shapesOf('not JSON')).toBeUndefined();
  });
});

describe('a session', () => {
  const clock = createFakeClock(1_000_000);
  const open = (token: string) => createSessions({ token, clock, random: systemRandom });

  it('is good in every process with the token, until its time is up', () => {
    const { session, value } = open('token-1').open();
    expect(open('token-1').read(value)).toEqual(session);
    clock.advance(sessionMs - 1);
    expect(open('token-1').read(value)).toEqual(session);
    clock.advance(1);
    expect(open('token-1').read(value)).toBe('over');
  });

  it('ends with another token, and where a letter of its cookie is another', () => {
    const { value } = open('token-1').open();
    expect(open('token-2').read(value)).toBe('forged');
    for (let at = 0; at < value.length; at += 1) {
      const other = value[at] === 'a' ? 'b' : 'a';
      expect(open('token-1').read(value.slice(0, at) + other + value.slice(at + 1))).toBe('forged');
    }
    expect(open('token-1').read(undefined)).toBe('none');
  });

  it('is over once it was signed out, and takes the proof of no other', () => {
    const sessions = open('token-1');
    const [one, other] = [sessions.open(), sessions.open()];
    expect(sessions.isFormToken(one.session, one.session.formToken)).toBe(true);
    expect(sessions.isFormToken(one.session, other.session.formToken)).toBe(false);
    sessions.end(one.session);
    expect(sessions.read(one.value)).toBe('over');
    expect(sessions.read(other.value)).toEqual(other.session);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlainKind, type PlainTaker, plainKinds, readPlainWords } from '../../src/chat/plain-words.ts';
import { runs } from '../harness/runs.ts';

/** A taker of `what`, for texts in which its own letter stands. */
const taker = (what: PlainKind): PlainTaker => ({
  menu: { name: `take ${what}` },
  takes: [
    {
      what,
      reads: (text) => (text.includes(letterOf(what)) ? { arguments: { text } } : undefined),
    },
  ],
});

const letterOf = (what: PlainKind) => String.fromCharCode('a'.charCodeAt(0) + plainKinds.indexOf(what));

const kinds = fc.shuffledSubarray([...plainKinds]);

describe('what plain words stand for', () => {
  it('is in the order of the kinds, whichever command comes first and whatever else could be meant', () => {
    fc.assert(
      fc.property(kinds, kinds, (there, said) => {
        const text = said.map(letterOf).join(' ');
        const read = readPlainWords(text, there.map(taker)).map(({ what }) => what);
        expect(read).toEqual(plainKinds.filter((kind) => there.includes(kind) && said.includes(kind)));
      }),
      { numRuns: runs(3000) },
    );
  });

  it('is nothing for blanks, and never more than the takers say', () => {
    const takers = plainKinds.map(taker);
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const read = readPlainWords(text, takers);
        expect(read.length).toBeLessThanOrEqual(takers.length);
        for (const { arguments: given } of read) expect(given).toEqual({ text: text.trim() });
        if (text.trim() === '') expect(read).toEqual([]);
      }),
      { numRuns: runs(3000) },
    );
  });
});

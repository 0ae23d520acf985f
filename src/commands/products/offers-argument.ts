import { type Argument, unreadable } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import type { Words } from '../../languages/words.ts';
import { parseOfferId } from '../../sellers/offer-id.ts';
import { aboutIn } from './parts.ts';

/** How many offers are compared. */
const least = 2;
const most = 5;

/** Two to five offers, ids or links, with spaces, line breaks or commas between; one given twice counts once. */
export function offersArgument(words: Localized<Words>): Argument<readonly string[]> {
  return {
    place: 'rest',
    required: true,
    parse: (typed) => {
      const ids = typed
        .split(/\s+/)
        .filter((part) => part !== '')
        .flatMap(idsIn);
      const known = ids.filter((id) => id !== undefined);
      const different = [...new Set(known)];
      const isFine = known.length === ids.length && different.length >= least && different.length <= most;
      return isFine ? different : unreadable;
    },
    print: (ids) => ids.join(' '),
    absent: () => unreadable,
    ...aboutIn(words, ({ compare }) => compare.offers),
    example: '951807530375 600000000001',
    maxLength: 4000,
  };
}

/** A link may hold commas; what can't be read as a whole is read between them. */
function idsIn(part: string): readonly (string | undefined)[] {
  const whole = parseOfferId(part);
  if (whole !== undefined) return [whole];
  return part
    .split(/[,，、;；]/)
    .filter((each) => each !== '')
    .map(parseOfferId);
}

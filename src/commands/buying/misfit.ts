import { plainCard } from '../../cards/buying-cards.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import { shorten } from '../../chat/text.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import type { Described } from './described.ts';

/** As many as a choice holds. */
const mostKinds = 25;
const longestOption = 75;

/**
 * Asks for another kind or quantity where an offer can't be ordered as it is wanted, as far as the partner tells;
 * `undefined`: it can. `pieces` is how many there would be of the kind.
 */
export function misfitCard(
  { kinds, moreKinds, chosen, least, lot, told }: Described,
  wanted: { readonly sku: string | undefined; readonly pieces: number },
  again: {
    ofKind(specId: string): CommandCall;
    /** Asks for the quantity. */
    readonly quantity: CommandCall;
    /** Says that nothing has happened. */
    readonly nothingDone: string;
  },
  words: BuyingWords,
): Card | undefined {
  if (chosen === undefined && kinds.length > 0) {
    return chooseKind({ kinds, moreKinds }, wanted.sku !== undefined, again.ofKind, words);
  }
  const actions = [{ kind: 'run' as const, label: words.otherQuantity, run: again.quantity }];
  if (least !== undefined && wanted.pieces < least) {
    const title = words.tooFew(words.pieces(least, told.unit));
    return plainCard('warning', title, [words.tooFewAdvice], { actions });
  }
  if (lot !== undefined && lot > 1 && wanted.pieces % lot !== 0) {
    const title = words.noMultiple(words.pieces(lot, told.unit));
    return plainCard('warning', title, [again.nothingDone], { actions });
  }
  return undefined;
}

function chooseKind(
  { kinds, moreKinds }: Pick<Described, 'kinds' | 'moreKinds'>,
  given: boolean,
  ofKind: (specId: string) => CommandCall,
  words: BuyingWords,
): Card {
  const options = kinds.slice(0, mostKinds).map(({ specId, name }) => ({
    label: shorten(name, longestOption),
    run: ofKind(specId),
  }));
  // It may be one of those that were not read.
  const unknown = given && moreKinds === 0;
  const sentences = [unknown ? words.noSuchKindAdvice : words.whichKindAdvice];
  const more = Math.max(0, kinds.length - mostKinds) + moreKinds;
  if (more > 0) sentences.push(words.moreKinds(more));
  return plainCard(unknown ? 'warning' : 'plain', unknown ? words.noSuchKind : words.whichKind, sentences, {
    actions: [{ kind: 'select', label: words.chooseKind, options }],
  });
}

import { exchangeRate, exchangeRates, setExchangeRate } from '../../approvals/house-rules.ts';
import { type Argument, optional, unreadable } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, defineCommand } from '../../chat/command.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { decimalsOf } from '../../shipping/currency.ts';
import { readRate } from '../../shipping/money.ts';
import { withdrawnSentence } from '../amount-argument.ts';
import { aboutIn, type HouseRuleDeps, toldCard } from './deps.ts';

const none = 'none';

/**
 * `/admin rate [<currency>] [<yuan>|none]`: what one unit of a currency is in yuan, so that freight abroad can be held to
 * the limit of what takes a second person. Without a rate to set it shows those that are.
 */
export function exchangeRateCommand({ words, settings }: Omit<HouseRuleDeps, 'announce'>): Command {
  const about = aboutIn(words);
  const currency: Argument<string> = {
    place: 'word',
    required: true,
    absent: () => unreadable,
    ...about(({ currency: of }) => of),
    example: 'USD',
    maxLength: 10,
    parse(typed) {
      const code = codeIn(typed);
      return decimalsOf(code) === undefined || code === 'CNY' ? unreadable : code;
    },
    why: (typed) => withdrawnSentence(words, codeIn(typed)),
    print: (code) => code,
  };
  const yuan: Argument<string> = {
    place: 'word',
    required: true,
    absent: () => unreadable,
    ...about(({ rate }) => rate),
    example: '7.1234',
    maxLength: 30,
    parse: (typed) => (/^(?:none|无)$/i.test(typed.trim()) ? none : (readRate(typed) ?? unreadable)),
    print: (rate) => rate,
  };
  return defineCommand({
    name: 'admin rate',
    summary: inEach(words, ({ requests }) => requests.rateSummary),
    examples: ['admin rate', 'admin rate USD 7.1234', 'admin rate USD none'],
    arguments: { currency: optional(currency), yuan: optional(yuan) },
    needs: 'admin',
    organizationWide: true,
    effect: 'write',
    audited: (given) => ({ currency: given.currency, yuan: given.yuan }),
    async run(given, run): Promise<Card> {
      const { requests } = words[run.language];
      if (given.currency === undefined) {
        return ratesCard(await exchangeRates(settings, run.authority), requests);
      }
      const code = given.currency;
      if (given.yuan === undefined) {
        const rate = await exchangeRate(settings, run.authority, code);
        return rate === undefined
          ? toldCard('plain', requests.rateMissing(code), requests.noRatesAdvice)
          : toldCard('plain', requests.rateIs(code, rate), '');
      }
      const rate = given.yuan === none ? undefined : given.yuan;
      await setExchangeRate(settings, run.authority, { currency: code, rate });
      return rate === undefined
        ? toldCard('good', requests.rateUnset(code), requests.ratesAdvice)
        : toldCard('good', requests.rateSet(code, rate), '');
    },
  });
}

const codeIn = (typed: string) => typed.normalize('NFKC').trim().toUpperCase();

function ratesCard(rates: ReadonlyMap<string, string>, words: Words['requests']): Card {
  if (rates.size === 0) return toldCard('plain', words.noRates, words.noRatesAdvice);
  const items = [...rates].map(([code, rate]) => [words.rateLine(code, rate)]);
  const card = toldCard('plain', words.ratesTitle, words.ratesAdvice);
  return { ...card, body: [{ kind: 'list', items }, ...card.body] };
}

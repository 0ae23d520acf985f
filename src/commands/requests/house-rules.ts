import { type Argument, choice, flag, unreadable } from '../../chat/argument.ts';
import { emptiable, inner, optional } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import { formatFen } from '../../domain/orders/money.ts';
import {
  exchangeRate,
  exchangeRates,
  setApprovalAbove,
  setApprovers,
  setExchangeRate,
} from '../../domain/requests/house-rules.ts';
import { decimalsOf } from '../../domain/shipping/currency.ts';
import { readRate } from '../../domain/shipping/money.ts';
import type { RequestWords } from '../../languages/en/requests.ts';
import {
  aboutArgument,
  allWords,
  formNamed,
  localized,
  type Words,
  yesAndNo,
} from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import { splitScopedId } from '../../runtime/scoped-id.ts';
import type { OrganizationSettings } from '../../store/contract/settings.ts';
import { amountArgument, withdrawnSentence } from '../amount-argument.ts';
import type { Announce, WatchDeps } from '../watch/deps.ts';
import { refusal } from '../watch/watch.ts';
import { toldCard } from './deps.ts';

/**
 * `/admin approvers here|none`: the conversation where requests are decided; where another company reads it, only after that
 * was confirmed.
 */
export const adminApprovers = describeCommand({
  name: 'admin approvers',
  summary: localized(({ requests }) => requests.approversSummary),
  examples: ['admin approvers here', 'admin approvers none'],
  examplesIn: { 'zh-CN': ['admin approvers 这里', 'admin approvers 无'] },
  arguments: {
    where: choice(
      [
        { value: 'here', label: localized(({ requests }) => requests.hereChoice), also: ['这里'] },
        { value: 'none', label: localized(({ requests }) => requests.noneChoice), also: ['无'] },
      ],
      { ...aboutArgument(({ requests }) => requests.here), example: 'here' },
    ),
    confirm: inner(flag({ ...aboutArgument(({ watch }) => watch.confirm), ...yesAndNo })),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  audited: ({ where }) => ({ where }),
});

const never = 'never';

const amount = amountArgument(
  allWords,
  aboutArgument(({ requests }) => requests.above),
);

/**
 * `/admin approval-above [<yuan>|never]`: above which amount spending takes a second person. Without an amount it says what
 * is set; a form that shows one and comes back without it means never.
 */
export const adminApprovalAbove = describeCommand({
  name: 'admin approval-above',
  summary: localized(({ requests }) => requests.aboveSummary),
  form: formNamed(({ forms }) => forms.approvalAbove),
  examples: ['admin approval-above', 'admin approval-above 5000', 'admin approval-above never'],
  arguments: {
    amount: emptiable(
      optional({
        ...amount,
        parse: (typed) => (/^(?:never|不需要)$/i.test(typed.trim()) ? never : amount.parse(typed)),
        print: (fen) => (fen === never ? never : amount.print(fen)),
      } satisfies Argument<number | typeof never>),
      never,
    ),
  },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  audited: ({ amount }) => ({ aboveFen: amount }),
});

const noRate = 'none';

const codeIn = (typed: string) => typed.normalize('NFKC').trim().toUpperCase();

const currency: Argument<string> = {
  position: 'word',
  required: true,
  absent: () => unreadable,
  ...aboutArgument(({ requests }) => requests.currency),
  example: 'USD',
  maxLength: 10,
  parse(typed) {
    const code = codeIn(typed);
    return decimalsOf(code) === undefined || code === 'CNY' ? unreadable : code;
  },
  why: (typed) => withdrawnSentence(allWords, codeIn(typed)),
  print: (code) => code,
};

const yuan: Argument<string> = {
  position: 'word',
  required: true,
  absent: () => unreadable,
  ...aboutArgument(({ requests }) => requests.rate),
  example: '7.1234',
  maxLength: 30,
  parse: (typed) => (/^(?:none|无)$/i.test(typed.trim()) ? noRate : (readRate(typed) ?? unreadable)),
  print: (rate) => rate,
};

/**
 * `/admin rate [<currency>] [<yuan>|none]`: what one unit of a currency is in yuan, so that freight abroad can be held to
 * the limit of what takes a second person. Without a rate to set it shows those that are.
 */
export const adminRate = describeCommand({
  name: 'admin rate',
  summary: localized(({ requests }) => requests.rateSummary),
  form: formNamed(({ forms }) => forms.rate),
  examples: ['admin rate', 'admin rate USD 7.1234', 'admin rate USD none'],
  arguments: { currency: optional(currency), yuan: emptiable(optional(yuan), noRate) },
  needs: 'admin',
  organizationWide: true,
  effect: 'write',
  audited: (values) => ({ currency: values.currency, yuan: values.yuan }),
});

/** What the commands about an organization's rules for spending are made from. */
export interface HouseRuleDeps {
  readonly settings: OrganizationSettings;
  /** Above how many fen spending takes a second person; `undefined` where nothing does. */
  limitOf(organization: string): Promise<number | undefined>;
  /** Tries whether the bot may write in a conversation. */
  readonly announce: Announce;
  readonly isReadByOthers: WatchDeps['isReadByOthers'];
}

/** The commands that say where requests go, and what of spending becomes one. */
export function houseRuleCommands({
  settings,
  limitOf,
  announce,
  isReadByOthers,
}: HouseRuleDeps): readonly Command[] {
  return [
    adminApprovers.does({
      async run({ where, confirm }, run): Promise<Card> {
        const words = allWords[run.language];
        const { requests, watch } = words;
        const { organization, workspace, conversation, language } = run;
        if (where === 'none') {
          await setApprovers(settings, organization, undefined);
          return toldCard('plain', requests.approversUnset, requests.approversUnsetAdvice);
        }
        if (!confirm) {
          const { platform, id } = splitScopedId(conversation);
          const others = await isReadByOthers({ platform, workspace, conversation: id });
          if (others !== false) {
            run.audit.add({ state: 'asked' });
            return othersCard(others, words);
          }
        }
        const card = toldCard('good', requests.approversSet, requests.approversSetAdvice);
        const sent = await announce({ organization, workspace, conversation, card, language });
        if ('refused' in sent) return refusal(sent.refused, watch);
        await setApprovers(settings, organization, { workspace, conversation });
        return card;
      },
    }),
    adminApprovalAbove.does({
      fields: async (_, { language }) => ({ amount: { hint: allWords[language].requests.aboveHint } }),
      async run({ amount: given }, run): Promise<Card> {
        const { requests } = allWords[run.language];
        const wanted = given === never ? undefined : given;
        if (given !== undefined) await setApprovalAbove(settings, run.organization, wanted);
        const fen = given === undefined ? await limitOf(run.authority) : wanted;
        return toldCard(
          given === undefined ? 'plain' : 'good',
          fen === undefined ? requests.aboveNever : requests.aboveSet(formatFen(fen)),
          '',
          given === undefined ? [changeAbove(fen, run.language)] : [],
        );
      },
    }),
    adminRate.does({
      async run(given, run): Promise<Card> {
        const { requests } = allWords[run.language];
        if (given.currency === undefined) {
          const card = ratesCard(await exchangeRates(settings, run.authority), requests);
          return { ...card, actions: [setRate(run.language)] };
        }
        const code = given.currency;
        if (given.yuan === undefined) {
          const rate = await exchangeRate(settings, run.authority, code);
          return rate === undefined
            ? toldCard('plain', requests.rateMissing(code), requests.noRatesAdvice)
            : toldCard('plain', requests.rateIs(code, rate), '');
        }
        const rate = given.yuan === noRate ? undefined : given.yuan;
        await setExchangeRate(settings, run.authority, { currency: code, rate });
        return rate === undefined
          ? toldCard('good', requests.rateUnset(code), requests.ratesAdvice)
          : toldCard('good', requests.rateSet(code, rate), '');
      },
    }),
  ];
}

/** Asks for confirmation before another company reads what is asked for. */
function othersCard(others: true | undefined, { requests, watch }: Words): Card {
  const title = others === undefined ? watch.othersMayRead : watch.othersRead;
  return toldCard('warning', title, requests.othersReadRequests, [
    {
      kind: 'run',
      label: requests.approversAnyway,
      style: 'danger',
      run: adminApprovers.call({ where: 'here', confirm: true }, { replace: true }),
    },
  ]);
}

/** Opens the form that sets above which amount spending takes a second person, with the one that is set. */
export function changeAbove(fen: number | undefined, language: Language): Action {
  const run = adminApprovalAbove.call({ amount: fen }, { ask: ['amount'] });
  return { kind: 'run', label: allWords[language].admin.aboveButton, run };
}

/** Opens the form that sets a rate; `only`: the one that is set. */
export function setRate(
  language: Language,
  only?: { readonly currency: string; readonly yuan: string },
): Action {
  const given = { currency: only?.currency, yuan: only?.yuan };
  const run = adminRate.call(given, { ask: ['currency', 'yuan'] });
  return { kind: 'run', label: allWords[language].admin.rateButton, run };
}

function ratesCard(rates: ReadonlyMap<string, string>, words: RequestWords): Card {
  if (rates.size === 0) return toldCard('plain', words.noRates, words.noRatesAdvice);
  const items = [...rates].map(([code, rate]) => [words.rateLine(code, rate)]);
  const card = toldCard('plain', words.ratesTitle, words.ratesAdvice);
  return { ...card, body: [{ kind: 'list', items }, ...card.body] };
}

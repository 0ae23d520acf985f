import { greetingCard, homeCard, mostWaiting, type Waiting } from '../../cards/home-card.ts';
import { flag } from '../../chat/argument.ts';
import { inner } from '../../chat/argument-kinds.ts';
import type { Card } from '../../chat/card.ts';
import { describeCommand, type Run } from '../../chat/command.ts';
import type { CommandMenu } from '../../chat/menu.ts';
import { mayDo, mayRun } from '../../chat/role.ts';
import type { Order } from '../../domain/orders/order.ts';
import { aboutArgument, allWords, localized, yesAndNo } from '../../languages/index.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import { otherLanguages } from '../../runtime/language.ts';
import type { People } from '../../store/contract/settings.ts';
import { basketShow } from '../basket/descriptions.ts';
import { basketOf } from '../basket/stored-basket.ts';
import { orderList } from '../order/descriptions.ts';
import { search } from '../products/search.ts';
import type { RequestDeps } from '../requests/deps.ts';
import { openFor } from '../requests/views.ts';
import type { WatchDeps } from '../watch/deps.ts';
import { watching } from '../watch/descriptions.ts';
import { help } from './help.ts';
import { jobsOf } from './help-jobs.ts';
import { language } from './language.ts';

/** The newest orders among which refunds are looked for. */
const mostSearched = 100;

/** Words that ask for nothing, and a word of two letters at most, whatever sign stands behind them. */
const greetings =
  /^(?:hi+|hey+|hello+|hiya|yo|good (?:morning|afternoon|evening|day)|thanks?|thank you(?: (?:so|very) much)?|thx|ty|cheers|ok(?:ay)?|great|你好|您好|嗨|哈[喽啰]|早(?:上好|安)?|上午好|下午好|晚上好|在吗|谢谢[你您]?|多谢|感谢|好的|收到|[a-z]{1,2})?[\s\p{P}\p{S}]*$/iu;

/** `/home`: what needs the person, and the ways to all else. A platform with a page of its own for a person shows it there. */
export const home = describeCommand({
  name: 'home',
  summary: localized((words) => words.home.summary),
  examples: ['home'],
  arguments: {
    greeted: inner(
      flag({
        ...aboutArgument((words) => words.home.greeted),
        ...yesAndNo,
      }),
    ),
  },
  isHome: true,
  everyday: ['start', '首页', '主页'],
  takes: [
    {
      what: 'greeting',
      reads: (text) => (greetings.test(text) ? { arguments: { greeted: 'yes' } } : undefined),
    },
  ],
  needs: 'viewer',
  effect: 'read',
});

export interface HomeDeps {
  readonly menu: readonly CommandMenu[];
  readonly orders: Pick<OrderBook, 'list'>;
  readonly requestService: RequestDeps['requestService'];
  readonly people: People;
  readonly watches: WatchDeps['watches'];
}

export function homeCommand(deps: HomeDeps) {
  return home.does({
    async run({ greeted }, run): Promise<Card> {
      const words = allWords[run.language];
      const calls = {
        find: { command: search.menu.name, arguments: {}, ask: ['words'] },
        orders: orderList.call({ status: undefined, from: undefined, to: undefined, page: undefined }),
        basket: basketShow.call({ offer: undefined }),
        help: help.call({ command: undefined }),
        news: watching.call({}),
        speak: otherLanguages(run.language).map((other) => ({
          label: allWords[other].language.ownName,
          run: language.call({ language: other }),
        })),
        jobs: jobsOf(deps.menu.filter((each) => mayRun(run, each))).map(({ id }) => ({
          label: words.help.jobs[id].name,
          run: help.call({ command: id }),
        })),
      };
      if (greeted) return greetingCard(words, calls);
      const [{ waiting, refundsAmong }, basket, watches] = await Promise.all([
        waitingFor(deps, run),
        basketOf(deps.people, run),
        deps.watches.list(run),
      ]);
      return homeCard({
        waiting,
        refundsAmong,
        basketLines: basket.lines.length,
        watches: watches.length,
        words,
        calls,
      });
    },
  });
}

/**
 * What needs the person, by their role: what they may not do is not counted for them. `refundsAmong`: among how many of the
 * newest orders refunds were looked for, where there may be more.
 */
async function waitingFor(
  { orders, requestService }: HomeDeps,
  run: Run,
): Promise<{ readonly waiting: Waiting; readonly refundsAmong: number | undefined }> {
  const buys = mayDo(run.role, 'buyer');
  const limit = mostWaiting + 1;
  const [unpaid, newest, requests] = await Promise.all([
    buys ? orders.list({ phases: ['awaiting payment'], limit }) : [],
    buys ? orders.list({ limit: mostSearched }) : [],
    // As many, so that those of others are seen behind the own ones.
    openFor(requestService, run, mostSearched),
  ]);
  const waiting = {
    unpaid: unpaid.map(({ order }) => order),
    refunds: newest
      .map(({ order }) => order)
      .filter(isRefundOpen)
      .slice(0, limit),
    toDecide: requests.filter(({ asker }) => asker !== run.person).slice(0, limit),
    own: requests.filter(({ asker }) => asker === run.person).slice(0, limit),
  };
  return { waiting, refundsAmong: newest.length < mostSearched ? undefined : mostSearched };
}

function isRefundOpen({ refund, refunds = [] }: Order): boolean {
  return [refund, ...refunds].some(
    (each) => each !== undefined && ['asked', 'refused', 'agreed', 'returning'].includes(each.state),
  );
}

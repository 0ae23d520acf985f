import { factOfDetail } from '../../src/domain/orders/facts.ts';
import { mergeFact, orderOf } from '../../src/domain/orders/merge.ts';
import type { TestCore } from './core.ts';

/** `bot`, whose news ask the partner, as the real ones do. */
export function askingPartner(bot: TestCore): TestCore {
  bot.news.partner = async (orderId, caller) => {
    const { data } = await bot.xport.orders.detail({ orderId }, { organization: 'o', ...caller });
    const fact = factOfDetail(data, bot.clock.now());
    return fact && orderOf(mergeFact(undefined, fact).state);
  };
  return bot;
}

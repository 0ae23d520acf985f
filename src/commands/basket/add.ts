import { type BasketLine, type Full, withMore } from '../../buying/basket.ts';
import { sellerName } from '../../cards/basket-cards.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { goodsTable } from '../buying/arguments.ts';
import { type Described, describe } from '../buying/described.ts';
import { misfitCard } from '../buying/misfit.ts';
import { basketCalls } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf, keepLine } from './keeping.ts';

/**
 * `/basket add <offer> <quantity> [--sku]`: puts that many more into the person's own basket. What is in it is nobody's
 * business but theirs: the trail is told that something was put in, not what.
 */
export function basketAddCommand(deps: BasketDeps) {
  return defineCommand({
    name: 'basket add',
    summary: inEach(deps.words, ({ basket }) => basket.addSummary),
    examples: [
      'basket add 889512351602 2 --sku 530ad00177264564503ec3b848650652',
      'basket add 600000000001 50',
    ],
    arguments: goodsTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'write',
    async run(wanted, run): Promise<Card> {
      const words = deps.words[run.language];
      const calls = basketCalls(deps.words);
      const [described, { lines }] = await Promise.all([
        describe(deps, wanted, run),
        basketOf(deps.people, run),
      ]);
      const { told, seller } = described;
      const { offer: offerId, sku, quantity } = wanted;
      const line = withMore(lines, { offerId, specId: told.specId, quantity, seller });
      if ('full' in line) return fullCard(deps, line, words);
      const again = {
        ofKind: (specId: string) => ({ ...calls.add({ ...wanted, sku: specId }), replace: true }),
        quantity: { ...calls.add(wanted), ask: ['quantity'] },
        nothingDone: words.basket.unchanged,
      };
      const misfit = misfitCard(described, { sku, pieces: line.quantity }, again, words.buying);
      if (misfit !== undefined) return misfit;
      if (line.specId !== undefined && !specIdForm.test(line.specId)) return whichSpec(words);
      await keepLine(deps.people, run, line);
      return lineCard(deps, line, described, words);
    },
  });
}

/** A SKU id, which is digits alone, is none that an order can name. */
const specIdForm = /^[0-9a-f]{32}$/;

/** What can't be kept: the partner does not say which kind was meant. */
function whichSpec({ basket }: Words): Card {
  return plainCard('warning', basket.whichSpec, [basket.unchanged, basket.whichSpecAdvice]);
}

function fullCard(deps: BasketDeps, { full, most }: Full, { basket, buying }: Words): Card {
  const title =
    full === 'pieces' ? basket.full.pieces(buying.pieces(most, undefined)) : basket.full[full](most);
  return plainCard('warning', title, [basket.fullAdvice], {
    actions: [{ kind: 'run', label: basket.open, run: basketCalls(deps.words).show() }],
  });
}

/** A line as it is in the basket now. */
function lineCard(
  deps: BasketDeps,
  line: BasketLine,
  { known, told }: Described,
  { basket, buying }: Words,
): Card {
  const calls = basketCalls(deps.words);
  const kind = told.kind ?? line.specId;
  return {
    tone: known ? 'good' : 'warning',
    title: basket.added,
    body: [
      {
        kind: 'text',
        text: [{ bold: told.title ?? buying.untitled(line.offerId) }],
      },
      {
        kind: 'fields',
        fields: [
          { label: buying.offerId, value: [{ code: line.offerId }] },
          ...(kind === undefined ? [] : [{ label: buying.kind, value: [kind] }]),
          { label: buying.amount, value: [buying.pieces(line.quantity, told.unit)] },
          { label: basket.seller, value: [sellerName(line.seller, basket)] },
        ],
      },
      ...(known ? [] : [{ kind: 'text' as const, text: [basket.notTold] }]),
    ],
    actions: [
      { kind: 'run', label: basket.open, run: calls.show() },
      { kind: 'run', label: basket.changeOne, run: calls.change(line, { ask: ['quantity'] }) },
      { kind: 'run', label: basket.takeOutOne, run: calls.remove(line) },
    ],
  };
}

import { orderedOf } from '../../buying/basket.ts';
import { printLines } from '../../buying/line-list.ts';
import type { Placed } from '../../buying/placement.ts';
import type { Line, Purchase } from '../../buying/purchase.ts';
import type { Facts } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import type { BasketWords } from '../../languages/en/basket.ts';
import { inEach } from '../../languages/index.ts';
import { chooseAddress } from '../buying/arguments.ts';
import { orderConfirmed } from '../buying/confirmed.ts';
import { answerInTime } from '../buying/in-time.ts';
import { type Confirmed, placedCard } from '../buying/placed-card.ts';
import { basketCalls, orderTable } from './arguments.ts';
import type { BasketDeps } from './deps.ts';
import { basketOf, takeOrdered } from './keeping.ts';
import { basketPreview, linesPreview } from './previewing.ts';
import { partOf, toldLines } from './showing.ts';

/**
 * `/basket order … --lines … --address … --total … --key … --to …`: orders these lines in one order, once under the key,
 * for exactly the total that was confirmed, to the address as it was shown, whatever the basket holds by then; without them
 * it shows the preview whose button holds them. What was ordered is taken out of the basket.
 */
export function basketOrderCommand(deps: BasketDeps) {
  return defineCommand({
    name: 'basket order',
    summary: inEach(deps.words, ({ basket }) => basket.orderSummary),
    examples: ['basket order --address 5738'],
    arguments: orderTable(deps.words, deps.offers),
    needs: 'buyer',
    effect: 'write',
    audited: ({ lines = [], address, total }) => ({ ...factsOf(lines), address, confirmedFen: total }),
    async run({ offer, lines, address, total, key, to }, run): Promise<Card> {
      const isNamed = lines !== undefined && address !== undefined && address !== chooseAddress;
      if (!isNamed || total === undefined || key === undefined) {
        run.trail.add({ state: 'asked' });
        return basketPreview(deps, { offer, address }, run);
      }
      const calls = basketCalls(deps.words);
      const confirmed: Confirmed = {
        total,
        preview: calls.preview({ offer, address }),
        order: (is) => calls.order({ offer, lines, address, total: is, key, to }),
      };
      const ordering = order(deps, { offer, lines, addressId: address, key, to }, confirmed, run);
      return answerInTime(deps.clock, ordering, () => {
        run.trail.add({ state: 'under way' });
        return placedCard(deps, confirmed, {}, { state: 'under way' }, run);
      });
    },
  });
}

async function order(
  deps: BasketDeps,
  {
    offer,
    key,
    to,
    ...purchase
  }: Purchase & {
    readonly offer: string | undefined;
    readonly key: string;
    readonly to: string | undefined;
  },
  confirmed: Confirmed,
  run: Run,
): Promise<Card> {
  const { lines } = purchase;
  const ordered = await orderConfirmed(deps, { purchase, total: confirmed.total, key, to }, run);
  if ('again' in ordered) {
    const seller = partOf(await basketOf(deps.people, run), offer)?.seller;
    return linesPreview(deps, { offer, lines, seller, ...ordered.again }, run);
  }
  const { placed, where } = ordered;
  const shown = placed.state === 'moved' ? await toldLines(deps, lines, run) : [];
  const card = placedCard(deps, confirmed, { told: shown.map(({ told }) => told), where }, placed, run);
  if (placed.state !== 'placed') return card;
  const said = await takenWords(deps, { lines, key, placed }, run);
  return { ...card, body: [...card.body, { kind: 'text', text: [said] }] };
}

/** Takes what was ordered out of the basket, and says so. */
async function takenWords(
  deps: BasketDeps,
  {
    lines,
    key,
    placed,
  }: {
    readonly lines: readonly Line[];
    readonly key: string;
    readonly placed: Extract<Placed, { state: 'placed' }>;
  },
  run: Run,
): Promise<string> {
  const words: BasketWords = deps.words[run.language].basket;
  const ordered = orderedOf(lines, placed.failed);
  if (!(await takeOrdered(deps, { key, lines: ordered }, run))) return words.notTaken;
  return ordered.length === lines.length ? words.taken : words.takenInPart;
}

/** Each line as a fact of its own: one fact does not hold twenty. */
function factsOf(lines: readonly Line[]): Facts {
  return Object.fromEntries(lines.map((line, at) => [`line${at + 1}`, printLines([line])]));
}

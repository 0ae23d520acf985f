import { type Argument, unreadable } from '../../chat/argument.ts';
import { inner, optional } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/argument-table.ts';
import type { Facts } from '../../chat/audit.ts';
import { describeCommand } from '../../chat/command.ts';
import { type OrderLine, printLines, readLines } from '../../domain/buying/purchase.ts';
import { aboutArgument, formNamed, localized } from '../../languages/index.ts';
import {
  addressArgument,
  boughtOfferArgument,
  confirmArgument,
  confirmationArguments,
  goodsArguments,
  skuArgument,
} from '../buying/descriptions.ts';

const longestLines = 1300;

/** `[offer]`: one in the basket, for its seller's part. */
const partArguments = {
  offer: optional({ ...boughtOfferArgument, ...aboutArgument(({ basket }) => basket.ofSeller) }),
};

/** What of the basket is previewed, and where it goes. */
const previewArguments = { ...partArguments, address: addressArgument };

/** `--lines`: exactly what is ordered, whatever the basket holds by then. */
const linesArgument: Argument<readonly OrderLine[]> = {
  position: 'option',
  required: true,
  parse: (typed) => readLines(typed.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()) ?? unreadable,
  print: printLines,
  absent: () => unreadable,
  ...aboutArgument(({ basket }) => basket.lines),
  example: '889512351602:530ad00177264564503ec3b848650652:2',
  maxLength: longestLines,
};

/** `[--lines]`: which lines of that part alone, as they were ticked, by what they are: how many, the basket says. */
const tickedArguments = {
  ...previewArguments,
  lines: {
    ...optional({ ...linesArgument, ...aboutArgument(({ basket }) => basket.ticked) }),
    formOnly: true,
    several: true,
  },
};

export type WantedPart = Values<typeof tickedArguments>;

/**
 * `/basket add <offer> <quantity> [--sku]`: puts that many more into the person's own basket, which concerns no other
 * person: the audit log has that something was put in, not what.
 */
export const basketAdd = describeCommand({
  name: 'basket add',
  summary: localized(({ basket }) => basket.addSummary),
  form: formNamed(({ forms }) => forms.basketAdd),
  begins: ['offer', 'quantity', 'sku'],
  examples: [
    'basket add 889512351602 2 --sku 530ad00177264564503ec3b848650652',
    'basket add 600000000001 50',
  ],
  arguments: goodsArguments,
  needs: 'buyer',
  effect: 'write',
});

/** `/basket show [offer]`: what is in the person's own basket, by seller; `/basket` alone is the same. */
export const basketShow = describeCommand({
  name: 'basket show',
  summary: localized(({ basket }) => basket.showSummary),
  examples: ['basket', 'basket show 889512351602'],
  arguments: partArguments,
  needs: 'buyer',
  effect: 'read',
  alone: true,
  everyday: ['cart', '购物车', '采购篮'],
});

/** `/basket change <offer> <quantity> [--sku]`: so many of what is in the basket, in place of how many there were. */
export const basketChange = describeCommand({
  name: 'basket change',
  summary: localized(({ basket }) => basket.changeSummary),
  form: formNamed(({ forms }) => forms.basketChange),
  examples: ['basket change 889512351602 3 --sku 530ad00177264564503ec3b848650652'],
  arguments: goodsArguments,
  needs: 'buyer',
  effect: 'write',
});

/**
 * `/basket preview [offer] [--address]`: what one seller's part of the basket, or what was ticked of it, would cost. Orders
 * nothing.
 */
export const basketPreview = describeCommand({
  name: 'basket preview',
  summary: localized(({ basket }) => basket.previewSummary),
  form: formNamed(({ forms }) => forms.basketOrder),
  examples: ['basket preview --address 5738', 'basket preview 889512351602 --address 5738'],
  arguments: tickedArguments,
  needs: 'buyer',
  effect: 'read',
});

/**
 * `/basket order … --lines … --address … --total … --key … --to …`: orders these lines in one order, once under the key,
 * for exactly the total that was confirmed, to the address as it was shown, whatever the basket holds by then; without them
 * it shows the preview whose button holds them. What was ordered is taken out of the basket.
 */
export const basketOrder = describeCommand({
  name: 'basket order',
  summary: localized(({ basket }) => basket.orderSummary),
  examples: ['basket order --address 5738'],
  arguments: { ...previewArguments, lines: inner(optional(linesArgument)), ...confirmationArguments },
  needs: 'buyer',
  effect: 'write',
  audited: ({ lines = [], address, total }) => ({ ...factsOf(lines), address, confirmedFen: total }),
});

/** Each line as a fact of its own: one fact does not hold twenty. */
function factsOf(lines: readonly OrderLine[]): Facts {
  return Object.fromEntries(lines.map((line, at) => [`line${at + 1}`, printLines([line])]));
}

/** `/basket remove <offer> [--sku]`: takes a line out; without `--sku` every variant of the offer that is there. */
export const basketRemove = describeCommand({
  name: 'basket remove',
  summary: localized(({ basket }) => basket.removeSummary),
  examples: ['basket remove 889512351602'],
  arguments: { offer: boughtOfferArgument, sku: skuArgument },
  needs: 'buyer',
  effect: 'write',
});

/** `/basket empty [--confirm]`: takes everything out, what can't be read as well, after asking. */
export const basketEmpty = describeCommand({
  name: 'basket empty',
  summary: localized(({ basket }) => basket.emptySummary),
  examples: ['basket empty'],
  arguments: { confirm: confirmArgument },
  needs: 'buyer',
  effect: 'write',
});

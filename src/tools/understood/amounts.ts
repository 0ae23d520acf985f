import { formatFen } from '../../domain/orders/money.ts';
import { readYuan } from '../../domain/orders/typed-yuan.ts';
import { withdrawnCurrency } from '../../domain/shipping/currency.ts';
import { printMoney, readMoney } from '../../domain/shipping/money.ts';
import { en } from '../../languages/en/index.ts';
import type { Understood } from './understood.ts';

const yuan = [
  '100',
  '¥1,234.50',
  '￥１００',
  'CNY 100',
  'RMB100',
  '100元',
  '100块',
  '1.5万元',
  '2w',
  '-5',
  '1.234',
  '1,5',
  '1.234,50',
  '100 USD',
  '100美元',
];

const abroad = ['USD 12.34', '12.50 HUF', 'JPY 1,500', 'KWD 1.234', 'JPY 1.50', 'DEM 5'];

/** Amounts of yuan. */
export async function amounts(): Promise<Understood> {
  return {
    title: 'Amounts of yuan',
    where: 'Wherever an amount is typed: limits, refunds, alerts, prices.',
    rows: yuan.map((text) => ({ typed: text, read: yuanIn(text) })),
  };
}

/** Amounts of freight abroad. */
export async function moneyAbroad(): Promise<Understood> {
  return {
    title: 'Amounts in other currencies',
    where: 'The total of /ship create, and the currencies of /admin rate.',
    rows: abroad.map((text) => ({ typed: text, read: moneyIn(text) })),
    source: 'ISO 4217, lists one and three as of 2026-02-01, in src/domain/shipping/currency.ts',
  };
}

function yuanIn(text: string): string {
  const read = readYuan(text);
  if (read === undefined) return 'not read';
  if ('fen' in read) return formatFen(read.fen);
  return 'fault' in read ? en.amounts.faults[read.fault] : en.amounts.notYuan(read.currency);
}

function moneyIn(text: string): string {
  const read = readMoney(text);
  if (read !== undefined) return printMoney(read);
  const currency = /[A-Z]{3}/.exec(text)?.[0] ?? '';
  const withdrawn = withdrawnCurrency(currency);
  return withdrawn === undefined ? 'not read' : en.amounts.withdrawn(currency, withdrawn.now);
}

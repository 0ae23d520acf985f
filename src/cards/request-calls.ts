import type { CommandCall } from '../chat/card.ts';

/** The calls that buttons about requests hold. */
export const requestCalls = {
  approve: (id: string): CommandCall => ({ command: 'request approve', arguments: { id } }),
  decline: (id: string): CommandCall => ({ command: 'request decline', arguments: { id }, ask: ['why'] }),
  assign: (id: string): CommandCall => ({ command: 'request assign', arguments: { id } }),
  withdraw: (id: string): CommandCall => ({ command: 'request withdraw', arguments: { id } }),
  show: (id: string): CommandCall => ({ command: 'request show', arguments: { id } }),
  /** The request itself: what was approved is not done by it. */
  details: (id: string): CommandCall => ({ command: 'request show', arguments: { id, details: 'yes' } }),
  ask: (offer: string, openUid?: string): CommandCall => ({
    command: 'seller-request',
    arguments: { offer, ...(openUid !== undefined && { openUid }) },
  }),
  /** Asks why first, in a form. */
  askWhy: (offer: string, openUid?: string): CommandCall => ({
    ...requestCalls.ask(offer, openUid),
    ask: ['reason'],
  }),
  pay: (orderId: string): CommandCall => ({ command: 'order pay', arguments: { id: orderId } }),
  /** What it costs by now, of what was asked for with the call that books. */
  shipAgain: ({ total: _total, key: _key, ...wanted }: Readonly<Record<string, string>>): CommandCall => ({
    command: 'ship preview',
    arguments: wanted,
  }),
};

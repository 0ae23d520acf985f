import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Booked } from '../../shipping/booking.ts';
import { type Money, printMoney } from '../../shipping/money.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { shipCalls, type WantedAbroad } from './arguments.ts';
import type { ShipDeps } from './deps.ts';

/** What came of booking, and what can be done next. Whatever may have happened is never booked anew by a button. */
export function bookedCard(
  deps: Pick<ShipDeps, 'words'>,
  confirmed: WantedAbroad & { readonly total: Money; readonly key: string },
  {
    booked,
    facts,
  }: { readonly booked: Booked /** What is sent and to whom. */; readonly facts: readonly Block[] },
  { language }: Pick<Run, 'language'>,
): Card {
  const all = deps.words[language];
  const words = all.shipping;
  const { create } = words;
  const calls = shipCalls(deps.words);
  const anew: readonly Action[] = [
    { kind: 'run', label: create.previewAgain, run: calls.preview(confirmed) },
  ];
  const check: readonly Action[] = [{ kind: 'run', label: create.checkAgain, run: calls.create(confirmed) }];
  switch (booked.state) {
    case 'booked': {
      const { orderId } = booked;
      const fields = [
        ...(orderId === undefined ? [] : [{ label: words.shipmentLabel, value: [{ code: orderId }] }]),
        { label: words.renderLabel, value: [{ code: booked.renderId }] },
        { label: words.costLabel, value: [{ bold: printMoney(confirmed.total) }] },
      ];
      return plainCard('good', create.booked, [orderId === undefined ? create.noId : create.bookedAdvice], {
        blocks: [{ kind: 'fields', fields }],
        actions:
          orderId === undefined
            ? []
            : [{ kind: 'run', label: create.giveCarrier, run: calls.update(orderId), style: 'primary' }],
      });
    }
    case 'refused': {
      const card = xportFaultCard(booked.fault, all.xport);
      const nothing = { kind: 'text' as const, text: [create.nothingBooked] };
      return { ...card, body: [nothing, ...card.body], actions: anew };
    }
    case 'above':
      return plainCard('warning', create.nothingBooked, []);
    case 'moved': {
      const is = printMoney(booked.money);
      const run = calls.create({ ...confirmed, total: booked.money });
      const sentences = [create.was(printMoney(confirmed.total), is), create.nothingBooked];
      return plainCard('warning', create.moved, sentences, {
        blocks: facts,
        actions: [{ kind: 'run', label: words.preview.book(is), run, style: 'primary' }],
      });
    }
    case 'unsure':
      return plainCard('warning', create.unsure, [create.unsureAdvice], { actions: anew });
    case 'not known':
      return plainCard('warning', create.notKnown, [create.notKnownAdvice(booked.note)]);
    case 'under way':
      return plainCard('warning', create.underWay, [create.underWayAdvice], { actions: check });
    case 'expired':
      return plainCard('warning', create.expired, [create.expiredAdvice], { actions: anew });
    case 'other':
      return plainCard('bad', create.other, [create.otherAdvice], { actions: anew });
  }
}

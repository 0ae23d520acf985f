import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { countryName } from '../../places/countries.ts';
import { checkReceiver, printReceiver, readReceiver } from '../../shipping/receiver.ts';
import type { ReceiverAddress } from '../../xport/client.ts';
import { isReceiverTyped, receiverFields, shipCalls, type WantedAbroad } from './arguments.ts';
import type { ShipDeps } from './deps.ts';

/** A receiver, and the key that buttons name it by. */
export interface KnownReceiver {
  readonly receiver: ReceiverAddress;
  readonly key: string;
}

/** Who receives it: as typed just now, or as kept; else the card that asks. */
export async function receiverFor(
  deps: ShipDeps,
  wanted: WantedAbroad,
  run: Run,
): Promise<KnownReceiver | { readonly card: Card }> {
  const { preview } = deps.words[run.language].shipping;
  const give = (label: string): Action => ({
    kind: 'run',
    label,
    style: 'primary',
    run: shipCalls(deps.words).preview(
      { ...wanted, receiver: undefined },
      { ask: receiverFields, country: wanted.country },
    ),
  });
  if (isReceiverTyped(wanted)) {
    const checked = checkReceiver(wanted);
    if ('faults' in checked) {
      const countries = checked.countries.map((code) => countryName(code, run.language));
      const said = checked.faults.map((fault) =>
        fault === 'country unclear' ? preview.countryUnclear(countries) : preview.faults[fault],
      );
      return {
        card: plainCard('warning', preview.notSendable, [], {
          blocks: [{ kind: 'list', items: said.map((sentence) => [sentence]) }],
          actions: [give(preview.giveReceiver)],
        }),
      };
    }
    const { receiver } = checked;
    return { receiver, key: await deps.receivers.keep(run.organization, printReceiver(receiver)) };
  }
  if (wanted.receiver === undefined) {
    const actions = [give(preview.giveReceiver)];
    return { card: plainCard('plain', preview.whoReceives, [preview.whoReceivesAdvice], { actions }) };
  }
  const kept = await deps.receivers.recall(run.organization, wanted.receiver);
  const receiver = kept === undefined ? undefined : readReceiver(kept);
  if (receiver !== undefined) return { receiver, key: wanted.receiver };
  const actions = [give(preview.giveReceiver)];
  return { card: plainCard('warning', preview.receiverGone, [preview.receiverGoneAdvice], { actions }) };
}

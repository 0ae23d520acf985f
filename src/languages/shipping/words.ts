import type { ArgumentWords } from '../../chat/words.ts';
import type { Meaning } from '../../shipping/measure.ts';
import type { ReceiverFault } from '../../shipping/receiver.ts';

/** What is said about freight out of China. Money comes as it is shown, with its currency (`USD 12.34`). */
export interface ShippingWords {
  readonly country: ArgumentWords;
  readonly weight: ArgumentWords;
  readonly size: ArgumentWords;
  readonly zip: ArgumentWords;
  readonly service: ArgumentWords;
  readonly receiver: ArgumentWords;
  readonly order: ArgumentWords;
  readonly name: ArgumentWords;
  readonly contact: ArgumentWords;
  readonly street: ArgumentWords;
  readonly place: ArgumentWords;
  readonly receiverCountry: ArgumentWords;
  readonly tax: ArgumentWords;
  readonly total: ArgumentWords;
  readonly shipment: ArgumentWords;
  readonly carrier: ArgumentWords;
  readonly mailNo: ArgumentWords;

  /** A weight or a size that may be read in several ways; each is a button. */
  readonly unclear: {
    title(typed: string): string;
    got(typed: string): string;
    choose(expected: string): string;
    readonly meanings: { readonly [M in Meaning]: string };
  };

  readonly weightLabel: string;
  readonly sizeLabel: string;
  readonly toLabel: string;
  readonly serviceLabel: string;
  readonly receiverLabel: string;
  readonly phoneLabel: string;
  readonly declaredLabel: string;
  readonly costLabel: string;
  readonly shipmentLabel: string;
  readonly renderLabel: string;
  readonly carrierLabel: string;
  days(least: number | undefined, most: number | undefined): string | undefined;
  /** Beside an amount whose unit is not certain. */
  readonly unsure: string;
  readonly noPrice: string;

  readonly estimate: {
    readonly summary: string;
    title(country: string): string;
    readonly none: string;
    readonly noneAdvice: string;
    /** China itself was given. */
    readonly home: string;
    readonly whichCountry: string;
    readonly whichCountryAdvice: string;
    readonly choose: string;
    unreadable(count: number): string;
  };
  readonly preview: {
    readonly summary: string;
    readonly whichService: string;
    readonly whichServiceAdvice: string;
    readonly noWeight: string;
    readonly noWeightAdvice: string;
    readonly noPrice: string;
    readonly noPriceAdvice: string;
    readonly whoReceives: string;
    readonly whoReceivesAdvice: string;
    readonly giveReceiver: string;
    readonly receiverGone: string;
    readonly receiverGoneAdvice: string;
    readonly notSendable: string;
    readonly faults: { readonly [F in Exclude<ReceiverFault, 'country unclear'>]: string };
    /** `countries`: the names of those that were meant, perhaps. */
    countryUnclear(countries: readonly string[]): string;
    readonly notYetBooked: string;
    book(total: string): string;
    readonly otherService: string;
    readonly otherReceiver: string;
    /** Why stars stand where words should. */
    readonly masked: string;
  };
  readonly create: {
    readonly summary: string;
    readonly booked: string;
    readonly bookedAdvice: string;
    readonly noId: string;
    readonly moved: string;
    was(was: string, is: string): string;
    readonly nothingBooked: string;
    readonly previewAgain: string;
    readonly checkAgain: string;
    readonly notKnown: string;
    notKnownAdvice(renderId: string): string;
    readonly underWay: string;
    readonly underWayAdvice: string;
    readonly unsure: string;
    readonly unsureAdvice: string;
    readonly expired: string;
    readonly expiredAdvice: string;
    readonly other: string;
    readonly otherAdvice: string;
    readonly giveCarrier: string;
  };
  readonly update: {
    readonly summary: string;
    readonly done: string;
    readonly doneAdvice: string;
    readonly notDone: string;
    readonly notKnown: string;
    readonly notKnownAdvice: string;
    readonly again: string;
  };
}

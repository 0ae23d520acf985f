import type { ArgumentWords } from '../../chat/words.ts';
import type { CancelReason } from '../../xport/buying.ts';

/** What is said about buying. Money comes as it is shown (`¥100.00`). */
export interface BuyingWords {
  readonly offer: ArgumentWords;
  readonly quantity: ArgumentWords;
  readonly sku: ArgumentWords;
  readonly address: ArgumentWords;
  readonly confirmedTotal: ArgumentWords;
  readonly key: ArgumentWords;
  /** What a preview's button holds of the address that it showed. */
  readonly confirmedAddress: ArgumentWords;
  readonly confirm: ArgumentWords;
  readonly reason: ArgumentWords;
  readonly reasons: { readonly [R in CancelReason]: string };

  /** On an offer's card: asks how many, and where to. */
  readonly order: string;
  untitled(offerId: string): string;
  readonly offerId: string;
  readonly kind: string;
  readonly amount: string;
  pieces(quantity: number, unit: string | undefined): string;
  /** Of one piece. */
  each(price: string): string;
  readonly goods: string;
  readonly freight: string;
  readonly serviceFee: string;
  readonly discount: string;
  readonly toPay: string;
  splits(orders: number): string;
  readonly partnerRemarks: string;
  readonly notYetOrdered: string;
  orderFor(total: string): string;
  readonly otherQuantity: string;
  readonly otherAddress: string;

  readonly noAddress: string;
  readonly noAddressAdvice: string;
  /** The account has none at all. */
  readonly noAddressesAdvice: string;
  /** The partner does not list them now. */
  readonly addressesNotToldAdvice: string;
  moreAddresses(count: number): string;
  noSuchAddress(id: string): string;
  readonly noSuchAddressAdvice: string;
  /** The remembered one is not there any more. */
  defaultGone(id: string): string;
  /** What stands under the id is not known now. */
  addressNotTold(id: string): string;
  readonly addressNotToldAdvice: string;
  /** Since the preview whose button was clicked. */
  readonly addressChanged: string;
  /** The button that was clicked holds no address that was shown. */
  readonly addressNotSeen: string;
  readonly tryAgain: string;
  readonly giveAddress: string;
  readonly chooseAddress: string;
  /** Before the address that a purchase goes to. */
  readonly deliverTo: string;
  /** After an address that nobody named just now. */
  readonly yourDefault: string;
  readonly whichKind: string;
  readonly whichKindAdvice: string;
  readonly chooseKind: string;
  moreKinds(count: number): string;
  readonly noSuchKind: string;
  readonly noSuchKindAdvice: string;
  tooFew(least: string): string;
  readonly tooFewAdvice: string;
  noMultiple(lot: string): string;

  readonly preview: { readonly summary: string };
  readonly create: {
    readonly summary: string;
    readonly placed: string;
    readonly placedInPart: string;
    readonly found: string;
    readonly order: string;
    readonly total: string;
    otherTotal(confirmed: string): string;
    readonly nextPay: string;
    readonly notOrdered: string;
    readonly moved: string;
    was(was: string, is: string): string;
    readonly nothingOrdered: string;
    readonly previewAgain: string;
    readonly notKnown: string;
    notKnownAdvice(number: string): string;
    readonly underWay: string;
    readonly underWayAdvice: string;
    readonly checkAgain: string;
    readonly notPlaced: string;
    notPlacedAdvice(number: string): string;
    readonly failed: string;
    readonly expired: string;
    readonly expiredAdvice: string;
    readonly otherPurchase: string;
    readonly otherPurchaseAdvice: string;
    readonly misunderstood: string;
    readonly misunderstoodAdvice: string;
  };
  readonly pay: {
    readonly summary: string;
    readonly title: string;
    readonly advice: string;
    pay(total: string): string;
    readonly choose: string;
    /** On an order's card: asks before it pays. */
    readonly ask: string;
    readonly link: string;
    readonly linkAdvice: string;
    readonly openCashier: string;
    readonly unsafe: string;
    unsafeAdvice(requestId: string): string;
    readonly debited: string;
    readonly debitedAdvice: string;
    readonly notAwaiting: string;
    notAwaitingAdvice(status: string): string;
    readonly unsure: string;
    readonly unsureAdvice: string;
    readonly canNot: string;
    canNotAdvice(requestId: string): string;
    readonly moved: string;
    readonly nothingPaid: string;
    readonly notKnown: string;
    readonly notKnownAdvice: string;
  };
  readonly cancel: {
    readonly summary: string;
    readonly title: string;
    readonly advice: string;
    /** On an order's card: asks before it cancels. */
    readonly ask: string;
    readonly button: string;
    readonly done: string;
    readonly notNow: string;
    notNowAdvice(status: string): string;
    readonly notDone: string;
    readonly tooFast: string;
    readonly notKnown: string;
    readonly notKnownAdvice: string;
  };
}

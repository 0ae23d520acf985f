import type { ArgumentWords } from '../../chat/words.ts';
import type { GoodsStatus } from '../../xport/client.ts';

/** What is said about money and goods that go back. Money comes as it is shown (`¥100.00`). */
export interface RefundWords {
  readonly reason: ArgumentWords;
  readonly amount: ArgumentWords;
  readonly note: ArgumentWords;
  readonly received: ArgumentWords;
  readonly back: ArgumentWords;
  readonly proof: ArgumentWords;
  readonly key: ArgumentWords;
  readonly refundId: ArgumentWords;
  readonly carrier: ArgumentWords;
  readonly mailNo: ArgumentWords;

  readonly amountLabel: string;
  readonly mostLabel: string;
  readonly reasonLabel: string;
  readonly noteLabel: string;
  readonly proofLabel: string;
  readonly proofUploaded: string;
  readonly goodsLabel: string;
  readonly backLabel: string;
  readonly refundLabel: string;
  readonly parcelLabel: string;
  readonly goods: { readonly [S in GoodsStatus]: string };

  /** On the card of an order. */
  readonly button: string;
  readonly reasons: {
    readonly summary: string;
    readonly title: string;
    readonly advice: string;
    readonly none: string;
    readonly noneAdvice: string;
    readonly choose: string;
    readonly needsPicture: string;
    readonly unnamed: string;
  };
  readonly create: {
    readonly summary: string;
    readonly title: string;
    readonly advice: string;
    ask(amount: string): string;
    readonly fillIn: string;
    readonly missing: string;
    readonly missingAdvice: string;
    readonly otherAmount: string;
    readonly asked: string;
    readonly askedAdvice: string;
    readonly found: string;
    readonly nothingAsked: string;
    readonly tooMuch: string;
    tooMuchAdvice(most: string): string;
    readonly notNow: string;
    notNowAdvice(status: string): string;
    readonly underWay: string;
    readonly underWayAdvice: string;
    readonly nothingLeft: string;
    readonly unsure: string;
    readonly unsureAdvice: string;
    readonly nothingToSendBack: string;
    readonly nothingToSendBackAdvice: string;
    readonly otherMarket: string;
    readonly otherMarketAdvice: string;
    readonly needsPicture: string;
    readonly needsPictureAdvice: string;
    readonly notKnown: string;
    readonly notKnownAdvice: string;
    readonly checkAgain: string;
    readonly sending: string;
    readonly sendingAdvice: string;
    readonly expired: string;
    readonly other: string;
    readonly anew: string;
  };
  readonly giveBack: {
    readonly summary: string;
    readonly button: string;
    readonly done: string;
    readonly doneAdvice: string;
    readonly notDone: string;
    readonly notKnown: string;
    readonly notKnownAdvice: string;
    readonly whichCarrier: string;
    readonly chooseCarrier: string;
  };
}

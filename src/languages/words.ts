import type { AdapterWords } from '../chat/adapter.ts';
import type { Language, Localized } from '../chat/language.ts';
import type { ArgumentWords, CoreWords } from '../chat/words.ts';
import type { XportFault } from '../xport/errors.ts';
import type { AccountWords } from './accounts/words.ts';
import type { AddressWords } from './addresses/words.ts';
import type { AdminWords } from './admin/words.ts';
import type { AdmissionWords } from './admission/words.ts';
import type { AmountWords } from './amounts/words.ts';
import type { AuditWords } from './audit/words.ts';
import type { BasketWords } from './basket/words.ts';
import type { BuyingWords } from './buying/words.ts';
import type { DayWords } from './days/words.ts';
import type { JoiningWords } from './joining/words.ts';
import type { LinkWords } from './links/words.ts';
import type { OrderWords } from './orders/words.ts';
import type { PictureWords } from './pictures/words.ts';
import type { ProductWords } from './products/words.ts';
import type { ReferenceWords } from './references/words.ts';
import type { RefundWords } from './refunds/words.ts';
import type { RequestWords } from './requests/words.ts';
import type { ShippingWords } from './shipping/words.ts';
import type { WatchWords } from './watch/words.ts';

/** Every sentence that a person reads, in one language. A language without a sentence does not compile. */
export interface Words {
  readonly core: CoreWords;
  readonly adapter: AdapterWords;
  /** At the foot of every card while no account is set. */
  readonly sandboxMark: string;
  readonly yes: string;
  readonly no: string;
  readonly xport: XportWords;
  readonly seller: SellerWords;
  readonly help: HelpWords;
  readonly status: StatusWords;
  readonly language: LanguageWords;
  readonly days: DayWords;
  readonly orders: OrderWords;
  readonly buying: BuyingWords;
  readonly basket: BasketWords;
  readonly products: ProductWords;
  readonly pictures: PictureWords;
  readonly watch: WatchWords;
  readonly accounts: AccountWords;
  readonly amounts: AmountWords;
  readonly addresses: AddressWords;
  readonly requests: RequestWords;
  readonly shipping: ShippingWords;
  readonly references: ReferenceWords;
  readonly refunds: RefundWords;
  readonly audit: AuditWords;
  readonly joining: JoiningWords;
  readonly links: LinkWords;
  readonly admin: AdminWords;
  readonly admission: AdmissionWords;
  readonly start: StartWords;
}

/** What is printed beside the log for the person who started the bot; each is one line. */
export interface StartWords {
  /** `address` holds the token of the local page. */
  page(address: string): string;
  /** A token that is made at each start, since no setting gives one. */
  adminToken(token: string): string;
}

export interface XportWords {
  title(fault: XportFault): string;
  advice(fault: XportFault): string;
  readonly partnerSays: string;
  readonly code: string;
  request(id: string): string;
}

export interface SellerWords {
  readonly summary: string;
  readonly offer: ArgumentWords;
  readonly openUid: ArgumentWords;
  readonly share: ArgumentWords;
  readonly qr: ArgumentWords;
  /** When the product's title is not known. */
  untitled(offerId: string): string;
  readonly offerId: string;
  readonly company: string;
  readonly openChat: string;
  readonly openOffer: string;
  readonly copyLink: string;
  readonly qrCode: string;
  readonly qrHint: string;
  readonly showQr: string;
  /** Of a link that opens for so many hours. */
  guarded(hours: number): string;
  readonly shareHere: string;
  readonly noSeller: string;
  readonly noSellerAdvice: string;
  readonly unsafeLink: string;
  unsafeLinkAdvice(requestId: string): string;
  readonly tooOften: string;
  tooOftenAdvice(seconds: number): string;
  /** All people together were handed out as many as the account may on a day. */
  readonly allUsed: string;
  allUsedAdvice(seconds: number): string;
  picture(title: string): string;
}

export interface HelpWords {
  readonly summary: string;
  readonly command: ArgumentWords;
  readonly title: string;
  readonly intro: string;
  readonly usage: string;
  readonly examples: string;
  readonly argumentsTitle: string;
  readonly everywhere: string;
  readonly allCommands: string;
  readonly chooseCommand: string;
  noSuchCommand(name: string): string;
}

export interface StatusWords {
  readonly summary: string;
  readonly title: string;
  readonly notReady: string;
  readonly version: string;
  readonly upSince: string;
  readonly partner: string;
  readonly sandbox: string;
  readonly account: string;
  readonly part: (name: string) => string;
  readonly ok: string;
  down(detail: string | undefined): string;
  duration(ms: number): string;
  readonly lastMessage: string;
  readonly lastSweep: string;
  readonly notYet: string;
  ago(duration: string): string;
  readonly deliveries: string;
  readonly requests: string;
  waiting(due: number, later: number): string;
  parked(count: number): string;
}

export interface LanguageWords {
  readonly summary: string;
  readonly language: ArgumentWords;
  readonly set: string;
  readonly setHint: string;
  readonly name: Localized;
}

/** One of the words' sentences in every language: what a command's definition is made of. */
export function inEach<T>(words: Localized<Words>, pick: (words: Words) => T): Localized<T> {
  return { en: pick(words.en), 'zh-CN': pick(words['zh-CN']) } satisfies Record<Language, T>;
}

import type { AddressFault } from '../../addresses/address-check.ts';
import type { ArgumentWords } from '../../chat/words.ts';

/** Every sentence about delivery addresses, in one language. */
export interface AddressWords {
  readonly listSummary: string;
  readonly showSummary: string;
  readonly addSummary: string;
  readonly editSummary: string;
  readonly defaultSummary: string;

  readonly id: ArgumentWords;
  readonly name: ArgumentWords;
  readonly phone: ArgumentWords;
  readonly division: ArgumentWords;
  readonly street: ArgumentWords;
  readonly code: ArgumentWords;
  /** The preview that goes on once the address is there. */
  readonly resume: ArgumentWords;
  /** What an argument has to be, where leaving it out leaves things as they are. */
  orUnchanged(expected: string): string;

  readonly title: string;
  readonly none: string;
  readonly noneAdvice: string;
  more(count: number): string;
  unreadable(count: number): string;
  one(id: string): string;
  readonly nameLabel: string;
  readonly phoneLabel: string;
  readonly divisionLabel: string;
  readonly streetLabel: string;
  readonly codeLabel: string;
  /** Why stars stand where words should: others may look on. */
  readonly masked: string;
  /** The same: the person's role does not show it. */
  readonly maskedForViewers: string;
  unknown(id: string): string;
  readonly unknownAdvice: string;
  /** It is not among those that the partner told, which are not all. */
  notTold(id: string): string;
  readonly notToldAdvice: string;

  /** An address's number, or the word for none. */
  readonly defaultId: ArgumentWords;
  readonly makeDefault: string;
  isDefault(id: string): string;
  /** Whose it is, and what it is for. */
  readonly defaultNote: string;
  readonly noDefault: string;
  readonly noDefaultAdvice: string;
  readonly forgetDefault: string;

  readonly showOne: string;
  readonly all: string;
  readonly addButton: string;
  readonly editButton: string;

  readonly added: string;
  /** Leads back to the order that wanted an address. */
  readonly goOn: string;
  readonly changed: string;
  readonly howToAdd: string;
  readonly howToAddAdvice: string;
  readonly howToEdit: string;
  readonly howToEditAdvice: string;
  readonly notKept: string;
  readonly faults: { readonly [F in Extract<AddressFault, string>]: string };
  /** Why a division or its code is not taken: what was read, what may be meant, and what to type. */
  divisionFault(fault: Exclude<AddressFault, string>): string;
  /** The table of districts does not have this one; it was taken as it was typed. */
  unlisted(area: string): string;
  readonly fillInAgain: string;
  /** No answer, or none that made sense: it may be kept all the same. */
  readonly unsure: string;
  readonly unsureAdvice: string;
}

import type { AddressFault, CodeFault } from '../../domain/addresses/address-check.ts';
import type { Candidates } from '../../domain/places/division.ts';
import { grouped } from '../../runtime/grouped.ts';

/** Of a phone that is none of the mainland. */
const mainland =
  'I take only numbers of mainland China, which a courier there can call: type a mobile of 11 digits, or a landline with its area code (0571-88776655).';

/** Every sentence about delivery addresses, in one language. */
export const addresses = {
  listSummary: 'The delivery addresses of this account',
  showSummary: 'One delivery address',
  addSummary: 'Add a delivery address in China',
  editSummary: 'Change a delivery address',
  defaultSummary: 'Where your own orders go when you name no address',

  id: { hint: 'the address’s number', expected: 'the number of an address, as /address list shows it' },
  name: { hint: 'who receives', expected: 'a name' },
  phone: {
    hint: 'their phone in China',
    expected:
      'a mobile such as 138 0000 0000, a landline such as 0571-88776655, or 400-820-8820; an extension after -',
  },
  division: {
    hint: 'province, city, district, town',
    expected:
      'from the largest down, such as 浙江省 杭州市 滨江区 长河街道, also in one, or Zhejiang, Hangzhou, Binjiang; the town may be left out where there is a district',
  },
  street: { hint: 'street, number, door', expected: 'the rest of the address' },
  code: { hint: 'district code, if you know it', expected: 'the district’s 6 digits, such as 330108' },
  /** The preview that goes on once the address is there. */
  resume: {
    hint: 'the preview to go on with, from its button',
    expected: 'what a preview’s own button holds',
  },
  /** What an argument has to be, where leaving it out leaves things as they are. */
  orUnchanged: (expected: string) => `empty: as it is; else ${expected}`,

  title: 'Delivery addresses',
  none: 'There are no delivery addresses yet',
  noneAdvice: 'Add one, so that orders have somewhere to go.',
  more: (count: number) => `… and ${grouped(count)} more`,
  unreadable: (count: number) =>
    count === 1 ? '1 address could not be read' : `${grouped(count)} addresses could not be read`,
  one: (id: string) => `Address ${id}`,
  nameLabel: 'Receiver',
  phoneLabel: 'Phone',
  divisionLabel: 'Division',
  streetLabel: 'Street',
  codeLabel: 'District code',
  /** Why stars stand where words should: others may look on. */
  masked: 'Shortened, since this is no direct message. Ask me in one to see it whole.',
  /** The same: the person's role does not show it. */
  maskedForViewers: 'Shortened, since only buyers and above see a whole address. An admin can make you one.',
  unknown: (id: string) => `There is no address ${id}`,
  unknownAdvice: '/address list shows those that there are.',
  /** It is not among those that the partner told, which are not all. */
  notTold: (id: string) => `The partner does not tell address ${id}`,
  notToldAdvice:
    'It did not tell all addresses, and this one is not among those it told. Try again in a minute.',

  /** An address's number, or the word for none. */
  defaultId: {
    hint: 'the address’s number, or none',
    expected: 'the number of an address, as /address list shows it, or none',
  },
  makeDefault: 'Make it my default',
  isDefault: (id: string) => `Your orders go to address ${id}`,
  /** Whose it is, and what it is for. */
  defaultNote: 'Yours alone: where you name another address, that one counts.',
  noDefault: 'You have no default address',
  noDefaultAdvice: 'Each order asks where it should go. /address default with a number sets one.',
  forgetDefault: 'No default',

  showOne: 'Show an address',
  all: 'All addresses',
  addButton: 'Add an address',
  editButton: 'Change',

  added: 'The address was added',
  /** Leads back to the order that wanted an address. */
  goOn: 'Go on with the order',
  changed: 'The address was changed',
  howToAdd: 'Add a delivery address',
  howToAddAdvice: 'Fill in the form. Only you see what comes of it.',
  howToEdit: 'What shall change?',
  howToEditAdvice: 'Fill in only what is new: what you leave empty stays as it is.',
  notKept: 'This can’t be delivered to, so nothing was sent',
  faults: {
    'name missing': 'The name of the receiver is missing.',
    'phone missing': 'The phone is missing.',
    'phone unreadable':
      'The phone has the digits of no number in China: type 11 for a mobile (138 0000 0000), or an area code and 7 or 8 for a landline (0571-88776655; 8 after 010 and 02x). An extension follows after - (0571-88776655-801).',
    'phone without area code':
      'The phone has 7 or 8 digits and no area code, so its city is not known. Type the area code before it (0571-88776655), or a mobile of 11 digits. A number of Hong Kong or Macau is not taken.',
    'phone area unknown':
      'The phone begins with 0, and no place on the mainland has that area code. Type an area code such as 010, 021 or 0571 and the number after it, or a mobile of 11 digits.',
    'phone of which region':
      'The phone has the form of a number of Taiwan (02 is Taipei), or is one of the mainland with digits missing, so I can’t tell which. Only numbers of the mainland are taken: type an area code and 7 or 8 digits (022-23456789; 8 after 010 and 02x), or a mobile of 11.',
    'phone of Hong Kong': `The phone is a number of Hong Kong (852). ${mainland}`,
    'phone of Macau': `The phone is a number of Macau (853). ${mainland}`,
    'phone of Taiwan': `The phone is a number of Taiwan (886). ${mainland}`,
    'phone abroad': `The phone has another country’s code than 86. ${mainland}`,
    'phone short number':
      'The phone is a service’s short number, such as 95338, which is no receiver’s own. Type a mobile of 11 digits, or a landline with its area code (0571-88776655).',
    'phone for landlines':
      'The phone is an 800 number, which can’t be called from a courier’s mobile. Type a mobile of 11 digits, a landline with its area code, or a 400 number.',
    'division missing': 'Province, city and district are missing.',
    'province unknown': 'There is no such province. Begin with one of the 34, such as 浙江省 or Zhejiang.',
    'part too long':
      'The town, or another of the names, has more than 40 characters. Put the rest into the street.',
    'street missing': 'The street is missing.',
    'street too short': 'The street is too short to be found.',
    'code unreadable': 'A district code has 6 digits and names a district, such as 330108.',
    'code missing': 'The district changes, so give its code too.',
  } satisfies Record<Extract<AddressFault, string>, string>,
  /** Why a division or its code is not taken: what was read, what may be meant, and what to type. */
  divisionFault(fault: Exclude<AddressFault, string>) {
    switch (fault.kind) {
      case 'city missing':
        return `Read: ${fault.read}. The city is missing behind it${listed(fault.candidates)}.`;
      case 'city unknown':
        return `Read: ${fault.read}. What follows is no city or county of it. Type one${listed(fault.candidates)}.`;
      case 'area missing':
        return `Read: ${fault.read}. The district or county is missing behind it${listed(fault.candidates)}.`;
      case 'area unknown':
        return `Read: ${fault.read}. What follows is no district or county of it. Type one${listed(fault.candidates)}. If yours is newer than 2024, type its 6-digit code too.`;
      case 'renamed':
        return `${fault.former} is no more. Type what the place belongs to now${listed(fault.candidates)}.`;
      case 'ambiguous':
        return `This may be several places. Type one in full${listed(fault.candidates)}.`;
      case 'town missing':
        return `${fault.read} has no districts, so name the town: ${fault.read} …镇 or …街道.`;
      case 'town doubtful':
        return `Read: ${fault.read}. What follows looks like no town of it. Type the names with spaces between: ${fault.read} …镇 or …街道.`;
      case 'code elsewhere':
        return codeElsewhere(fault);
    }
  },
  /** The table of districts does not have this one; it was taken as it was typed. */
  unlisted: (area: string) =>
    `${area} is not in the list of districts (end of 2024), so it was taken as you typed it. Check its name.`,
  fillInAgain: 'Fill in again',
  /** No answer, or none that made sense: it may be kept all the same. */
  unsure: 'It is not known whether the address was kept',
  unsureAdvice: 'No clear answer came. Look at the list before you try again, so that it is not there twice.',
};
export type AddressWords = typeof addresses;

/** As many as a person looks through. */
const mostListed = 12;

function listed(candidates: Candidates): string {
  if (candidates.length === 0) return '';
  const names = candidates
    .slice(0, mostListed)
    .map(({ name, latin }) => (latin === undefined ? name : `${name} (${latin})`));
  const left = candidates.length - names.length;
  return `, such as ${names.join(', ')}${left > 0 ? ` and ${grouped(left)} more` : ''}`;
}

function codeElsewhere({ code, codeOf, division, wanted }: CodeFault): string {
  const of =
    codeOf === undefined
      ? `The code ${code} is not one of ${division}`
      : `The code ${code} is ${codeOf}, not ${division}`;
  return wanted === undefined
    ? `${of}. Leave the code out, or type the right division.`
    : `${of}, whose code is ${wanted}. Type that one, leave the code out, or type the right division.`;
}

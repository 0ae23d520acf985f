import type { CodeFault } from '../../addresses/checking.ts';
import type { Candidates } from '../../places/division.ts';
import type { AddressWords } from './words.ts';

/** English. */
export const addresses: AddressWords = {
  listSummary: 'The delivery addresses of this account',
  showSummary: 'One delivery address',
  addSummary: 'Add a delivery address in China',
  editSummary: 'Change a delivery address',
  defaultSummary: 'Where your own orders go when you name no address',

  id: { hint: 'the address’s number', expected: 'the number of an address, as /address list shows it' },
  name: { hint: 'who receives', expected: 'a name' },
  phone: {
    hint: 'their phone in China',
    expected: 'a mobile such as 138 0000 0000, or a landline such as 0571-88776655',
  },
  division: {
    hint: 'province, city, district, town',
    expected:
      'from the largest down, such as 浙江省 杭州市 滨江区 长河街道, also in one, or Zhejiang, Hangzhou, Binjiang; the town may be left out where there is a district',
  },
  street: { hint: 'street, number, door', expected: 'the rest of the address' },
  code: { hint: 'district code, if you know it', expected: 'the district’s 6 digits, such as 330108' },
  resume: {
    hint: 'the preview to go on with, from its button',
    expected: 'what a preview’s own button holds',
  },
  orUnchanged: (expected) => `empty: as it is; else ${expected}`,

  title: 'Delivery addresses',
  none: 'There are no delivery addresses yet',
  noneAdvice: 'Add one, so that orders have somewhere to go.',
  more: (count) => `… and ${count} more`,
  unreadable: (count) =>
    count === 1 ? '1 address could not be read' : `${count} addresses could not be read`,
  one: (id) => `Address ${id}`,
  nameLabel: 'Receiver',
  phoneLabel: 'Phone',
  divisionLabel: 'Division',
  streetLabel: 'Street',
  codeLabel: 'District code',
  masked: 'Shortened, since this is no direct message. Ask me in one to see it whole.',
  maskedForViewers: 'Shortened, since only buyers and above see a whole address. An admin can make you one.',
  unknown: (id) => `There is no address ${id}`,
  unknownAdvice: '/address list shows those that there are.',
  notTold: (id) => `The partner does not tell address ${id}`,
  notToldAdvice:
    'It did not tell all addresses, and this one is not among those it told. Try again in a minute.',

  defaultId: {
    hint: 'the address’s number, or none',
    expected: 'the number of an address, as /address list shows it, or none',
  },
  makeDefault: 'Make it my default',
  isDefault: (id) => `Your orders go to address ${id}`,
  defaultNote: 'Yours alone: where you name another address, that one counts.',
  noDefault: 'You have no default address',
  noDefaultAdvice: 'Each order asks where it should go. /address default with a number sets one.',
  forgetDefault: 'No default',

  showOne: 'Show an address',
  all: 'All addresses',
  addButton: 'Add an address',
  editButton: 'Change',

  added: 'The address was added',
  goOn: 'Go on with the order',
  changed: 'The address was changed',
  howToAdd: 'Add a delivery address',
  howToAddAdvice:
    'Fill in the form, or type it in one line to me directly: /address add --name … --phone … --division "省 市 区" --street "…" --code …',
  howToEdit: 'What shall change?',
  howToEditAdvice: 'Fill in only what is new: what you leave empty stays as it is.',
  notKept: 'This can’t be delivered to, so nothing was sent',
  faults: {
    'name missing': 'The name of the receiver is missing.',
    'phone missing': 'The phone is missing.',
    'phone unreadable':
      'The phone is no number in China: 11 digits for a mobile, or an area code (0571) and 7 or 8 digits.',
    'division missing': 'Province, city and district are missing.',
    'province unknown': 'There is no such province. Begin with one of the 34, such as 浙江省 or Zhejiang.',
    'part too long':
      'The town, or another of the names, has more than 40 characters. Put the rest into the street.',
    'street missing': 'The street is missing.',
    'street too short': 'The street is too short to be found.',
    'code unreadable': 'A district code has 6 digits and names a district, such as 330108.',
    'code missing': 'The district changes, so give its code too.',
  },
  divisionFault(fault) {
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
  unlisted: (area) =>
    `${area} is not in the list of districts (end of 2024), so it was taken as you typed it. Check its name.`,
  fillInAgain: 'Fill in again',
  unsure: 'It is not known whether the address was kept',
  unsureAdvice: 'No clear answer came. Look at the list before you try again, so that it is not there twice.',
};

/** As many as a person looks through. */
const mostListed = 12;

function listed(candidates: Candidates): string {
  if (candidates.length === 0) return '';
  const names = candidates
    .slice(0, mostListed)
    .map(({ name, latin }) => (latin === undefined ? name : `${name} (${latin})`));
  const left = candidates.length - names.length;
  return `, such as ${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
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

import type { AccountWords } from './words.ts';

/** English. */
export const accounts: AccountWords = {
  summary: 'For which of the account’s users the partner is called',
  user: { hint: 'user id at the partner; own for the account’s own', expected: 'a user id, or own' },
  person: {
    hint: 'a person, as a mention; or me',
    expected: 'a person, picked from the list that comes after @',
  },
  here: { hint: 'in this conversation', expected: 'yes or no' },
  title: 'For which of the account’s users the partner is called',
  how: 'A person’s own choice comes before the conversation’s, and that before the one for everywhere. An order stays with the user for whom it was placed.',
  none: 'Nothing is chosen: all calls are made for the account’s own user.',
  own: 'the account’s own user',
  everywhere: 'Everywhere',
  inThisConversation: 'In this conversation',
  inConversation: 'In the conversation',
  chosen: 'Chosen',
  chosenAdvice: 'The partner takes this user id. It is used from now on.',
  taken: 'The choice is taken back',
  nothingTaken: 'There was no choice to take back',
  unchanged: 'Nothing was changed',
  personOrHere: 'Choose for a person or for this conversation, not for both at once.',
  usage: '/admin account <user-id|own> [--for <person>] [--here]',
  before: 'Back',
  after: 'More',
};

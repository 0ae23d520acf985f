/** What is said of the account at the partner, whose access keys follow each other. */
export const accountKey = {
  summary: 'Whose access key the bot works with',
  account: {
    hint: 'the account that the key is one of; another, if of none',
    expected: 'the name of an account, or another',
  },
  confirm: { hint: 'decide it', expected: 'yes or no' },
  known: (name: string) => `The bot works for the account “${name}”`,
  knownAdvice:
    'Before a new access key is put in, name the one before as XPORT_PREVIOUS_ACCESS_KEY for one start: then all orders, watches and claims stay with the account.',
  notKnown: 'The access key is new: which account is it of?',
  notKnownAdvice:
    'The database holds orders or watches of the accounts below. If the key is a new one of one of them, say so: all that belongs to it stays with it. If it is the key of another account, they stay apart for good. Until then nothing is ordered, paid or refunded, and no order news come.',
  isOf: (name: string) => `A new key of ${name}`,
  isAnother: 'Of another account',
  askSame: (name: string) => `Is it a new key of “${name}”?`,
  askSameAdvice:
    'Its orders, watches and claims go on with this key. No command takes that back. If it is the key of another company or shop, do not say yes.',
  askAnother: 'Is it the key of another account?',
  askAnotherAdvice:
    'The account begins with nothing: what is watched and was ordered so far stays with the accounts of before, and conversations that watch those are told. No command takes that back.',
  yes: 'Yes, decide it',
  decided: (name: string) => `The bot works for the account “${name}” from now on`,
  decidedAdvice: 'Orders can be placed and paid, and news come where orders of this account are watched.',
  noSuch: (name: string) => `There is no account “${name}” here`,
  noSuchAdvice: 'See which there are: /admin key',
  notYoursAdvice:
    'The account is everyone’s who uses this bot: only an admin by the setting ADMINS decides. Or the operator names the key before as XPORT_PREVIOUS_ACCESS_KEY, and restarts the bot.',
  /** In place of what would have been done for the account. */
  undecided: 'This can’t be done yet: the access key is new',
  undecidedAdvice:
    'It is not known yet whether it is a key of the account that was used before, so nothing is read or done for it. An admin decides that with /admin key, or the operator with XPORT_PREVIOUS_ACCESS_KEY.',
};
export type AccountKeyWords = typeof accountKey;

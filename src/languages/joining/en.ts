import type { JoiningWords } from './words.ts';

/** English. */
export const joining: JoiningWords = {
  summary: 'Join a workspace or a server to another’s organization',
  code: {
    hint: 'a code made by /admin join elsewhere',
    expected: 'a code that /admin join made, of 20 characters',
  },
  confirm: { hint: 'do it now', expected: 'yes or no' },
  made: 'A code that joins a workspace or a server to this one',
  madeAdvice: (minutes) =>
    `Somebody who is an admin there types this line there, within ${minutes} minutes. The code works once.`,
  keepIt: 'Give it to nobody else: whoever joins sees the requests and the watches of both.',
  command: 'To be typed there',
  title: 'Join for good?',
  into: 'Joins the organization of',
  comes: 'What is set for conversations and people here comes along, with watches, requests and buttons.',
  ends: 'Roles that somebody has everywhere here end where they are more than what everybody may do, yours too; so do /admin approvers, /admin approval-above and /admin account for everywhere. What is set there holds here.',
  forGood:
    'The audit trail up to now stays by itself: take its file first, with /admin audit. No command takes the joining back.',
  button: 'Join',
  joined: 'Joined',
  joinedAdvice: 'Both are one organization from now on. Its admins can grant roles here.',
  noCode: 'This code joins nothing',
  noCodeAdvice:
    'It was used, it is too old, or it was never made. Ask for another: /admin join, typed there.',
  same: 'They are one organization already',
  sameAdvice: 'The code was made in the same organization. Type it in the one that is to be joined.',
  elsewhere: 'It is joined already',
  elsewhereAdvice:
    'This workspace or server belongs to another organization than its own by now, and can’t be joined to a second one.',
  outside: 'There is nothing here to be joined',
  outsideAdvice:
    'A direct message belongs to no server. Type it in a channel of the server that is to be joined.',
};

import type { Role } from '../../chat/role.ts';
import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';

/** What admins are told. Roles and places come as they are shown. */
export const admin = {
  rolesSummary: 'Who may do what',
  grantSummary: 'Let a person or a group do more, or less',
  revokeSummary: 'Take back what a person or a group was granted',
  role: { hint: 'viewer, buyer, approver or admin', expected: 'viewer, buyer, approver or admin' },
  whom: {
    label: 'Person or group',
    hint: 'a person, a group or a role, as a mention; or me',
    expected: 'a person, a user group or a role, picked from the list that comes after @',
  },
  /** Where a platform's own list of people is chosen from. At most 100 characters. */
  whomInForm: 'A person. For a group or a role, type /admin grant and mention it.',
  here: { hint: 'in this conversation alone', expected: 'yes or no' },
  page: { hint: 'which page', expected: 'a number from 1 to 200' },

  /** Stands before a group's name. */
  group: 'Group',
  inThisConversation: 'in this conversation',
  everywhere: 'everywhere',
  may: {
    viewer: 'A viewer looks up products, freight and orders.',
    buyer: 'A buyer also orders, pays, opens seller chats, and sets what a conversation is told.',
    approver: 'An approver also decides what others asked for.',
    admin: 'An admin also says who may do what.',
  } satisfies Record<Role, string>,

  granted: (role: string) => `Granted: ${role}`,
  /** Follows whom it is about. */
  maySince: (role: string, where: string) => `has the role ${role} ${where} from now on.`,
  revoked: 'Revoked',
  noLonger: (where: string, role: string) =>
    `has no role granted ${where} any more. What was granted elsewhere or to a group still counts; else it is ${role}.`,
  nothingGranted: 'There was nothing to take back',
  hadNone: (where: string) => `had no role granted ${where}. /admin roles shows what was granted.`,
  unchanged: 'Nothing was changed',
  refusal: {
    'only here': 'You are an admin in this conversation alone: add --here.',
    oneself: 'Admins can’t take the role of admin from themselves. Ask another admin.',
    'by settings': 'They are an admin by the setting ADMINS, which only the operator can change.',
    last: 'Then there would be no admin left. Grant another person the role of admin first.',
  },

  settingsSummary: 'All that is set here, and buttons to change it',
  settingsTitle: 'Settings',
  inWhole: 'In the whole workspace',
  inThis: 'In this conversation',
  settingsFootnote: 'Limits of commands and of seller chats are set by the operator.',
  notSet: 'not set',
  never: 'never',
  letInLabel: 'Connected',
  letInCount: (count: number, undecided: number) =>
    undecided === 0
      ? counted(count, 'workspace or server', 'workspaces and servers')
      : `${counted(count, 'workspace or server', 'workspaces and servers')}, ${counted(undecided, 'more', 'more')} to decide`,
  everybodyElseLabel: 'Everybody else is',
  approversLabel: 'Requests are decided in',
  aboveLabel: 'A second person above',
  ratesLabel: 'Exchange rates',
  commandsLabel: 'Commands',
  commandsAllowed: (person: number, workspace: number) =>
    `${grouped(person)} a minute for one person, ${grouped(workspace)} together`,
  chatsLabel: 'Seller chats',
  chatsAllowed: (minute: number, day: number) =>
    `${grouped(minute)} a minute and ${grouped(day)} a day for one person`,
  cardsLabel: 'Cards beside links',
  cards: 'Show cards beside links',
  noCards: 'No cards beside links',
  grantButton: 'Give a role…',
  aboveButton: 'Second person above…',
  rateButton: 'Exchange rate…',
  approversButton: 'Where requests are decided',
  userLabel: 'User at the partner',
  /** `user`: for everywhere; `others`: how many people and conversations have one of their own. */
  userChosen: (user: string, others: number) =>
    others === 0 ? user : `${user}, ${counted(others, 'choice', 'choices')} for people and conversations`,
  userButton: 'Users at the partner',
  workspacesButton: 'Workspaces',
  auditButton: 'Audit log',

  rolesTitle: 'Who may do what',
  roleColumns: { who: 'Who', role: 'Role', where: 'Where' },
  bySettings: 'by the settings',
  everybodyElse: (role: string) => `Everybody else: ${role}`,
  /** A menu of what was granted. */
  revokeChoice: 'Take a role back…',
  showRoles: 'Who may do what',
  before: 'Back',
  after: 'More',
};
export type AdminWords = typeof admin;

/** What admins are told of the workspaces and servers that are let in. Times and places come as they are shown. */
export const admission = {
  admitSummary: 'Let this workspace or server in',
  dismissSummary: 'Take a workspace or server out',
  workspacesSummary: 'Which workspaces and servers are let in, and which tried',
  workspace: {
    hint: 'a workspace or server, as /admin workspaces names it',
    expected: 'a workspace or server as /admin workspaces names it, with its platform before the colon',
  },
  confirm: { hint: 'do it now', expected: 'yes or no' },
  page: { hint: 'which page', expected: 'a number from 1 to 200' },

  admitted: 'Let in',
  admittedAdvice:
    'Its members can use me from now on, each with their role: /admin roles shows who may do what, /admin grant changes it. Watches that were set there before are told again.',
  same: 'It is let in already',
  sameAdvice: 'Nothing was changed. /admin workspaces shows all that are let in.',
  notYours: 'Nothing was changed',
  notYoursAdvice:
    'Only an admin named in the setting ADMINS lets workspaces in, or takes out one that is not their own. Ask the operator.',

  askDismiss: 'Take it out?',
  askDismissAdvice:
    'Its members can’t use me any more, its watches stop and its buttons do nothing. Records stay, and so do the watches: letting it in again brings them back.',
  dismissButton: 'Take it out',
  dismissed: 'Taken out',
  dismissedAdvice: 'Its members can’t use me any more. /admin admit lets it in again.',
  notLetIn: 'It is not let in',
  notLetInAdvice: 'Nothing was changed. /admin workspaces shows all that are let in.',
  isHome: 'This is the bot’s own workspace',
  isHomeAdvice:
    'It can’t be taken out: the bot’s token belongs to it. The operator can stop the bot or change the token.',
  isNamed: 'The settings name it',
  isNamedAdvice: 'The operator takes it out of the setting WORKSPACES and restarts the bot.',

  title: 'Workspaces and servers',
  letIn: 'Let in',
  others: 'Not let in',
  none: 'None.',
  home: 'the bot’s own',
  named: 'by the setting WORKSPACES',
  before: 'Back',
  after: 'More',
  admit: 'Let in…',
  dismiss: 'Take out…',
  /** By a person, or by the update that brought admission. */
  byPerson: (when: string) => `let in on ${when} by`,
  byMigration: 'let in since an admin had set rules there',
  tried: (when: string) => `tried last on ${when}`,
  wasDismissed: 'taken out',
  watches: (count: number) => `${counted(count, 'watch', 'watches')}, told nothing`,
};
export type AdmissionWords = typeof admission;

/** What admins are told of joining workspaces and servers into one organization. */
export const joining = {
  summary: 'Join a workspace or a server to another’s organization',
  code: {
    hint: 'a code made by /admin join elsewhere',
    expected: 'a code that /admin join made, of 20 characters',
  },
  confirm: { hint: 'do it now', expected: 'yes or no' },
  made: 'A code that joins a workspace or a server to this one',
  madeAdvice: (minutes: number) =>
    `An admin of the other one types this line there, within ${counted(minutes, 'minute')}. The code works once.`,
  /** A person who has the code may bring a place in. */
  keepIt: 'Give it to that admin alone: those who join see the requests and the watches of both.',
  command: 'To be typed there',
  title: 'Join for good?',
  into: 'Joins the organization of',
  comes: 'What is set for conversations and people here comes along, with watches, requests and buttons.',
  /** Roles for everywhere, and of what is set for everywhere. */
  ends: 'Roles that people have everywhere here end where they are more than what everybody may do, yours too; so do /admin approvers, /admin approval-above and /admin account for everywhere. What is set there holds here.',
  forGood:
    'The audit log up to now stays by itself: take its file first, with /admin audit. No command takes the joining back.',
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
export type JoiningWords = typeof joining;

/** What admins are told of the account's users (sub-accounts) at the partner. */
export const accounts = {
  summary: 'For which of the account’s users the partner is called',
  user: {
    label: 'User id',
    hint: 'user id at the partner; own for the account’s own',
    expected: 'a user id at the partner, or own for the account’s own',
  },
  person: {
    label: 'For whom',
    hint: 'a person, as a mention; or me',
    expected: 'a person, picked from the list that comes after @',
  },
  here: { hint: 'in this conversation', expected: 'yes or no' },
  title: 'For which of the account’s users the partner is called',
  /** How choices beat each other. */
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
  all: 'All choices',
  choose: 'Choose a user…',
  /** A menu of what was chosen. */
  takeBack: 'Take a choice back…',
  before: 'Back',
  after: 'More',
};
export type AccountWords = typeof accounts;

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

import type { AdminWords } from './words.ts';

/** English. */
export const admin: AdminWords = {
  rolesSummary: 'Who may do what',
  grantSummary: 'Let a person or a group do more, or less',
  revokeSummary: 'Take back what a person or a group was granted',
  role: { hint: 'viewer, buyer, approver or admin', expected: 'viewer, buyer, approver or admin' },
  whom: {
    hint: 'a person, a group or a role, as a mention; or me',
    expected: 'a person, a user group or a role, picked from the list that comes after @',
  },
  here: { hint: 'in this conversation alone', expected: 'yes or no' },
  page: { hint: 'which page', expected: 'a number from 1 to 200' },

  group: 'Group',
  inThisConversation: 'in this conversation',
  everywhere: 'everywhere',
  may: {
    viewer: 'looks up sellers, products and orders.',
    buyer: 'also orders, pays, opens seller chats, and sets what a conversation is told.',
    approver: 'also decides what others asked for.',
    admin: 'also says who may do what.',
  },

  granted: (role) => `Granted: ${role}`,
  maySince: (role, where) => `has the role ${role} ${where} from now on.`,
  revoked: 'Revoked',
  noLonger: (where, role) =>
    `has no role granted ${where} any more. What was granted elsewhere or to a group still counts; else it is ${role}.`,
  nothingGranted: 'There was nothing to take back',
  hadNone: (where) => `had no role granted ${where}. /admin roles shows what was granted.`,
  unchanged: 'Nothing was changed',
  refusal: {
    'only here': 'You are an admin in this conversation alone: add --here.',
    oneself: 'Nobody takes the role of admin from themselves. Ask another admin.',
    'by settings': 'They are an admin by the setting ADMINS, which only whoever runs this bot can change.',
    last: 'Then there would be no admin left. Grant somebody else the role of admin first.',
  },

  rolesTitle: 'Who may do what',
  bySettings: 'by the settings',
  everybodyElse: (role) => `Everybody else: ${role}`,
  how: '/admin grant <role> <whom> [--here] · /admin revoke <whom> [--here]',
  showRoles: 'Who may do what',
  before: 'Back',
  after: 'More',
};

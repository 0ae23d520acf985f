import type { AdmissionWords } from './words.ts';

/** English. */
export const admission: AdmissionWords = {
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
  byPerson: (when) => `let in on ${when} by`,
  byMigration: 'let in since an admin had set rules there',
  tried: (when) => `tried last on ${when}`,
  wasDismissed: 'taken out',
  watches: (count) => `${count} ${count === 1 ? 'watch' : 'watches'}, told nothing`,
  how: '/admin admit [workspace] · /admin dismiss <workspace>',
};

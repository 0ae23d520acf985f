import type { AdapterWords } from '../../chat/adapter.ts';
import type { ArgumentFault } from '../../chat/argument-table.ts';
import type { LineFault } from '../../chat/line.ts';
import type { CoreWords, FaultOfField, TooLong } from '../../chat/words.ts';
import { grouped } from '../../runtime/grouped.ts';
import { counted, punctuation } from './notation.ts';

/** What the core says by itself. */
export const core: CoreWords = {
  sentences: punctuation.sentences,
  badInput: 'I could not read that',
  argumentFault,
  fieldFault,
  lineFault,
  usage: 'Usage',
  example: 'Example',
  unknownCommand: (name) => `There is no command “${name}”`,
  didYouMean: (name) => `Did you mean /${name}? /help lists all commands.`,
  slip: (line) => `Did you mean /${line}?`,
  slipAdvice: 'Nothing has run yet.',
  asWords: (text) => `Search “${text}”`,
  seeHelp: 'Type /help to see what I can do.',
  buttonExpired: 'This button is no longer good',
  buttonExpiredAdvice: 'It is too old. Type the command again for a fresh card.',
  tooSlow: 'This takes too long',
  tooSlowAdvice: (incident) =>
    `I stopped waiting. Try again in a minute; if it keeps happening, give incident ${incident} to the operator.`,
  stopping: 'I am being restarted',
  stoppingAdvice: 'Your command was not finished. Try again in a minute.',
  tooMuch: 'That was a lot of commands',
  tooMuchAdvice: (whose, perMinute, seconds) =>
    `${whose === 'person' ? 'One person may give me' : 'Everybody here together may give me'} ${counted(perMinute, 'command')} a minute. Nothing was done: try again in ${grouped(seconds)} s. The operator can raise the limit.`,
  crashed: 'Something went wrong on my side',
  crashedAdvice: (incident) => `Try again. If it keeps happening, give incident ${incident} to the operator.`,
  incident: (incident) => `Incident ${incident}`,
  notRecorded: 'The audit log can’t be written',
  notRecordedAdvice: (incident) =>
    `So nothing was done or handed out. Try again in a minute; if it keeps happening, give incident ${incident} to the operator.`,
  doneUnrecorded: (incident) =>
    `⚠ This was done, but could not be written to the audit log. Give incident ${incident} to the operator.`,
  notPermitted: (name) => `You may not use /${name} here`,
  roleNeeded: (needed, has) => `It takes the role ${needed}, and yours here is ${has}.`,
  roleNeededEverywhere: (needed, has) =>
    `It is about the whole workspace and takes the role ${needed} in all of it; yours there is ${has}.`,
  askInside: 'A direct message does not tell me which server you belong to: ask me in a channel of it.',
  askAdmin: 'Ask an admin of this workspace for it.',
  noAdmin: (person) =>
    `There is no admin here yet: the operator makes you one with the setting ADMINS=${person} and a restart.`,
  notServed: 'You may not use me here',
  notLetIn: 'This workspace or server is not connected',
  itsId: 'Its id',
  notLetInAdvice: (workspace) =>
    `Nothing was looked up or done. One of the bot’s admins can type /admin admit here, or /admin join with a code; the operator can name it in the setting WORKSPACES=${workspace}.`,
  otherCompany: 'You belong to another company',
  otherCompanyAdvice: (person) =>
    `I serve the people of this workspace. An admin of it can grant you a role of your own with /admin grant; your id is ${person}.`,
  noSharedWorkspace: 'I don’t know you',
  noSharedWorkspaceAdvice:
    'In a direct message I serve members of servers that are connected to me, and found none that we share. Ask me in a channel of such a server, or ask an admin to type /admin admit in yours.',
  unsure: {
    'no permission':
      'The platform may not tell me who you are: the app lacks a permission. Its admin can add the permissions that npm run doctor names and install the app again.',
    'no answer': 'The platform did not tell me in time who you are. Try again in a minute.',
    'no sense':
      'I did not understand what the platform says of you. Tell the operator to run npm run doctor.',
  },
  toDecide: (count) =>
    `${count === 1 ? 'One workspace or server has' : `${grouped(count)} workspaces or servers have`} watches and ${count === 1 ? 'is' : 'are'} not connected, so nothing is told there: /admin workspaces lists what to let in or dismiss.`,
  roles: { viewer: 'viewer', buyer: 'buyer', approver: 'approver', admin: 'admin' },
  stillRunning: 'This is already under way',
  stillRunningAdvice: 'It was asked for a moment ago and is not done yet. Nothing was done twice.',
  helpButton: 'Help',
  correct: 'Correct…',
  fillIn: 'Fill in…',
  moreChoices: 'More choices…',
  moreChoicesAdvice: 'The form opens again with the others. What you filled in is still there.',
  firstChoices: 'The first choices…',
  submit: 'Done',
};

/** What stands in a platform's own list of commands beside their summaries and hints. */
export const menu = {
  anyCommand: {
    summary: 'Any command, as you would type it',
    hint: 'A command with what it needs, such as: seller 951807530375',
  },
  pictureFile: 'The picture as a file',
};

export type MenuSentences = typeof menu;

/** What adapters say by themselves. */
export const adapter: AdapterWords = {
  sentPrivately: 'I sent you the answer as a direct message, since it is for you alone.',
  directMessagesClosed: (command) =>
    `The answer is for you alone and you don't accept direct messages from this server. Type ${command} as a slash command: then only you see the answer.`,
  missingPermission: (permission) =>
    `I may not show pictures here: the app lacks the permission ${permission}. An admin can add it and install the app again.`,
  fileSentPrivately: (name) => `${name} is in a direct message from me.`,
  fileSentHere: (name) => `${name} is in this conversation, as a message of its own.`,
  fileNotSent: (name, permission) =>
    permission === undefined
      ? `${name} could not be sent. Ask again in a minute.`
      : `${name} could not be sent: the app lacks the permission ${permission}. An admin can add it and install the app again.`,
  qrCode: 'QR code',
  working: 'Working on it…',
};

function argumentFault(fault: ArgumentFault | TooLong, expected: string): string {
  switch (fault.kind) {
    case 'missing':
      return `${fault.name} is missing. It must be ${expected}.`;
    case 'invalid':
      return fault.why === undefined
        ? `${fault.name} must be ${expected}. I got “${fault.given}”.`
        : `${fault.name} “${fault.given}”: ${fault.why.en}`;
    case 'too long':
      return `${fault.name} must be ${expected}, in at most ${counted(fault.most, 'character')}. I got “${fault.given}”, which is too long.`;
    case 'extra':
      return `“${fault.given}” is one word too many.`;
    case 'unknown option': {
      const meant = fault.nearest === undefined ? '' : ` Did you mean --${fault.nearest}?`;
      return `There is no option --${fault.given}.${meant}`;
    }
    case 'twice':
      return `${fault.name} was given twice.`;
    case 'no value':
      return `--${fault.name} needs a value: ${expected}.`;
  }
}

function fieldFault(fault: FaultOfField, label: string, expected: string): string {
  switch (fault.kind) {
    case 'missing':
      return `${label}: this is missing. It must be ${expected}.`;
    case 'invalid':
      return fault.why === undefined
        ? `${label}: it must be ${expected}. You gave “${fault.given}”.`
        : `${label}, “${fault.given}”: ${fault.why.en}`;
    case 'too long':
      return `${label}: it must be ${expected}, in at most ${counted(fault.most, 'character')}. “${fault.given}” is too long.`;
  }
}

function lineFault(fault: LineFault): string {
  switch (fault.kind) {
    case 'control character':
      return 'It holds control characters. Type it again, or paste it as plain text.';
    case 'line too long':
      return `It is longer than ${counted(fault.limit, 'character')}. Leave out what is not needed.`;
    case 'unclosed quote':
      return `A quotation mark ${fault.quote} is opened and never closed. Close it or leave it out.`;
  }
}

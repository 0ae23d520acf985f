import type { ArgumentFault } from '../chat/bind.ts';
import type { LineFault } from '../chat/line.ts';
import type { TooLong } from '../chat/words.ts';
import type { XportFault } from '../xport/errors.ts';
import { accounts } from './accounts/en.ts';
import { addresses } from './addresses/en.ts';
import { admin } from './admin/en.ts';
import { admission } from './admission/en.ts';
import { amounts } from './amounts/en.ts';
import { audit } from './audit/en.ts';
import { basket } from './basket/en.ts';
import { buying } from './buying/en.ts';
import { codes } from './codes/en.ts';
import { meaningOf } from './codes/meanings.ts';
import { days } from './days/en.ts';
import { joining } from './joining/en.ts';
import { links } from './links/en.ts';
import { orders } from './orders/en.ts';
import { pictures } from './pictures/en.ts';
import { products } from './products/en.ts';
import { references } from './references/en.ts';
import { refunds } from './refunds/en.ts';
import { requests } from './requests/en.ts';
import { shipping } from './shipping/en.ts';
import { watch } from './watch/en.ts';
import type { Words } from './words.ts';

/** English. */
export const en: Words = {
  core: {
    badInput: 'I could not read that',
    argumentFault,
    lineFault,
    usage: 'Usage',
    example: 'Example',
    unknownCommand: (name) => `There is no command “${name}”`,
    didYouMean: (name) => `Did you mean /${name}? /help lists all commands.`,
    seeHelp: 'Type /help to see what I can do.',
    buttonExpired: 'This button is no longer good',
    buttonExpiredAdvice: 'It is too old. Type the command again for a fresh card.',
    tooSlow: 'This takes too long',
    tooSlowAdvice:
      'I stopped waiting. Try again in a minute; if it keeps happening, tell whoever runs this bot.',
    stopping: 'I am being restarted',
    stoppingAdvice: 'Your command was not finished. Try again in a minute.',
    tooMuch: 'That was a lot of commands',
    tooMuchAdvice: (whose, perMinute, seconds) =>
      `${whose === 'person' ? 'One person may give me' : 'Everybody here together may give me'} ${perMinute} commands a minute. Nothing was done: try again in ${seconds} s. Whoever runs this bot can raise the limit.`,
    crashed: 'Something went wrong on my side',
    crashedAdvice: (incident) =>
      `Try again. If it keeps happening, give incident ${incident} to whoever runs this bot.`,
    notRecorded: 'The audit trail can’t be written',
    notRecordedAdvice: (incident) =>
      `So nothing was done or handed out. Try again in a minute; if it keeps happening, give incident ${incident} to whoever runs this bot.`,
    doneUnrecorded: (incident) =>
      `⚠ This was done, but could not be written to the audit trail. Give incident ${incident} to whoever runs this bot.`,
    notPermitted: (name) => `You may not use /${name} here`,
    roleNeeded: (needed, has) => `It takes the role ${needed}, and yours here is ${has}.`,
    roleNeededEverywhere: (needed, has) =>
      `It is about the whole workspace and takes the role ${needed} in all of it; yours there is ${has}.`,
    askInside: 'A direct message does not tell me which server you belong to: ask me in a channel of it.',
    askAdmin: 'Ask an admin of this workspace for it.',
    noAdmin: (person) =>
      `There is no admin here yet: whoever runs this bot makes you one with the setting ADMINS=${person} and a restart.`,
    notServed: 'You may not use me here',
    notLetIn: 'This workspace or server is not connected',
    itsId: 'Its id',
    notLetInAdvice: (place) =>
      `Nothing was looked up or done. One of the bot’s admins can type /admin admit here, or /admin join with a code; the operator can name it in the setting WORKSPACES=${place}.`,
    otherCompany: 'You belong to another company',
    otherCompanyAdvice: (person) =>
      `I serve the people of this workspace. An admin of it can grant you a role of your own with /admin grant; your id is ${person}.`,
    noSharedPlace: 'I don’t know you',
    noSharedPlaceAdvice:
      'In a direct message I serve members of servers that are connected to me, and found none that we share. Ask me in a channel of such a server, or ask an admin to type /admin admit in yours.',
    unsure: {
      'no permission':
        'The platform may not tell me who you are: the app lacks a permission. Its admin can add the permissions that npm run doctor names and install the app again.',
      'no answer': 'The platform did not tell me in time who you are. Try again in a minute.',
      'no sense':
        'I did not understand what the platform says of you. Tell the operator to run npm run doctor.',
    },
    toDecide: (count) =>
      `${count === 1 ? 'One workspace or server has' : `${count} workspaces or servers have`} watches and ${count === 1 ? 'is' : 'are'} not connected, so nothing is told there: /admin workspaces lists what to let in or dismiss.`,
    roles: { viewer: 'viewer', buyer: 'buyer', approver: 'approver', admin: 'admin' },
    stillRunning: 'This is already under way',
    stillRunningAdvice: 'It was asked for a moment ago and is not done yet. Nothing was done twice.',
    helpButton: 'Help',
    submit: 'Done',
  },
  adapter: {
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
  },
  sandboxMark: 'Sandbox: invented data, no account is set',
  yes: 'yes',
  no: 'no',
  xport: {
    title: (fault) => xportTitles[fault.kind],
    advice: xportAdvice,
    partnerSays: 'The partner says',
    code: 'Code',
    request: (id) => `Request ${id}`,
  },
  seller: {
    summary: 'Open the Wangwang chat with the seller of an offer',
    offer: {
      hint: '1688 offer id, or a product link that holds one',
      expected: 'a 1688 offer id (6 to 19 digits) or a link to a product on 1688, Taobao or Tmall',
    },
    openUid: {
      hint: "the seller's openUid; left out, it is looked up from the offer",
      expected: "the seller's openUid: 8 to 64 letters, digits and - _ + / =",
    },
    share: { hint: 'show the card to everyone in this channel', expected: 'yes or no' },
    qr: { hint: 'show the link as a QR code for the phone', expected: 'yes or no' },
    untitled: (offerId) => `Offer ${offerId}`,
    offerId: 'Offer',
    company: 'Company',
    openChat: 'Chat with the seller',
    openOffer: 'Open the offer',
    copyLink: 'Chat link to copy',
    qrCode: 'QR code of the chat link',
    qrHint: 'Scan it with the phone to open the chat there.',
    guarded: (hours) =>
      `The link opens for ${hours === 1 ? 'one hour' : `${hours} hours`}, and each opening is written down.`,
    showQr: 'QR code',
    shareHere: 'Share in this channel',
    noSeller: 'The seller of this offer is not known',
    noSellerAdvice:
      "The product's details don't name one. If you have the seller's openUid, add it after the offer id.",
    unsafeLink: 'The partner sent a link that I will not show',
    unsafeLinkAdvice: (requestId) =>
      `It does not lead to 1688, Taobao or Alibaba over https. Give request ${requestId || '(no id)'} to the partner's support.`,
    allUsed: 'All seller links of today are used up',
    allUsedAdvice: (seconds) =>
      `The account hands out only so many a day, for all people together (SELLER_LINKS_PER_ACCOUNT_DAY). The next day begins at midnight in China, in ${duration(seconds * 1000)}.`,
    tooOften: 'That was a lot of seller links',
    tooOftenAdvice: (seconds) =>
      `1688 allows chat links only for people who are about to chat, so there is a limit per person. Try again in ${duration(seconds * 1000)}.`,
    picture: (title) => `Picture of ${title}`,
  },
  help: {
    summary: 'What I can do, or how one command works',
    command: { hint: 'a command', expected: 'the name of a command' },
    title: 'What I can do',
    intro: 'Type a command, mention me with the same words, or write them to me directly.',
    usage: 'Usage',
    examples: 'Examples',
    argumentsTitle: 'Arguments',
    everywhere: 'Every command also works as /shoptalk <command> …',
    allCommands: 'All commands',
    chooseCommand: 'Choose a command',
    noSuchCommand: (name) => `There is no command “${name}”`,
  },
  status: {
    summary: 'Whether everything is connected',
    title: 'Everything is connected',
    notReady: 'Not everything is connected',
    version: 'Version',
    upSince: 'Running for',
    partner: 'Partner API',
    sandbox: 'the sandbox on this machine',
    account: 'account set',
    part: (name) =>
      ({ store: 'Store', partner: 'Partner API' })[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    ok: 'connected',
    down: (detail) => (detail === undefined ? 'not connected' : `not connected: ${detail}`),
    duration,
    lastMessage: 'Last message of the partner’s',
    lastSweep: 'Last look through all changed orders',
    notYet: 'none yet',
    ago: (duration) => `${duration} ago`,
    deliveries: 'News to be said',
    requests: 'Messages about requests to be said',
    waiting: (due, later) => (later === 0 ? `${due} now` : `${due} now, ${later} later`),
    parked: (count) => `${count} could not be said: /watching where they belong`,
  },
  language: {
    summary: 'Choose the language of this conversation',
    language: { hint: 'en or zh-CN', expected: 'en or zh-CN' },
    set: 'I speak English here from now on',
    setHint: 'For everyone in this conversation. Choose again at any time.',
    name: { en: 'English', 'zh-CN': '简体中文' },
  },
  days,
  orders,
  buying,
  basket,
  products,
  references,
  pictures,
  watch,
  accounts,
  amounts,
  addresses,
  requests,
  shipping,
  refunds,
  audit,
  joining,
  links,
  admin,
  admission,
  start: {
    page: (address) => `The chat page, for you alone: ${address}`,
    adminToken: (token) =>
      `The admin token of this start, for /metrics and /readyz through a proxy (ADMIN_TOKEN sets your own): ${token}`,
  },
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
      return `${fault.name} must be ${expected}, in at most ${fault.most.toLocaleString('en')} characters. I got “${fault.given}”, which is too long.`;
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

function lineFault(fault: LineFault): string {
  switch (fault.kind) {
    case 'control character':
      return 'It holds control characters. Type it again, or paste it as plain text.';
    case 'line too long':
      return `It is longer than ${fault.limit.toLocaleString('en')} characters. Leave out what is not needed.`;
    case 'unclosed quote':
      return `A quotation mark ${fault.quote} is opened and never closed. Close it or leave it out.`;
  }
}

const xportTitles: { readonly [K in XportFault['kind']]: string } = {
  refused: 'The partner refused',
  unreachable: 'The partner can not be reached',
  'timed out': 'The partner did not answer in time',
  malformed: "The partner's answer made no sense",
  'too large': "The partner's answer was too large",
};

function xportAdvice(fault: XportFault): string {
  switch (fault.kind) {
    case 'refused': {
      const meaning = meaningOf(fault.code);
      return meaning === undefined
        ? 'Check the ids that you gave. If they are right, give the request id to the partner’s support.'
        : codes[meaning];
    }
    case 'unreachable':
    case 'timed out':
      return 'Nothing was changed. Try again in a minute; if it keeps happening, run npm run doctor.';
    case 'malformed':
    case 'too large':
      return 'Try again later. If it keeps happening, tell whoever runs this bot: npm run call shows the answer.';
  }
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

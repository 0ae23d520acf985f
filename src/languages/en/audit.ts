import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';

const outcomes: Readonly<Record<string, string>> = {
  begun: 'begun',
  done: 'done',
  refused: 'refused by the partner',
  'not permitted': 'not permitted',
  failed: 'failed',
};

/** What is said about the audit log, and about forgetting a person. */
export const audit = {
  summary: 'Who did what, where and when: the audit log',
  person: {
    hint: 'what one person did, or what was done to them',
    expected: 'a person picked after @, me, or platform:id',
  },
  command: { hint: 'of one command, such as order pay', expected: 'a command’s name, without the slash' },
  since: {
    hint: 'from when on',
    expected:
      'a day or days (2026-11-25, 25 Nov, yesterday, last Monday, last week, Q3, 2026-11, 7d), of which the first counts, or 24h for hours',
  },
  page: { hint: 'further back', expected: 'a page from 1 to 500' },
  xlsx: { hint: 'as a table for a spreadsheet (XLSX)', expected: 'yes or no' },
  csv: { hint: 'as plain text with commas (CSV)', expected: 'yes or no' },
  before: { hint: 'only what came before this record', expected: 'the number of a record' },

  title: 'Audit log',
  none: 'Nothing is written down for that.',
  onPage: (page: number) => `page ${grouped(page)}`,
  /** Where the person was erased. */
  erased: '(erased)',
  /** Where no person is known to have done it, such as opened a link. */
  nobody: 'no person named',
  direct: 'direct message',
  here: 'this conversation',
  /** Whom it was done to. */
  on: (person: string) => `on ${person}`,
  outcomes,
  /** One of the facts of a record: what it is called, and what it is. */
  fact: (name: string, value: string) => `${name} ${value}`,
  facts: (facts: readonly string[]) => facts.join(', '),
  columns: {
    when: 'When',
    what: 'What',
    who: 'Who',
    where: 'Where',
    about: 'About',
    trace: 'Trace',
  },
  newer: '← Newer',
  older: 'Older →',
  asTable: 'As a table',
  csvTitle: 'The audit log as a file',
  csvAdvice: (records: number) =>
    `${counted(records, 'record')}, the newest first, times in UTC. It names people: keep it where only those who need it can read it.`,
  csvMore: 'There is more, further back.',
  nextPart: 'Next part',

  forget: {
    summary: 'Take a person out of everything that is kept',
    person: { hint: 'the person', expected: 'a person picked after @, me, or platform:id' },
    confirm: { hint: 'really do it', expected: 'yes or no' },
    title: 'Forget this person?',
    advice:
      'Their id, and every text by or about them, is erased from the audit log, from watches that they set or are pinged by, from requests, and from answers that were kept. All that is set or watched in their direct messages with me ends. What was done stays written down, without them.',
    cannot: 'This can’t be undone.',
    button: 'Forget them',
    done: 'Forgotten',
    doneAdvice: (records: number, watches: number, others: number) =>
      `Erased from ${counted(records, 'record')} of the audit log, ${counted(watches, 'watch', 'watches')}, and ${counted(others, 'other place')}.`,
    chainHolds: 'The audit log’s chain still holds.',
    /** What is never reached. */
    beyond:
      'Not reached: messages that stand in chats already, files that people saved, log files, backups of the database, what the partner knows, and what other workspaces and servers keep of them.',
    /** What was not reached this time. */
    stays: {
      /** What they spent within 24 hours still counts. */
      spending:
        'Not reached: what they spent within 24 hours, so that the limit for spending still holds. It ends by itself within two days.',
      /** Their direct messages have an audit log of their own, named after them. */
      chain:
        'Not reached: their direct messages have an audit log of their own, without a value in it by now. Its name holds their id, since its hashes cover that.',
      /** Requests are still sent to their direct messages. */
      rule: 'Not reached: requests are still sent to their direct messages. Type /admin approvers here in the conversation where they are to go.',
      /** Their direct messages could not be found. */
      directs:
        'Not reached: their direct messages with me, which their platform did not name just now. What is set or watched there stays. Forget them once more later.',
    },
    /** In place of an answer that named them. */
    forgotten: 'This answer was erased, since it named a person who is to be forgotten.',
    whom: 'Person',
  },
};
export type AuditWords = typeof audit;

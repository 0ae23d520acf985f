import type { Readiness } from '../chat/adapter.ts';
import type { Field } from '../chat/card.ts';
import { type Command, describeCommand } from '../chat/command.ts';
import type { StatusWords } from '../languages/en/help.ts';
import { allWords, localized } from '../languages/index.ts';
import type { Clock } from '../runtime/clock.ts';

/** How far the bot is with order news and with messages about requests. Times are ms since 1970 UTC. */
export interface NewsStatus {
  readonly inbox: { readonly lastReceivedAt?: number };
  readonly deliveries: Waiting;
  readonly requests: Waiting;
  readonly lastSweepAt?: number;
}

/** How many messages are due now, how many later, and how many were given up. */
interface Waiting {
  readonly due: number;
  readonly later: number;
  readonly parked: number;
}

/** `/status`: each part of the bot and whether it is connected, and how far the bot is with order news. */
export const status = describeCommand({
  name: 'status',
  summary: localized((words) => words.status.summary),
  examples: ['status'],
  arguments: {},
  needs: 'viewer',
  effect: 'read',
});

export function statusCommand(deps: {
  readonly clock: Clock;
  readonly version: string;
  readonly startedAt: number;
  readonly sandbox: boolean;
  /** Every part that can be down, by name. */
  health(): Promise<readonly { readonly name: string; readonly readiness: Readiness }[]>;
  news(): Promise<NewsStatus>;
}): Command {
  return status.does({
    async run(_, { language }) {
      const words = allWords[language].status;
      const [health, news] = await Promise.all([deps.health(), deps.news()]);
      const now = deps.clock.now();
      const fine = health.every(({ readiness }) => readiness.ok);
      const fields: Field[] = health.map(({ name, readiness }) => ({
        label: words.part(name),
        value: [readiness.ok ? `✓ ${words.ok}` : `✗ ${words.down(readiness.detail)}`],
      }));
      return {
        tone: fine ? 'good' : 'warning',
        title: fine ? words.title : words.notReady,
        body: [
          {
            kind: 'fields',
            fields: [
              ...fields,
              { label: words.partner, value: [deps.sandbox ? words.sandbox : words.account] },
              { label: words.upSince, value: [words.duration(now - deps.startedAt)] },
              { label: words.version, value: [deps.version] },
            ],
          },
          { kind: 'fields', fields: newsFields(news, now, words) },
        ],
        actions: [],
      };
    },
  });
}

function newsFields(
  { inbox, deliveries, requests, lastSweepAt }: NewsStatus,
  now: number,
  words: StatusWords,
): readonly Field[] {
  const ago = (at: number | undefined) =>
    at === undefined ? words.notYet : words.ago(words.duration(Math.max(0, now - at)));
  const waiting = ({ due, later, parked }: Waiting) =>
    [words.waiting(due, later), ...(parked === 0 ? [] : [words.parked(parked)])].join(' · ');
  return [
    { label: words.lastMessage, value: [ago(inbox.lastReceivedAt)] },
    { label: words.lastSweep, value: [ago(lastSweepAt)] },
    { label: words.deliveries, value: [waiting(deliveries)] },
    { label: words.requests, value: [waiting(requests)] },
  ];
}

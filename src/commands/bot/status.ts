import type { Readiness } from '../../chat/adapter.ts';
import type { Field } from '../../chat/card.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import type { StatusWords } from '../../languages/en/help.ts';
import { allWords, localized } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ClockJump } from '../../runtime/clock-watch.ts';
import { dayMs } from '../../runtime/durations.ts';

/** How far the bot is with order news and with all that it says unasked. Times are ms since 1970 UTC. */
export interface NewsStatus {
  readonly inbox: { readonly lastReceivedAt?: number };
  readonly deliveries: Waiting;
  readonly lastSweepAt?: number;
  /** Conversations whose watches are on orders of another account than the one in use. */
  readonly silentConversations?: number;
}

/** How many messages are due now, how many later, and how many are parked. */
interface Waiting {
  readonly due: number;
  readonly later: number;
  readonly parked: number;
}

/** `/status`: each part of the bot and whether it is connected, and how far the bot is with order news. */
export const status = describeCommand({
  name: 'status',
  summary: localized((words) => words.status.summary),
  everyday: ['状态'],
  examples: ['status'],
  arguments: {},
  needs: 'viewer',
  effect: 'read',
});

export interface StatusDeps {
  readonly clock: Clock;
  readonly version: string;
  /** The last migration of the store, such as `0019-copies`. */
  readonly schema: string;
  /** By the clock's `elapsed`. */
  readonly startedAt: number;
  readonly sandbox: boolean;
  /** Which account the bot works for; absent while that is not known. */
  account(): { readonly name: string } | undefined;
  /** The last time that the machine's clock was set. */
  clockJump(): ClockJump | undefined;
  /** Every part that can be down, by name. */
  health(): Promise<readonly { readonly name: string; readonly readiness: Readiness }[]>;
  news(): Promise<NewsStatus>;
}

export function statusCommand(deps: StatusDeps): Command {
  return status.does({
    async run(_, { language }) {
      const words = allWords[language].status;
      const [health, news] = await Promise.all([deps.health(), deps.news()]);
      const now = deps.clock.now();
      const account = deps.account();
      const fine = account !== undefined && health.every(({ readiness }) => readiness.ok);
      const partner = deps.sandbox
        ? words.sandbox
        : account === undefined
          ? `✗ ${words.accountNotKnown}`
          : words.account(account.name);
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
              { label: words.partner, value: [partner] },
              { label: words.upSince, value: [words.duration(deps.clock.elapsed() - deps.startedAt)] },
              {
                label: words.version,
                value: [words.build(deps.version, deps.schema.split('-', 1)[0] ?? '')],
              },
              ...jumpFields(deps.clockJump(), now, words),
            ],
          },
          { kind: 'fields', fields: newsFields(news, now, words) },
        ],
        actions: [],
      };
    },
  });
}

/** For a day: what was said of times meanwhile may be wrong. */
function jumpFields(jump: ClockJump | undefined, now: number, words: StatusWords): readonly Field[] {
  if (jump === undefined || now - jump.at >= dayMs) return [];
  const { byMs, at } = jump;
  const by = words.duration(Math.abs(byMs));
  const ago = words.ago(words.duration(Math.max(0, now - at)));
  return [
    { label: words.clock, value: [`⚠ ${byMs < 0 ? words.setBack(by, ago) : words.setAhead(by, ago)}`] },
  ];
}

function newsFields(
  { inbox, deliveries, lastSweepAt, silentConversations = 0 }: NewsStatus,
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
    ...(silentConversations === 0
      ? []
      : [{ label: words.watches, value: [words.silent(silentConversations)] }]),
  ];
}

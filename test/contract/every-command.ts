import { describe, expect, it } from 'vitest';
import { mostLines } from '../../src/domain/buying/purchase.ts';
import { orderOf } from '../arbitraries/order.ts';
import { openTestCore } from '../harness/core.ts';
import { eventually } from '../harness/eventually.ts';
import type { Seen, Surface, SurfaceFacts } from './adapter-contract.ts';
import { longestOffers } from './longest-offer.ts';

type Locale = 'en-US' | 'zh-CN';

/** Some forty commands in a browser take their time on a busy machine. */
const wholeTableMs = 90_000;

/**
 * Every command there is, drawn from the real core: made from the command table, so that none can be forgotten. What a
 * platform takes is what its fake takes, whose surface throws for anything else.
 */
export function everyCommand({ name, people, open, outside }: SurfaceFacts): void {
  describe(`${name}: every command`, () => {
    it.each<Locale>(['en-US', 'zh-CN'])(
      'is answered, pinging nobody, for its examples in %s',
      async (locale) => {
        const bot = await openTestCore({
          fetchPicture: async () => ({ fault: 'unreachable' }),
          access: { admins: people, defaultRole: 'buyer' },
        });
        bot.news.partner = async (orderId) => orderOf({ orderId });
        const surface = await open(bot.core, locale);
        try {
          for (const { name: command, examples, needs } of inTalkingOrder(bot.core.menu)) {
            expect(examples, `${command} has an example`).not.toEqual([]);
            for (const line of examples) {
              bot.ended.length = 0;
              const seen = await surface.type(line);
              const outcome = () => bot.ended.find((each) => each.command === command)?.outcome;
              const isElsewhere = outside === true && needs === 'admin';
              const found = ofNothingThere.has(command) ? 'refused' : 'answered';
              const wanted = isElsewhere ? 'not permitted' : found;
              await eventually(() => expect(outcome(), line).toBe(wanted));
              expect(seen.text.trim(), line).not.toBe('');
              expect(
                seen.mentions.filter((whom) => seen.to === 'conversation' || !isKnown(whom, line, people)),
                line,
              ).toEqual([]);
              expect(
                seen.links.filter((link) => !isVouchedFor(link)),
                line,
              ).toEqual([]);
            }
          }
        } finally {
          await surface.close();
          await bot.close();
        }
      },
      wholeTableMs,
    );
  });

  describe(`${name}: offers whose every field is as long as it gets`, () => {
    it.each<Locale>(['en-US', 'zh-CN'])(
      'are drawn within its limits in %s',
      async (locale) => {
        const upstream = await longestOffers();
        const bot = await openTestCore({ upstream: upstream.url });
        const surface = await open(bot.core, locale);
        try {
          for (const line of upstream.lines) {
            const seen = await surface.type(line);
            isWhole(seen, line);
            await chooseLast(surface, seen, line);
            if (line.startsWith('/basket preview')) isEveryLineThere(seen);
            if (line === '/basket') canEveryLineBeChanged(seen);
          }
          expect(bot.ended.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
        } finally {
          await surface.close();
          await bot.close();
          await upstream.close();
        }
      },
      wholeTableMs,
    );
  });
}

/** Whether a person may be named to the asker, which pings no one: one of the `people` there, or one whom the line names. */
function isKnown(whom: string, line: string, people: readonly string[]): boolean {
  const id = whom.replace(/^@/, '');
  return line.includes(id) || people.some((each) => each.endsWith(`:${id}`));
}

/** Commands whose examples are about what no new sandbox has: its refusal is what they draw. */
const ofNothingThere: ReadonlySet<string> = new Set([
  'refund create',
  'refund reasons',
  'refund return',
  'ship update',
]);

/** An address is there once it was added, and a conversation's language stays what it was set to. */
function inTalkingOrder<Menu extends { readonly name: string }>(menu: readonly Menu[]): readonly Menu[] {
  const places = ['address add', '', 'language'];
  const place = ({ name }: Menu) => places.indexOf(places.includes(name) ? name : '');
  return menu.toSorted((one, other) => place(one) - place(other));
}

function isVouchedFor(link: string): boolean {
  return /^https:\/\/([a-z0-9-]+\.)*((1688|alicdn|taobao|tmall)\.com|sandbox\.invalid)\//.test(link);
}

function isWhole(seen: Seen, line: string): void {
  expect(seen.mentions, line).toEqual([]);
  expect([seen.text, ...seen.buttons].join(), line).toMatch(/超长|longest/);
}

/** Of as many lines as one order takes none is folded away. */
function isEveryLineThere(seen: Seen): void {
  for (let at = 1; at <= mostLines; at += 1) expect(seen.text).toContain(`${at}. `);
}

/** Each can be chosen in two menus: to change how many, and to take it out. */
function canEveryLineBeChanged(seen: Seen): void {
  isEveryLineThere(seen);
  for (let at = 1; at <= mostLines; at += 1) {
    expect(seen.buttons.filter((label) => label.startsWith(`${at}. `))).toHaveLength(2);
  }
}

/** The last of an offer's variants leads to a card as well. */
async function chooseLast(surface: Surface, seen: Seen, line: string): Promise<void> {
  const last = seen.buttons.findLast((label) => /超长|longest/.test(label));
  if (last === undefined || !line.startsWith('/product')) return;
  isWhole(await surface.click(last), `${line}, ${last}`);
}

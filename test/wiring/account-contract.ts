import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { en } from '../../src/languages/en/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import { platforms } from '../../src/wiring/platforms.ts';
import { signCallback } from '../../src/xport/callback-signature.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { botToken, type FakeSlack, signingSecret, startFakeSlack } from '../fakes/slack/slack.ts';
import { visible } from '../fakes/slack/visible.ts';
import { people, places } from '../fakes/slack/workspace.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/process.ts';
import { secret } from '../protection/logs/kept-lines.ts';

/** An account at the partner, with the key that it has at the time. */
const accountWith = (key: string, userId = '1700000000000') => ({
  accessKey: key.repeat(32),
  accessSecret: `not-a-real-secret-of-${key}`,
  userId,
});
type PartnerAccount = ReturnType<typeof accountWith>;

/** What must hold of accounts and their access keys, from the partner to the chat, on a database. */
export function accountContract(
  name: string,
  makeDatabase: () => Promise<{ readonly url: string; dispose(): Promise<void> }>,
): void {
  describe(`an account at the partner, and its access keys, on ${name}`, () => {
    const undo: (() => Promise<unknown>)[] = [];
    let url: string;
    let folder: string;
    let slack: FakeSlack;

    beforeEach(async () => {
      const made = await temporaryFolder();
      undo.push(() => made[Symbol.asyncDispose]());
      folder = made.path;
      const database = await makeDatabase();
      undo.push(() => database.dispose());
      url = database.url;
      slack = await startFakeSlack();
      undo.push(() => slack.stop());
    });
    afterEach(async () => {
      for (const each of undo.splice(0).reverse()) await each();
    });

    /** The bot, and beside it the partner that knows `account`: its orders are there at the next start too. */
    interface Life {
      readonly bot: Bot;
      readonly partner: Sandbox;
      /** Workspaces an order at the partner, which pushes it until that is taken. */
      order(): string;
      /** What the partner is answered when it pushes a message. */
      push(): Promise<number>;
      stop(): Promise<void>;
    }

    async function start(account: PartnerAccount, more: Record<string, string> = {}): Promise<Life> {
      secret(account.accessSecret);
      const partner = await openSandbox({
        account,
        signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
        timestampUnit: 'seconds',
        clock: systemClock,
        random: systemRandom,
        log: silentLog,
        keptIn: `${folder}/partner`,
        orders: {
          stepMs: 0,
          repushMs: 300,
          base: 'key-and-body',
          mischief: { twice: 0, overtaken: 0 },
        },
      });
      const bot = await startOn({
        XPORT_BASE_URL: partner.url,
        XPORT_ACCESS_KEY: account.accessKey,
        XPORT_ACCESS_SECRET: account.accessSecret,
        XPORT_USER_ID: account.userId,
        ...more,
      });
      partner.pushTo(`${bot.url}/xport/messages`);
      let running = true;
      const life: Life = {
        bot,
        partner,
        order() {
          const placed = partner.orders.place({
            offerId: '951807530375',
            quantity: 100,
            userId: account.userId,
          });
          return 'code' in placed ? expect.fail(placed.msg) : placed.orderId;
        },
        async push() {
          const body = Buffer.from(
            JSON.stringify({
              messageType: 'ORDER_CREATE',
              messageBody: '{}',
              messagePlatform: 1,
              timestamp: '1',
            }),
          );
          const signed = { accessKey: account.accessKey, base: 'key-and-body', body } as const;
          const authorization = signCallback(signed, account.accessSecret);
          const headers = { 'content-type': 'application/json', authorization };
          const answer = await fetch(`${bot.url}/xport/messages`, { method: 'POST', headers, body });
          return answer.status;
        },
        async stop() {
          if (!running) return;
          running = false;
          await bot.stop();
          await partner.close();
        },
      };
      undo.push(life.stop);
      return life;
    }

    async function startOn(environment: Record<string, string>): Promise<Bot> {
      const read = readSettings(platforms, {
        DATABASE_URL: url,
        PORT: '0',
        ADMINS: `slack:${people.ann}`,
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.apiUrl,
        ...environment,
      });
      if ('faults' in read) throw new Error(JSON.stringify(read.faults));
      const surroundings = { clock: systemClock, random: systemRandom, log: silentLog, version: '0.0.0' };
      const bot = await startBot(read.settings, surroundings);
      slack.sendTo(`${bot.url}/slack/events`);
      return bot;
    }

    const texts = () =>
      slack.messages
        .filter(({ channel }) => channel === places.buying)
        .map((message) => visible(message).text);
    const saying = (words: string) => texts().filter((text) => text.includes(words));

    /** Types `line` and gives the answer to it, the only one that says `words`. */
    async function ask(line: string, words: string): Promise<string> {
      const before = saying(words).length;
      await slack.type(line, { user: people.ann });
      await eventually(() => expect(saying(words).length, texts().at(-1)).toBeGreaterThan(before));
      return saying(words).at(-1) ?? '';
    }
    const toldOf = (orderId: string) => eventually(() => expect(saying(orderId).length).toBeGreaterThan(0));
    const silence = () => saying(en.watch.noNewsHere);

    const [former, present] = [accountWith('a'), accountWith('b')];

    it('keeps all with a new key where the one before is named, and from then on', async () => {
      const first = await start(former);
      await ask('/watch', en.watch.begun);
      const earlier = first.order();
      await toldOf(earlier);
      await first.stop();

      const second = await start(present, { XPORT_PREVIOUS_ACCESS_KEY: former.accessKey });
      const later = second.order();
      await toldOf(later);
      const listed = await ask('/order list', later);
      expect(listed).toContain(earlier);
      expect(await ask('/watching', en.watch.watching)).not.toContain(en.watch.elsewhere);
      await second.stop();

      const third = await start(present);
      const last = third.order();
      await toldOf(last);
      expect(silence()).toEqual([]);
      expect(await third.push()).toBe(200);
    });

    it('says once that a key is linked to nothing, does nothing under another, and goes on when an admin says so', async () => {
      const first = await start(former);
      await ask('/watch', en.watch.begun);
      await toldOf(first.order());
      await first.stop();

      const second = await start(present);
      await eventually(() => expect(silence()).toHaveLength(1));
      expect(silence()[0]).toContain(en.watch.accountNotKnown);
      expect(await second.push()).toBe(503);
      const missed = second.order();
      const { undecided } = en.accountKey;
      await ask('/order list', undecided);
      await ask(`/order pay ${missed}`, undecided);
      await ask('/watch', undecided);
      expect(await ask('/watching', en.watch.watching)).toContain(en.watch.accountNotKnown);
      expect(await ask('/status', en.status.notReady)).toContain(en.status.accountNotKnown);
      await second.stop();

      const third = await start(present);
      const asked = await ask('/admin key', en.accountKey.notKnown);
      const [account = ''] = /account-[0-9a-zA-Z_-]+/.exec(asked) ?? [];
      await ask(`/admin key ${account}`, en.accountKey.askSame(account));
      await ask(`/admin key ${account} --confirm`, en.accountKey.decided(account));
      await toldOf(third.order());
      expect(await ask('/watching', en.watch.watching)).not.toContain(en.watch.elsewhere);
      expect(silence()).toHaveLength(1);
      expect(await third.push()).toBe(200);
    });

    it('keeps accounts apart where an admin says that the key is another’s', async () => {
      const first = await start(former);
      await ask('/watch', en.watch.begun);
      const earlier = first.order();
      await toldOf(earlier);
      await first.stop();

      const second = await start(present);
      await eventually(() => expect(silence()).toHaveLength(1));
      await ask('/admin key another --confirm', en.accountKey.decidedAdvice);
      await eventually(() => expect(silence()).toHaveLength(2));
      expect(silence()[1]).toContain(en.watch.elsewhereAdvice);
      expect(await ask('/watching', en.watch.watching)).toContain(en.watch.elsewhere);
      expect(await second.push()).toBe(200);
      await ask('/watch', en.watch.begun);
      await toldOf(second.order());
      expect(await ask('/watching', en.watch.watching)).not.toContain(en.watch.elsewhere);
    });

    it('is never the sandbox, which is the same at each start', async () => {
      const sandbox = await startOn({ LOCAL_CHAT: 'off' });
      await ask('/watch', en.watch.begun);
      await sandbox.stop();
      const again = await startOn({ LOCAL_CHAT: 'off' });
      expect(await ask('/watching', en.watch.watching)).not.toContain(en.watch.elsewhere);
      await again.stop();
      expect(silence()).toEqual([]);

      const life = await start(present);
      await eventually(() => expect(silence()).toHaveLength(1));
      expect(silence()[0]).toContain(en.watch.elsewhereAdvice);
      expect(await life.push()).toBe(200);
      expect(await ask('/watching', en.watch.watching)).toContain(en.watch.elsewhere);
    });

    it('is decided for every process at once', async () => {
      const first = await start(former);
      await ask('/watch', en.watch.begun);
      await first.stop();

      const [one, other] = [await start(present), await start(present)];
      await eventually(() => expect(silence()).toHaveLength(1));
      expect([await one.push(), await other.push()]).toEqual([503, 503]);
      const asked = await ask('/admin key', en.accountKey.notKnown);
      const [account = ''] = /account-[0-9a-zA-Z_-]+/.exec(asked) ?? [];
      await ask(`/admin key ${account} --confirm`, en.accountKey.decided(account));
      await eventually(async () => expect(await one.push()).toBe(200));
      expect(await other.push()).toBe(200);
    });

    it('finds orders that were placed for a user who is not the account’s own any more', async () => {
      const first = await start(former);
      const noted = first.order();
      await ask('/watch', en.watch.begun);
      await first.stop();

      const second = await start(accountWith('a', '1700000000009'));
      const found = await ask(`/order show ${noted}`, noted);
      expect(found).toContain('¥');
      expect(await ask(`/order pay ${noted}`, noted)).toContain('¥');
      await second.stop();
    });
  });
}

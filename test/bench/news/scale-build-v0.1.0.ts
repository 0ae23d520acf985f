import { createNewsSources } from '../../../src/news-sources.ts';
import { createCrowd } from '../../../src/notifications/crowd.ts';
import { intakeRoutes } from '../../../src/notifications/intake.ts';
import { createReader } from '../../../src/notifications/reader.ts';
import { createWatchBook } from '../../../src/notifications/watch-book.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createLog } from '../../../src/runtime/pino-log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { Books } from '../../../src/store/news-contract.ts';
import { openStore } from '../../../src/store/open.ts';
import { openXport } from '../../../src/xport/client.ts';
import { account as partner, slackApp } from '../scene.ts';
import type { OpenScaleBuild } from './scale-order.ts';

const account = 'partner:bench';
const organization = slackApp.teamId;
const day = 24 * 60 * 60_000;

/**
 * The intake and the reader of v0.1.0 in that build's own names, put together as it does: it takes the place of `scale-build.ts`
 * in a copy of that build, and no compiler sees it here.
 */
export const openBuild: OpenScaleBuild = async ({ database, read }) => {
  const clock = systemClock;
  const random = systemRandom;
  const log = createLog({ level: 'error', secrets: [], destination: process.stderr });
  const store = await openStore({ url: database, clock, random, log });
  const xport = openXport({
    account: partner,
    baseUrl: 'http://127.0.0.1:1/api',
    signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
    timestampUnit: 'seconds',
    clock,
    random,
    log,
  });
  const crowd = createCrowd();
  const counting = (books: Books, settled: (count: number) => void): Books => ({
    ...books,
    settleMessages(messages) {
      settled(messages.digests.length);
      return books.settleMessages(messages);
    },
  });
  const reader = createReader({
    store: {
      signals: store.signals,
      orders: {
        ...store.orders,
        async transact(work) {
          let count = 0;
          const done = await store.orders.transact((books) =>
            work(counting(books, (some) => (count += some))),
          );
          read(count);
          return done;
        },
      },
    },
    sources: createNewsSources({
      xport,
      account,
      patience: { unpaidMs: day, unshippedMs: 3 * day, stalledMs: 5 * day },
      clock,
    }),
    account,
    clock,
    random,
    log,
    crowd,
  });
  const routes = intakeRoutes({
    store,
    account,
    callback: {
      by: { kind: 'signature' },
      base: 'key-and-body',
      accessKey: partner.accessKey,
      secrets: [partner.accessSecret],
    },
    clock,
    random,
    log,
    crowd,
    measure: () => {},
  });
  const take = routes.find(({ method }) => method === 'POST');
  const ignore = store.signals.on('inbox', reader.wake);
  const book = createWatchBook({ watches: store.watches, account, clock });
  reader.start();
  return {
    push: async (request) => (await take?.handle(request))?.status,
    watch: ({ conversation, orderId }) =>
      book.set(
        { organization, conversation, place: organization },
        {
          subject: { about: 'order', orderId },
          rule: { kinds: ['price', 'paid'], daily: false },
          setBy: 'slack:U1',
        },
      ),
    async deliveries() {
      const { due, later } = await store.lanes.counts();
      return due + later;
    },
    async close() {
      ignore();
      await reader.stop();
      xport.close();
      await store.close();
    },
  };
};

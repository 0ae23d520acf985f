import { intakeRoutes } from '../../../src/notifications/intake.ts';
import { readUnit } from '../../../src/notifications/read-unit.ts';
import { createReader } from '../../../src/notifications/reader.ts';
import { createUpdateSource } from '../../../src/notifications/update-source.ts';
import { createWatchBook } from '../../../src/notifications/watch-book.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createInFlight } from '../../../src/runtime/in-flight.ts';
import { createLog } from '../../../src/runtime/pino-log.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { createSecrets } from '../../../src/runtime/secrets.ts';
import { openStore } from '../../../src/store/open.ts';
import { storeThreadEntry } from '../../../src/wiring/store-thread-entry.ts';
import { openXport } from '../../../src/xport/client.ts';
import { account as partner, slackApp } from '../scene.ts';
import type { OpenScaleBuild } from './scale-order.ts';

const account = 'partner:bench';
const organization = slackApp.teamId;
const day = 24 * 60 * 60_000;

/** The intake and the reader of this build, put together as the bot does. */
export const openBuild: OpenScaleBuild = async ({ database, read }) => {
  const clock = systemClock;
  const random = systemRandom;
  const log = createLog({ level: 'error', secrets: createSecrets(), destination: process.stderr });
  const store = await openStore({ url: database, thread: storeThreadEntry, clock, random, log });
  const xport = openXport({
    account: partner,
    baseUrl: 'http://127.0.0.1:1/api',
    signatureTemplate: '{access-key}{timestamp}{nonce-str}{access-secret}',
    timestampUnit: 'seconds',
    clock,
    random,
    log,
  });
  const patience = { unpaidMs: day, unshippedMs: 3 * day, stalledMs: 5 * day };
  const inFlight = createInFlight();
  const reader = createReader({
    store,
    sources: createUpdateSource({
      xport,
      account,
      users: { of: async () => undefined, note: async () => {}, former: async () => [] },
      patience,
      clock,
    }),
    readBatch: (order) => store.runUnit(readUnit, { ...order, patience }),
    account,
    clock,
    random,
    log,
    inFlight,
    measure: ({ traces }) => read(traces.length),
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
    inFlight,
    measure: () => {},
  });
  const take = routes.find(({ method }) => method === 'POST');
  const ignore = store.signals.on('inbox', reader.wake);
  const book = createWatchBook({ watches: store.watches, account: () => account, clock });
  reader.start();
  return {
    push: async (request) => (await take?.handle(request))?.status,
    watch: ({ conversation, orderId }) =>
      book.set(
        { organization, conversation, workspace: organization },
        {
          subject: { about: 'order', orderId },
          rule: { kinds: ['price', 'paid'], daily: false },
          setBy: 'slack:U1',
        },
      ),
    async deliveries() {
      const { due, later } = await store.queues.counts();
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

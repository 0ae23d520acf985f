import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { bad, type Finding, good, unsure } from '../chat/finding.ts';
import { menuOf, menuWords } from '../commands/index.ts';
import { parseAnchor } from '../domain/audit/anchors.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/pino-log.ts';
import { systemRandom } from '../runtime/random.ts';
import { createSecrets } from '../runtime/secrets.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { AnchorName } from '../store/contract/audit.ts';
import { StoreError, type StoreFault } from '../store/error.ts';
import { openStore } from '../store/open.ts';
import { openPartner } from '../wiring/partner.ts';
import { checkAccount } from './check-account.ts';
import { checkAdmission } from './check-admission.ts';
import { checkAudit } from './check-audit.ts';
import { checkCollector } from './check-collector.ts';
import { checkCopies } from './check-copies.ts';
import { checkDisk } from './check-disk.ts';
import { checkPartner } from './check-partner.ts';
import { checkPublicUrl } from './check-public-url.ts';
import { settingsExitStatus } from './command-line.ts';
import { settingsFromEnvironment } from './from-environment.ts';
import { makeChecks } from './overseen.ts';

/*
 * What npm run doctor looks at, one after the other: the program that doctor.ts oversees. Its first argument is the number of the
 * check to begin with.
 */

const log = createLog({ level: 'silent', secrets: createSecrets(), destination: process.stderr });
const surroundings = { clock: systemClock, random: systemRandom, log };

const [from, ...given] = process.argv.slice(2);
const since = anchorsGiven(given);
const settings = settingsFromEnvironment();

const disk = 'See that its disk is mounted, and that the machine which has it answers.';
const network = 'See that this machine reaches it, and that its name is found: DNS, proxy, firewall.';
const menu = {
  commands: menuOf({ sandbox: settings.xport.account === undefined }),
  words: menuWords,
};

// As long as each may take where all that it asks answers at the last moment.
await makeChecks(
  [
    {
      name: 'Settings',
      mostMs: 10_000,
      advice: disk,
      look: async () => [good('Settings: complete and well-formed'), checkNode()],
    },
    {
      // A migration, and going through the whole audit log, are among it.
      name: 'Store',
      mostMs: 600_000,
      advice: `${disk} A database server answers within seconds.`,
      look: () => checkStore(settings),
    },
    { name: 'Disk', mostMs: 10_000, advice: disk, look: () => checkDisk(settings.databaseUrl) },
    {
      name: 'Hourly copies',
      mostMs: 20_000,
      advice: disk,
      look: () =>
        checkCopies(settings.hourlyCopies?.folder, { databaseUrl: settings.databaseUrl, ...surroundings }),
    },
    { name: 'HTTP', mostMs: 30_000, advice: network, look: async () => [await checkPort(settings)] },
    {
      name: 'PUBLIC_URL',
      mostMs: 60_000,
      advice: network,
      look: () => checkPublicUrl(settings.http.publicUrl),
    },
    {
      name: 'Traces',
      mostMs: 30_000,
      advice: network,
      look: () => checkCollector(settings.tracesEndpoint),
    },
    { name: 'Partner API', mostMs: 120_000, advice: network, look: checkPartnerAndCallback },
    ...settings.platforms.map(({ platform, check }) => ({
      name: `${platform.name.charAt(0).toUpperCase()}${platform.name.slice(1)}`,
      mostMs: 120_000,
      advice: network,
      look() {
        const own = `${platform.name}:`;
        const workspaces = settings.access.workspaces
          .filter((id) => id.startsWith(own))
          .map((id) => id.slice(own.length));
        return check({ menu, workspaces, now: systemClock.now });
      },
    })),
  ],
  Number(from),
);

async function checkPartnerAndCallback(): Promise<readonly Finding[]> {
  const partner = await openPartner(settings, surroundings);
  const findings = await checkPartner(settings, partner, surroundings);
  await partner.close();
  return partner.sandbox === undefined ? [...findings, checkCallback(settings)] : findings;
}

/** What was written down by hand; ends the process where that can't be read. */
function anchorsGiven(args: readonly string[]): readonly AnchorName[] {
  try {
    const { values } = parseArgs({ args: [...args], options: { since: { type: 'string', multiple: true } } });
    return (values.since ?? []).map((text) => {
      const anchor = parseAnchor(text);
      if (anchor === undefined) throw new Error(`--since ${text}: no organization:seq:hash`);
      return anchor;
    });
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : 'unreadable arguments';
    process.stderr.write(
      `${why}\nusage: npm run doctor -- [--since organization:seq:hash]\n` +
        'such as slack:T0123ABCD:42:… with the 64 hex digits of the record’s hash\n',
    );
    process.exit(settingsExitStatus);
  }
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 26
    ? good(`Node ${process.versions.node}`)
    : bad(
        `Node ${process.versions.node}`,
        'Run it through npm (npm run doctor), which brings Node 26 along.',
      );
}

/** Only the partner's console can tell whether it reaches the bot. */
function checkCallback({ http: { publicUrl }, xport: { callback } }: Settings): Finding {
  const base = (publicUrl ?? 'https://your.host').replace(/\/$/, '');
  const [by, last] =
    callback.by.kind === 'token'
      ? ['the token in its path', '/ and XPORT_CALLBACK_TOKEN']
      : [`signature over ${callback.base}`, ''];
  return unsure(
    `Pushed messages: taken by ${by}`,
    `In the partner's console set the callback URL to ${base}/xport/messages${last} and press Verify.`,
  );
}

async function checkStore({ databaseUrl, auditKeptMs, ...settings }: Settings): Promise<readonly Finding[]> {
  try {
    const store = await openStore({ url: databaseUrl, auditKeptMs, ...surroundings });
    try {
      await store.writeAndRead();
      const { name, concerns } = await store.describe();
      return [
        concerns.length === 0
          ? good(`Store: ${name}, schema up to date, a row was written and read back`)
          : unsure(`Store: ${name} may lose what it was given`, concerns.join(' ')),
        ...(await checkAccount(store, settings)),
        ...(await checkAudit(store.audit, store.anchors, since)),
        ...(await checkAdmission(store.admissions, settings)),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) return [bad('Store: it could not be opened', 'Check DATABASE_URL.')];
    return [bad(`Store: ${storeTrouble(error.fault)}`, error.message)];
  }
}

/** Whether it can't be reached, refuses, or is another than it should be. */
function storeTrouble(fault: StoreFault): string {
  switch (fault) {
    case 'unreachable':
      return 'it can’t be reached';
    case 'setting':
    case 'not-a-database':
    case 'too-new':
      return 'DATABASE_URL names none that this version can use';
    case 'full':
      return 'it has no room left';
    case 'busy':
      return 'it is kept locked, or is too busy';
    case 'cannot-open':
      return 'it refuses';
    default:
      return 'it failed';
  }
}

/** Takes the port for a moment; a bot that is running holds it, which is fine too. */
async function checkPort({ http: { host, port } }: Settings): Promise<Finding> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      resolve(
        taken
          ? unsure(
              `HTTP: port ${port} on ${host} is taken`,
              'Fine if that is the bot itself; else choose another PORT.',
            )
          : bad(`HTTP: can't listen on ${host}:${port}`, 'Check HOST and PORT.'),
      );
    });
    server.listen(port, host, () =>
      server.close(() => resolve(good(`HTTP: port ${port} on ${host} is free`))),
    );
  });
}

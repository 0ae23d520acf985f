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
import { endWhenUnread, settingsExitStatus, settingsFromEnvironment } from './command-line.ts';

endWhenUnread();

/*
 * npm run doctor: every setting against the real service behind it, a line each, with what to do. Changes
 * nothing but the store's schema and one row of the store that tells that it takes writes, and sends nothing to any conversation.
 * A file that is written to try BACKUP_FOLDER is taken away. Ends with 1 when something is wrong.
 *
 *   npm run doctor -- --since organization:seq:hash
 *
 * also says whether the audit log still has that record: an `anchor` as the log has it (event `audit head`), or the
 * number and hash of a line of a CSV file. It may be given more than once.
 */

const symbols = { good: '✓', bad: '✗', unsure: '?' } as const;
const log = createLog({ level: 'silent', secrets: createSecrets(), destination: process.stderr });
const surroundings = { clock: systemClock, random: systemRandom, log };

const since = anchorsGiven();
const settings = settingsFromEnvironment();
report(good('Settings: complete and well-formed'));
report(checkNode());
for (const finding of await checkStore(settings)) report(finding);
for (const finding of await checkDisk(settings.databaseUrl)) report(finding);
const copied = { databaseUrl: settings.databaseUrl, ...surroundings };
for (const finding of await checkCopies(settings.hourlyCopies?.folder, copied)) report(finding);
report(await checkPort(settings));
for (const finding of await checkPublicUrl(settings.http.publicUrl)) report(finding);
for (const finding of await checkCollector(settings.tracesEndpoint)) report(finding);
const partner = await openPartner(settings, surroundings);
for (const finding of await checkPartner(settings, partner, surroundings)) report(finding);
await partner.close();
if (partner.sandbox === undefined) report(checkCallback(settings));
const menu = {
  commands: menuOf({ sandbox: settings.xport.account === undefined }),
  words: menuWords,
};
for (const { platform, check } of settings.platforms) {
  const own = `${platform.name}:`;
  const workspaces = settings.access.workspaces
    .filter((id) => id.startsWith(own))
    .map((id) => id.slice(own.length));
  for (const finding of await check({ menu, workspaces, now: systemClock.now })) report(finding);
}

/** What was written down by hand; ends the process where that can't be read. */
function anchorsGiven(): readonly AnchorName[] {
  try {
    const { values } = parseArgs({ options: { since: { type: 'string', multiple: true } } });
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

function report(finding: Finding): void {
  if (finding.verdict === 'bad') process.exitCode = 1;
  process.stdout.write(`${symbols[finding.verdict]} ${finding.what}\n`);
  if (finding.advice !== undefined) process.stdout.write(`    → ${finding.advice}\n`);
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

import { fstatSync, readFileSync } from 'node:fs';
import { pagePlatform } from '../adapters/page/platform.ts';
import { terminalPlatform } from '../adapters/terminal/platform.ts';
import { type Bot, makeTokens, startBot } from './bot.ts';
import { allWords, type Words } from './languages/index.ts';
import { systemClock } from './runtime/clock.ts';
import { collectGarbage } from './runtime/heap.ts';
import { languageOf } from './runtime/language.ts';
import { createLog, standardStream } from './runtime/pino-log.ts';
import { systemRandom } from './runtime/random.ts';
import { createSecrets } from './runtime/secrets.ts';
import { misspeltSettings, readSettings, settingsOfStart, terminalLocale } from './settings/read-settings.ts';
import { databaseName, secretsOf } from './settings/secrets.ts';
import { versionOfPackage } from './settings/version.ts';
import { platforms } from './wiring/platforms.ts';

/* npm start: settings, log, bot, signals. */

type StartWords = Words['start'];

const settingsExitStatus = 2;
const stopWithinMs = 10_000;
const tidyAfterMs = 1000;

const words = allWords[languageOf(terminalLocale()) ?? 'en'].start;
const read = readSettings(platforms);
for (const { name, meant } of misspeltSettings(platforms)) {
  process.stderr.write(`${words.unknownSetting(name, meant)}\n`);
}
if ('faults' in read) {
  for (const { name, mustBe } of read.faults) process.stderr.write(`${name}: must be ${mustBe}\n`);
  process.exit(settingsExitStatus);
}
const { settings } = read;

const input = kindOfInput();
const onTerminal = input !== 'none' && settings.local.has(terminalPlatform.name);
const servesPage = settings.local.has(pagePlatform.name);
// A terminal's standard output is for the conversation; the log goes beside it.
const version = versionOfPackage();
const destination = standardStream(onTerminal ? 'error' : 'output');
const tokens = makeTokens(settings, systemRandom);
const secrets = createSecrets([...secretsOf(settings), tokens.admin, tokens.page]);
const log = createLog({ level: settings.logLevel ?? (onTerminal ? 'warn' : 'info'), secrets, destination });
const readyLog = createLog({ level: 'info', secrets, destination });

process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection that nobody handled'));

// No await out here: the bundle is CommonJS, which has none.
void run();

async function run(): Promise<void> {
  try {
    const bot = await startBot(settings, {
      clock: systemClock,
      random: systemRandom,
      log,
      tokens,
      hide: secrets.add,
      version,
      inForce: settingsOfStart(platforms, environmentFile()),
      ...(onTerminal && {
        terminal: {
          input: process.stdin,
          output: process.stdout,
          interactive: input === 'terminal',
          locale: terminalLocale(),
          zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      }),
    });
    readyLog.info({ event: 'ready', url: bot.url, version, schema: bot.schema, node: process.versions.node });
    tell(bot);
    // Starting leaves garbage, 15 MiB when it was measured.
    systemClock.after(tidyAfterMs, collectGarbage);
    const stop = stopOnce(bot);
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    // Nobody reads the conversation any more (`| head`).
    if (onTerminal) process.stdout.on('error', stop);
    const broken = await Promise.race([bot.finished, bot.broken]);
    if (broken !== undefined) {
      log.error({ event: 'broken', err: broken }, 'the bot can not go on');
      process.exitCode = 1;
    }
    stop();
  } catch (error) {
    // One line that says what to do; the stack is logged at debug level only.
    log.debug({ err: error }, 'the bot could not start');
    const why = error instanceof Error ? error.message : 'unknown fault';
    process.stderr.write(`shoptalk could not start: ${secrets.hide(why)}\n`);
    process.exit(1);
  }
}

/** The file .env, as it was read into the environment. */
function environmentFile(): string | undefined {
  try {
    return readFileSync('.env', 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Prints what only the person who started the bot may read: not through the log, whose lines are kept and sent on, but
 * beside it on standard error, which a terminal, a pipe and a service manager all show.
 */
function tell({ url, tokens: { admin, page } }: Bot): void {
  const said = allWords[languageOf(terminalLocale()) ?? settings.defaultLanguage].start;
  // A closed reader (`2>&1 | head`) is no fault of the bot.
  process.stderr.on('error', () => {});
  process.stderr.write(`${said.runsWith(partnerHost(), platformNames(said), storeName(said))}\n`);
  if (servesPage) process.stderr.write(`${said.page(`${url}/#${page}`)}\n`);
  if (settings.http.adminToken === undefined) process.stderr.write(`${said.adminToken(admin)}\n`);
}

function partnerHost(): string | undefined {
  return settings.xport.account === undefined ? undefined : new URL(settings.xport.baseUrl).host;
}

function platformNames(said: StartWords): readonly string[] {
  return [
    ...settings.platforms.map(({ platform }) => platform.title),
    ...(servesPage ? [said.localPage] : []),
    ...(onTerminal ? [said.terminal] : []),
  ];
}

function storeName(said: StartWords): string {
  return databaseName(settings.databaseUrl) ?? said.inMemory;
}

function stopOnce(bot: { stop(): Promise<void> }): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    // Something that hangs in spite of its own limits must not keep a deployment waiting.
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    bot.stop().then(
      // As it is, where something said that the process failed.
      () => process.exit(),
      (error: unknown) => {
        log.error({ err: error }, 'the bot did not stop cleanly');
        process.exit(1);
      },
    );
  };
}

/** A file is read like a pipe. A service manager gives none of them, but the null device or nothing at all. */
function kindOfInput(): 'terminal' | 'pipe' | 'none' {
  if (process.stdin.isTTY) return 'terminal';
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket() || stat.isFile() ? 'pipe' : 'none';
  } catch {
    return 'none';
  }
}

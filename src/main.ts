import { fstatSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Bot, makeTokens, startBot } from './bot.ts';
import { allWords } from './languages/index.ts';
import { systemClock } from './runtime/clock.ts';
import { languageOf } from './runtime/language.ts';
import { createLog, standardStream } from './runtime/pino-log.ts';
import { systemRandom } from './runtime/random.ts';
import { createSecrets } from './runtime/secrets.ts';
import { readSettings, terminalLocale } from './settings/read-settings.ts';
import { secretsOf } from './settings/secrets.ts';
import { platforms } from './wiring/platforms.ts';

/* npm start: settings, log, bot, signals. */

const settingsExitStatus = 2;
const stopWithinMs = 10_000;
const tidyAfterMs = 1000;

const read = readSettings(platforms);
if ('faults' in read) {
  for (const { name, mustBe } of read.faults) process.stderr.write(`${name}: must be ${mustBe}\n`);
  process.exit(settingsExitStatus);
}
const { settings } = read;

const input = kindOfInput();
const onTerminal = input !== 'none' && settings.platforms.length === 0;
// A terminal's standard output is for the conversation; the log goes beside it.
const destination = standardStream(onTerminal ? 'error' : 'output');
const tokens = makeTokens(settings, systemRandom);
const secrets = createSecrets([...secretsOf(settings), tokens.admin, tokens.page]);
const log = createLog({ level: settings.logLevel ?? (onTerminal ? 'warn' : 'info'), secrets, destination });
const readyLog = createLog({ level: 'info', secrets, destination });

process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection that nobody handled'));

try {
  const bot = await startBot(settings, {
    clock: systemClock,
    random: systemRandom,
    log,
    tokens,
    hide: secrets.add,
    version: versionOfPackage(),
    ...(onTerminal && {
      terminal: {
        input: process.stdin,
        output: process.stdout,
        interactive: input === 'terminal',
        locale: terminalLocale(),
      },
    }),
  });
  readyLog.info({ event: 'ready', url: bot.url });
  tell(bot);
  // Starting leaves garbage, 15 MiB when it was measured, which V8 would keep until it is pressed for room.
  systemClock.after(tidyAfterMs, () => globalThis.gc?.({ type: 'major', flavor: 'last-resort' }));
  const stop = stopOnce(bot);
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await bot.finished;
  stop();
} catch (error) {
  // One line that says what to do; the stack is logged at debug level only.
  log.debug({ err: error }, 'the bot could not start');
  const why = error instanceof Error ? error.message : 'unknown fault';
  process.stderr.write(`shoptalk could not start: ${secrets.hide(why)}\n`);
  process.exit(1);
}

/**
 * Prints what only the person who started the bot may read: not through the log, whose lines are kept and sent on, but
 * beside it on standard error, which a terminal, a pipe and a service manager all show.
 */
function tell({ url, servesPage, tokens: { admin, page } }: Bot): void {
  const words = allWords[languageOf(terminalLocale()) ?? settings.defaultLanguage].start;
  // A closed reader (`2>&1 | head`) is no fault of the bot.
  process.stderr.on('error', () => {});
  if (servesPage) process.stderr.write(`${words.page(`${url}/#${page}`)}\n`);
  if (settings.http.adminToken === undefined) process.stderr.write(`${words.adminToken(admin)}\n`);
}

function stopOnce(bot: { stop(): Promise<void> }): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    // Something that hangs in spite of its own limits must not keep a deployment waiting.
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    bot.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the bot did not stop cleanly');
        process.exit(1);
      },
    );
  };
}

/** A service manager gives neither a terminal nor a pipe, but the null device or nothing at all. */
function kindOfInput(): 'terminal' | 'pipe' | 'none' {
  if (process.stdin.isTTY) return 'terminal';
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket() ? 'pipe' : 'none';
  } catch {
    return 'none';
  }
}

function versionOfPackage(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/pino-log.ts';
import { systemRandom } from '../runtime/random.ts';
import { createSecrets } from '../runtime/secrets.ts';
import type { Settings } from '../settings/read-settings.ts';
import { secretsOf } from '../settings/secrets.ts';
import { versionOfPackage } from '../settings/version.ts';
import type { CopyInput } from '../store/backup.ts';
import { StoreError } from '../store/error.ts';
import { toolArguments } from './command-line.ts';
import { settingsFromEnvironment } from './from-environment.ts';

/** What a copy is made or restored with, by this process's settings. */
export function copyInput(file: string, settings: Settings): CopyInput {
  return {
    url: settings.databaseUrl,
    file,
    version: versionOfPackage(),
    clock: systemClock,
    random: systemRandom,
    log: createLog({
      level: 'warn',
      secrets: createSecrets(secretsOf(settings)),
      destination: process.stderr,
    }),
  };
}

/** Runs a tool that takes one file. Its lines go to standard output; a fault of the store to standard error, with status 1. */
export async function copyTool(
  usage: string,
  run: (file: string, settings: Settings) => Promise<readonly string[]>,
): Promise<void> {
  const { positionals } = toolArguments(usage, { mostPositionals: 1 });
  const [file] = positionals;
  if (file === undefined) {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 1;
    return;
  }
  try {
    const lines = await run(file, settingsFromEnvironment());
    process.stdout.write(`${lines.join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

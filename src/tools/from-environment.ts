import { allWords } from '../languages/index.ts';
import { languageOf } from '../runtime/language.ts';
import { misspeltSettings, readSettings, type Settings, terminalLocale } from '../settings/read-settings.ts';
import { platforms } from '../wiring/platforms.ts';
import { settingsExitStatus } from './command-line.ts';

/**
 * The settings of this process, for a command-line tool. Says what looks like one and is none. Where one is wrong, says so in
 * one line each and ends the process.
 */
export function settingsFromEnvironment(): Settings {
  const { start } = allWords[languageOf(terminalLocale()) ?? 'en'];
  for (const { name, meant } of misspeltSettings(platforms)) {
    process.stderr.write(`${start.unknownSetting(name, meant)}\n`);
  }
  const read = readSettings(platforms);
  if ('settings' in read) return read.settings;
  for (const { name, mustBe } of read.faults) process.stderr.write(`${name}: must be ${mustBe}\n`);
  process.exit(settingsExitStatus);
}

import type { Command } from '../../chat/command.ts';
import { help, helpCommand } from './help.ts';
import { type HomeDeps, home, homeCommand } from './home.ts';
import { type LanguageDeps, language, languageCommand } from './language.ts';
import { type StatusDeps, status, statusCommand } from './status.ts';
import { type UnfurlDeps, unfurl, unfurlCommand } from './unfurl.ts';

export const botDescriptions = [help, home, status, language, unfurl];

/** Every command about the bot itself, and how it is in a conversation. */
export function botCommands(deps: HomeDeps & StatusDeps & LanguageDeps & UnfurlDeps): readonly Command[] {
  return [
    helpCommand(deps),
    homeCommand(deps),
    statusCommand(deps),
    languageCommand(deps),
    unfurlCommand(deps),
  ];
}

import type { Command } from '../../chat/command.ts';
import type { WatchDeps } from './deps.ts';
import { resend, unwatch, watch, watching } from './descriptions.ts';
import { unwatchCommand, watchCommand } from './watch.ts';
import { resendCommand, watchingCommand } from './watching.ts';

export const watchDescriptions = [watch, unwatch, watching, resend];

/** Every command about order news. */
export function watchCommands(deps: WatchDeps): readonly Command[] {
  return [watchCommand(deps), unwatchCommand(deps), watchingCommand(deps), resendCommand(deps)];
}

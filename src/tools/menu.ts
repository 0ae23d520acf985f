import type { CommandMenu } from '../chat/menu.ts';
import { menu } from '../commands/index.ts';
import type { Settings } from '../settings/read-settings.ts';

/** The commands that there are with these settings, for tools that hand them to a platform; nothing is opened for them. */
export function menuWith({ xport }: Pick<Settings, 'xport'>): readonly CommandMenu[] {
  return xport.account === undefined ? menu : menu.filter(({ sandboxOnly }) => sandboxOnly !== true);
}

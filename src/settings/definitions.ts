import { newsDefinitions } from './order-news.ts';
import { callbackDefinitions, partnerDefinitions, sandboxDefinitions } from './partner.ts';
import { approvalDefinitions, peopleDefinitions } from './people.ts';
import type { KnownPlatform } from './platform.ts';
import type { SettingDefinition } from './reader.ts';
import { sellerDefinitions } from './sellers.ts';
import { serverDefinitions } from './server.ts';

/** A part of the page of settings. */
export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly SettingDefinition[];
}

/**
 * Every setting but those of a platform, with its name, bounds, default and meaning. `readSettings` reads what stands here and
 * nothing else; docs/settings.md and .env.example are made from it (`npm run docs`).
 */
export const settingDefinitions = {
  ...partnerDefinitions,
  ...callbackDefinitions,
  ...sandboxDefinitions,
  ...newsDefinitions,
  ...sellerDefinitions,
  ...peopleDefinitions,
  ...approvalDefinitions,
  ...serverDefinitions,
} as const satisfies Record<string, SettingDefinition>;

/** The parts of the page of settings, in its order; those of the platforms stand before the last. */
export const settingGroups: readonly SettingGroup[] = [
  { title: 'The partner API', settings: Object.values(partnerDefinitions) },
  { title: 'Pushed messages', settings: Object.values(callbackDefinitions) },
  { title: 'The sandbox', settings: Object.values(sandboxDefinitions) },
  { title: 'Order news and alerts', settings: Object.values(newsDefinitions) },
  { title: 'Seller chats', settings: Object.values(sellerDefinitions) },
  { title: 'People, roles and limits', settings: Object.values(peopleDefinitions) },
  { title: 'Approval by a second person', settings: Object.values(approvalDefinitions) },
  { title: 'The server, the database and the log', settings: Object.values(serverDefinitions) },
];

/** Every setting that a bot with these platforms reads, theirs last. */
export function everySetting(known: readonly KnownPlatform[]): readonly SettingDefinition[] {
  return [...Object.values(settingDefinitions), ...known.flatMap(({ settings }) => settings)];
}

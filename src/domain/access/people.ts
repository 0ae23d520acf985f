import type { ChatAdapter } from '../../chat/adapter.ts';
import { scopedId } from '../../runtime/scoped-id.ts';
import type { PeopleDirectory } from './role-service.ts';

/** What an adapter tells of people and workspaces. */
export type DirectoryAdapter = Pick<
  ChatAdapter,
  | 'platform'
  | 'homes'
  | 'affiliationOf'
  | 'membershipsOf'
  | 'channelOf'
  | 'isOwn'
  | 'groupsOf'
  | 'isReadByOthers'
>;

/** {@link PeopleDirectory} by the adapters of their platforms; what an adapter lacks, its platform has not. */
export function directoryOf(adapters: readonly DirectoryAdapter[]): PeopleDirectory {
  const of = (platform: string) => adapters.find((adapter) => adapter.platform === platform);
  return {
    affiliationOf: async (platform, asked) =>
      (await of(platform)?.affiliationOf?.(asked)) ?? { is: 'member' },
    membershipsOf: (platform) => of(platform)?.membershipsOf,
    channelOf: async (platform, asked) => {
      const ask = of(platform)?.channelOf;
      return ask === undefined ? null : ask(asked);
    },
    isOwn: (platform, conversation) => of(platform)?.isOwn?.(conversation) === true,
    groupsOf: async (platform, asked) => of(platform)?.groupsOf?.(asked),
  };
}

/** The workspaces that are the bot's own, as `platform:id`. */
export function homesOf(adapters: readonly DirectoryAdapter[]): readonly string[] {
  return adapters.flatMap(({ platform, homes }) => (homes?.() ?? []).map((id) => scopedId(platform, id)));
}

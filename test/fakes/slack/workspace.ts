import type { Clock } from '../../../src/runtime/clock.ts';
import { createChanges } from '../../harness/changes.ts';
import type { MenuOption } from './elements.ts';
import type { Content, SlackMessage } from './message.ts';
import type { View } from './views.ts';

interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly tz?: string;
  /** What users.info says beside, or otherwise, than of a full member of the workspace; `undefined` leaves a field out. */
  readonly account?: Readonly<Record<string, unknown>>;
}

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'private' | 'mpim' | 'im';
  readonly members: ReadonlySet<string>;
  archived?: boolean;
  /** What conversations.info says beside, or otherwise, than of a channel of one workspace. */
  sharing?: Readonly<Record<string, unknown>>;
}

interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  bytes?: Buffer;
  /** Slack looks at a file for a while after its upload; until then no block can show it. */
  ready: boolean;
  /** The channel that it was shared with; nobody sees it before. */
  sharedIn?: string;
}

/** A form or a home page as the app has it shown. */
export interface OpenView {
  readonly kind: string;
  readonly id: string;
  /** Who looks at it. */
  readonly user: string;
  readonly view: View;
  /** What its menus were given for what was typed into them last, by their blocks. */
  readonly given: Map<string, readonly MenuOption[]>;
}

/** What an app put beside a link in somebody's message. */
export interface Unfurled {
  readonly channel: string;
  readonly ts: string;
  readonly url: string;
  readonly blocks: SlackMessage['blocks'];
}

/** One workspace with the app installed in it, and everything that happened there. */
export interface Workspace {
  readonly teamId: string;
  readonly botUser: string;
  readonly botId: string;
  readonly appId: string;
  readonly users: SlackUser[];
  readonly channels: Map<string, SlackChannel>;
  /** Who is in which user group; a test fills it. */
  readonly groups: Map<string, readonly string[]>;
  readonly messages: SlackMessage[];
  readonly files: Map<string, SlackFile>;
  readonly views: OpenView[];
  readonly unfurled: Unfurled[];
  /** Everything that was posted to a `response_url` or came with an acknowledgement, as it came. */
  readonly responses: unknown[];
  /** What a careful app never does although Slack lets it pass, or what Slack tells a person went wrong. */
  readonly problems: string[];
  /** A new time stamp, unique in the workspace. */
  stamp(): string;
  /** A new id: `prefix` and ten characters. */
  id(prefix: string): string;
  post(message: Omit<SlackMessage, 'ts' | 'edits' | 'deleted'>): SlackMessage;
  find(channel: string, ts: string): SlackMessage | undefined;
  /** The direct conversation between the bot and `user`, made when there is none. */
  direct(user: string): SlackChannel;
  /** What Slack itself would refuse in `content` beyond its form, or `undefined`. */
  refusal(content: Content): string | undefined;
  /** Each that waits for something to happen here looks again. */
  changed(): void;
  /** Resolves with what `find` gives once it gives something; rejects after a minute. */
  waitFor<T>(find: () => T | undefined): Promise<T>;
}

/** `guest` has a restricted account, `stranger` one in the workspace of another company. */
export const people = {
  ann: 'U0ANN00001',
  bob: 'U0BOB00002',
  outsider: 'U0OUT00003',
  guest: 'U0GUEST004',
  stranger: 'U0OTHER005',
} as const;
/** The workspace of another company. */
export const otherTeam = 'T0OTHER002';
export const places = {
  buying: 'C0BUYING01',
  foreign: 'C0FOREIGN2',
  secret: 'C0SECRET03',
  hidden: 'C0HIDDEN04',
} as const;

/**
 * A workspace in which `people` talk: the bot is in #buying and in the private #secret, and not in #foreign or in the
 * private #hidden.
 */
export function createWorkspace(clock: Clock): Workspace {
  const botUser = 'U0BOT00000';
  const changes = createChanges();
  let count = 0;
  const channels = new Map<string, SlackChannel>();
  const add = (channel: SlackChannel) => {
    channels.set(channel.id, channel);
    return channel;
  };
  add({
    id: places.buying,
    name: 'buying',
    kind: 'channel',
    members: new Set([botUser, people.ann, people.bob]),
  });
  add({ id: places.foreign, name: 'foreign', kind: 'channel', members: new Set([people.ann]) });
  add({ id: places.secret, name: 'secret', kind: 'private', members: new Set([botUser, people.ann]) });
  add({ id: places.hidden, name: 'hidden', kind: 'private', members: new Set([people.ann]) });
  const workspace: Workspace = {
    teamId: 'T0TEAM0001',
    botUser,
    botId: 'B0BOT00000',
    appId: 'A0APP00000',
    users: [
      { id: people.ann, name: 'ann', locale: 'en-US', tz: 'Europe/Berlin' },
      { id: people.bob, name: 'bob', locale: 'zh-CN', tz: 'Asia/Shanghai' },
      { id: people.outsider, name: 'outsider', locale: 'de-DE' },
      { id: people.guest, name: 'guest', locale: 'en-GB', account: { is_restricted: true } },
      { id: people.stranger, name: 'stranger', locale: 'fr-FR', account: { team_id: otherTeam } },
    ],
    channels,
    groups: new Map(),
    messages: [],
    files: new Map(),
    views: [],
    unfurled: [],
    responses: [],
    problems: [],
    stamp() {
      count += 1;
      return `${Math.floor(clock.now() / 1000)}.${String(count).padStart(6, '0')}`;
    },
    id(prefix) {
      count += 1;
      return prefix + count.toString(36).toUpperCase().padStart(10, '0');
    },
    post(message) {
      const posted = { ...message, ts: workspace.stamp(), edits: 0, deleted: false };
      workspace.messages.push(posted);
      workspace.changed();
      return posted;
    },
    find: (channel, ts) =>
      workspace.messages.find(
        (message) => message.channel === channel && message.ts === ts && !message.deleted,
      ),
    direct(user) {
      const id = `D${user.slice(1)}`;
      return (
        channels.get(id) ?? add({ id, name: 'directmessage', kind: 'im', members: new Set([user, botUser]) })
      );
    },
    refusal(content) {
      if ('error' in content) return content.error;
      const ids = JSON.stringify(content.blocks).matchAll(/"slack_file":\{"id":"([^"]+)"\}/g);
      const shown = [...ids].map(([, id = '']) => workspace.files.get(id));
      return shown.every((file) => file?.ready === true) ? undefined : 'invalid_blocks';
    },
    changed: changes.tell,
    waitFor: (find) => changes.until(find, () => `what did not come: ${JSON.stringify(workspace.problems)}`),
  };
  return workspace;
}

import { type CommandMenu, usageOf } from '../../src/chat/menu.ts';
import { shorten } from '../../src/chat/text.ts';
import { shortcutPrefix } from './inbound.ts';
import { slackLimits } from './limits.ts';

/** An app's manifest, as https://docs.slack.dev/reference/app-manifest has it; ready to be printed as JSON. */
interface SlackManifest {
  readonly display_information: { name: string; description: string; background_color: string };
  readonly features: {
    app_home: {
      home_tab_enabled: boolean;
      messages_tab_enabled: boolean;
      messages_tab_read_only_enabled: boolean;
    };
    bot_user: { display_name: string; always_online: boolean };
    slash_commands: readonly SlashCommand[];
    shortcuts: readonly Shortcut[];
    unfurl_domains: readonly string[];
  };
  readonly oauth_config: { scopes: { bot: readonly string[] } };
  readonly settings: {
    event_subscriptions: { request_url?: string; bot_events: readonly string[] };
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string };
    org_deploy_enabled: boolean;
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
  };
}

/** An entry in the menu of every message (https://docs.slack.dev/interactivity/implementing-shortcuts). */
interface Shortcut {
  readonly name: string;
  readonly type: 'message';
  readonly callback_id: string;
  readonly description: string;
}

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly should_escape: boolean;
  readonly url?: string;
}

/** What the bot asks to be allowed, and what for: for the doctor and docs/slack.md, in English. */
export const scopeReasons = {
  commands: 'slash commands',
  'chat:write': 'order news; answers to mentions and direct messages, and where an answer URL has expired',
  'app_mentions:read': 'commands as a mention of the bot',
  'im:write': 'answers for one person alone, such as to a request; without it a lost one can’t be looked up',
  'im:history': 'commands as a direct message to the bot; order news there, as in the next two lines',
  'channels:history':
    'order news in public channels: a post whose answer was lost is looked up by its key before it is posted again',
  'groups:history': 'the same in private channels',
  'files:read':
    'a picture attached to a message, to find offers that look like it, when a person asks for that',
  'usergroups:read':
    'who is in a user group that was granted a role; without it its members have the lesser role',
  'links:read': 'the event of links to offers, for a card beside them where a person said /unfurl on',
  'links:write': 'putting that card there',
  'users:read':
    'whether a person is a member, a guest or of another company; their language. Without it people count as guests or outsiders',
  'channels:read': 'whether other companies read a public channel, before order news is turned on in it',
  'groups:read': 'the same for private channels',
  'im:read': 'whether a direct message is to the bot, or between two people',
  'files:write': 'QR codes and charts, which are pictures made by the bot; exported tables',
} as const;

/** What Slack tells the bot of unasked, and what for. Slash commands, buttons and forms need no event. */
export const eventReasons = {
  app_mention: 'commands as a mention of the bot',
  'message.im': 'commands as a direct message to the bot',
  app_home_opened: 'the Home tab is opened, and shows what needs the person',
  link_shared: 'links to offers, for a card beside them where a person said /unfurl on',
} as const;

export const botScopes: readonly string[] = Object.keys(scopeReasons);

/** What `scope` is for, in a few words. */
export function reasonFor(scope: string): string {
  return Object.entries(scopeReasons).find(([name]) => name === scope)?.[1] ?? 'not asked for any more';
}

/** The name under which every command can be reached. */
const umbrella = '/shoptalk';

/**
 * The manifest for the commands of `menu`. With `via` a public URL everything comes signed to it, else over
 * Socket Mode. `each` names every command that Slack does not keep for itself, and `/shoptalk`; `umbrella`
 * names `/shoptalk` alone, for workspaces where other apps hold the names. Of `linkHosts`, and of what is under them,
 * Slack tells the bot when a person posts a link.
 */
export function slackManifest(
  menu: readonly CommandMenu[],
  options: {
    readonly via: 'socket' | { readonly publicUrl: string };
    readonly commands: 'each' | 'umbrella';
    readonly linkHosts: readonly string[];
  },
): SlackManifest {
  const url =
    options.via === 'socket'
      ? undefined
      : new URL('slack/events', `${options.via.publicUrl.replace(/\/*$/, '')}/`).href;
  const at = url === undefined ? {} : { url };
  const requests = url === undefined ? {} : { request_url: url };
  const own = options.commands === 'each' ? [...ownCommands(menu), ...everydayCommands(menu)] : [];
  return {
    display_information: {
      name: 'shoptalk',
      description: 'Buy on 1688 and Taobao from chat: sellers, products, orders',
      background_color: '#1f2937',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'shoptalk', always_online: true },
      slash_commands: [umbrellaCommand(menu), ...own]
        .slice(0, slackLimits.manifest.commands)
        // Slack then hands people on by their ids, as it does in messages.
        .map((command) => ({ ...command, should_escape: true, ...at })),
      shortcuts: messageShortcuts(menu),
      unfurl_domains: options.linkHosts.slice(0, slackLimits.manifest.unfurlDomains),
    },
    oauth_config: { scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { ...requests, bot_events: Object.keys(eventReasons) },
      interactivity: {
        is_enabled: true,
        ...requests,
        // Fields of forms that suggest values while a person types.
        ...(url !== undefined && { message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

type Described = Pick<SlashCommand, 'command' | 'description' | 'usage_hint'>;

/** Slack knows no subcommands: commands that begin with the same word are one, and their rest is the hint. */
function ownCommands(menu: readonly CommandMenu[]): Described[] {
  const byWord = new Map<string, CommandMenu[]>();
  for (const command of menu) {
    const [word = ''] = command.name.split(' ');
    byWord.set(word, [...(byWord.get(word) ?? []), command]);
  }
  return [...byWord]
    .filter(
      ([word]) =>
        !reservedCommands.has(word) && `/${word}` !== umbrella && word.length < slackLimits.manifest.command,
    )
    .map(([word, commands]) => {
      const [only] = commands;
      return commands.length === 1 && only !== undefined && only.name === word
        ? describe(word, only.summary.en, usageOf(only))
        : describe(
            word,
            commands.map(({ summary }) => summary.en).join(' · '),
            commands
              .map(({ name }) => name.split(' ').slice(1).join(' '))
              .filter(Boolean)
              .join(' | '),
          );
    });
}

/** The same commands by their everyday names, as far as Slack takes such a name. */
function everydayCommands(menu: readonly CommandMenu[]): Described[] {
  return menu.flatMap(({ everyday = [], summary, arguments: list }) =>
    everyday
      .filter((name) => /^[a-z][a-z\d_-]*$/.test(name) && !reservedCommands.has(name))
      .map((name) => describe(name, summary.en, usageOf({ arguments: list }))),
  );
}

function umbrellaCommand(menu: readonly CommandMenu[]): Described {
  const names = [...new Set(menu.map(({ name }) => name.split(' ')[0]))];
  return describe(umbrella.slice(1), 'Every command of the bot', `${names.join(' | ')} …`);
}

function describe(word: string, description: string, hint: string): Described {
  const { manifest } = slackLimits;
  return {
    command: `/${word}`,
    description: shorten(description, manifest.description),
    ...(hint !== '' && { usage_hint: shorten(hint, manifest.usageHint) }),
  };
}

/**
 * Names that Slack keeps for itself. One of them in a manifest and Slack refuses the whole of it ("the slash
 * command has an invalid name"). Slack publishes no list: these are its own commands
 * (slack.com/help/articles/201259356) and what others found refused (hermes-agent #18456, openclaw #29032,
 * sirbot-pyslackers #208). Every command works as `/shoptalk NAME`, whatever it is called.
 */
export const reservedCommands: ReadonlySet<string> = new Set([
  'active',
  'apps',
  'archive',
  'away',
  'call',
  'canvas',
  'collapse',
  'commands',
  'debug',
  'dm',
  'dnd',
  'expand',
  'feed',
  'feedback',
  'genie',
  'help',
  'huddle',
  'invite',
  'invite_people',
  'join',
  'keys',
  'kick',
  'kill',
  'leave',
  'list',
  'me',
  'msg',
  'mute',
  'open',
  'part',
  'poll',
  'prefs',
  'pro',
  'remind',
  'remove',
  'rename',
  'search',
  'send',
  'shortcuts',
  'shrug',
  'star',
  'status',
  'topic',
  'trigger',
  'unarchive',
  'who',
]);

/** The shortcuts for the commands that can be run from a message. Slack has no translations of them. */
export function messageShortcuts(menu: readonly CommandMenu[]): Shortcut[] {
  const { shortcuts, shortcutName, shortcutDescription } = slackLimits.manifest;
  return menu
    .flatMap(({ name, summary, fromMessage }): Shortcut[] =>
      fromMessage === undefined
        ? []
        : [
            {
              name: shorten(fromMessage.label.en, shortcutName),
              type: 'message',
              callback_id: shortcutPrefix + name,
              description: shorten(summary.en, shortcutDescription),
            },
          ],
    )
    .slice(0, shortcuts);
}

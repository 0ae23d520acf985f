/** A permission that the bot asks for in a server. */
interface PermissionNeed {
  /** As Discord's own pages call it. */
  readonly name: string;
  /** Its bit, https://discord.com/developers/docs/topics/permissions. */
  readonly bit: bigint;
  readonly why: string;
}

/** What the bot asks for when it is added to a server, and why. Shown in docs/discord.md, so in English. */
export const permissionNeeds: readonly PermissionNeed[] = [
  { name: 'View Channels', bit: 1n << 10n, why: 'answers and order news where people are' },
  { name: 'Send Messages', bit: 1n << 11n, why: 'order news and answers to mentions' },
  { name: 'Embed Links', bit: 1n << 14n, why: 'cards, which are embeds' },
  {
    name: 'Attach Files',
    bit: 1n << 15n,
    why: 'QR codes, charts, exported tables, and the whole text of a card that does not fit; without it charts are told in words',
  },
  {
    name: 'Create Public Threads',
    bit: 1n << 35n,
    why: 'the news of an order in the thread of its card; without it each is a reply in the channel',
  },
  { name: 'Send Messages in Threads', bit: 1n << 38n, why: 'the same' },
  {
    name: 'Read Message History',
    bit: 1n << 16n,
    why: 'looking up a message whose answer was lost, by the key it carries, before it is sent again; no other message is kept or shown. Without it a lost message can’t be looked up',
  },
];

/** The bit of a permission that holds all others. */
const administrator = 1n << 3n;

/** Which of the needs are not among `granted`, bits in decimal as Discord gives them. */
export function missingOf(granted: string): readonly PermissionNeed[] {
  const bits = BigInt(granted);
  if ((bits & administrator) !== 0n) return [];
  return permissionNeeds.filter(({ bit }) => (bits & bit) === 0n);
}

/** The gateway's intents, by their names in Discord's documents, and why. None is privileged. */
export const intentNeeds = [
  { name: 'GuildMessages', why: 'commands as a mention of the bot in a server' },
  { name: 'DirectMessages', why: 'commands as a direct message to the bot' },
] as const;

/** The page on which a server's owner adds the application `applicationId` with these permissions. */
export function installUrl(applicationId: string): string {
  const permissions = permissionNeeds.reduce((bits, { bit }) => bits | bit, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

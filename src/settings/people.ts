import type { Role } from '../chat/role.ts';
import { dayMs, hourMs } from '../runtime/durations.ts';
import type { Platform } from './platform.ts';
import type { SettingDefinition, SettingsReader, TextSetting } from './reader.ts';

export const peopleDefinitions = {
  admins: {
    name: 'ADMINS',
    kind: 'text',
    default: undefined,
    meaning:
      'The first admins. They stay admins, whatever `/admin` changes, and they alone let workspaces and servers in. The person at the local page or the prompt is always one.',
    example: 'slack:U0123,discord:4567',
  },
  workspaces: {
    name: 'WORKSPACES',
    kind: 'text',
    default: undefined,
    meaning: 'Workspaces and servers that are let in. The workspace of the Slack token always is.',
    example: 'slack:T0123ABCD,discord:456789012345678901',
  },
  defaultRole: {
    name: 'DEFAULT_ROLE',
    kind: 'choice',
    values: ['viewer', 'buyer', 'approver'],
    default: 'buyer',
    meaning: 'Role of a person without a granted role.',
  },
  commandsPerMinute: {
    name: 'COMMANDS_PER_MINUTE',
    kind: 'whole',
    least: 1,
    most: 1_000_000,
    default: 60,
    meaning:
      'Commands that one person may give: so many at once, and as many again in a minute. Each process counts by itself.',
  },
  workspaceCommandsPerMinute: {
    name: 'WORKSPACE_COMMANDS_PER_MINUTE',
    kind: 'whole',
    least: 1,
    most: 1_000_000,
    default: 600,
    meaning: 'The same for all people of a workspace together.',
  },
  auditKeptDays: {
    name: 'AUDIT_KEPT_DAYS',
    kind: 'whole',
    least: 30,
    most: 3650,
    default: 730,
    meaning: 'Days for which the audit log and settled requests are kept.',
  },
} as const satisfies Record<string, SettingDefinition>;

export const approvalDefinitions = {
  paymentApprovalAbove: {
    name: 'PAYMENT_APPROVAL_ABOVE',
    kind: 'whole',
    least: 0,
    most: 100_000_000,
    default: undefined,
    meaning:
      'Yuan above which spending needs a second person: a payment, freight abroad, and all that one person spends within 24 hours. `/admin approval-above` sets it for one organization.',
    unset: 'never',
    example: '5000',
  },
  requestReminderHours: {
    name: 'REQUEST_REMINDER_HOURS',
    kind: 'whole',
    least: 1,
    most: 720,
    default: 4,
    meaning: 'Hours until the bot reminds of a request that waits for a decision.',
  },
  requestExpiryHours: {
    name: 'REQUEST_EXPIRY_HOURS',
    kind: 'whole',
    least: 1,
    most: 2160,
    default: 72,
    meaning: 'Hours until a request without a decision ends.',
  },
  sellerApprovedDays: {
    name: 'SELLER_APPROVED_DAYS',
    kind: 'whole',
    least: 0,
    most: 365,
    default: 30,
    meaning: 'Days for which an approved seller stays approved for the same person.',
  },
} as const satisfies Record<string, SettingDefinition>;

/** Who may do what, how often, and what takes a second person. */
export interface PeopleSettings {
  readonly access: {
    /** Who is an admin from the start, as `platform:id`. */
    readonly admins: readonly string[];
    /** The persons at this machine, who are admins whatever is set, as `platform:id`. */
    readonly operators: readonly string[];
    /** Workspaces and servers that are let in, as `platform:id`. */
    readonly workspaces: readonly string[];
    readonly defaultRole: Exclude<Role, 'admin'>;
  };
  /** How many commands a minute one person, and all people of one workspace together, may give. */
  readonly commandsPerMinute: { readonly person: number; readonly workspace: number };
  /** How long the audit log is kept. */
  readonly auditKeptMs: number;
  readonly requests: {
    /** How long until those who decide are reminded of a request, and until it is over, ms. */
    readonly remindMs: number;
    readonly expireMs: number;
    /** For how long an approval of a seller can be used, ms. */
    readonly sellerApprovedMs: number;
    /** Above how many fen spending takes a second person. */
    readonly paymentAboveFen?: number;
  };
}

/** `operators`: the persons at this machine, as `platform:id`. */
export function readPeople(
  read: SettingsReader,
  known: { readonly platforms: readonly Platform[]; readonly operators: readonly string[] },
): PeopleSettings {
  const paymentAbove = read.whole(approvalDefinitions.paymentApprovalAbove);
  return {
    access: {
      admins: idsIn(read, peopleDefinitions.admins, known.platforms, 'person'),
      operators: known.operators,
      workspaces: idsIn(read, peopleDefinitions.workspaces, known.platforms, 'workspace'),
      defaultRole: read.oneOf(peopleDefinitions.defaultRole),
    },
    commandsPerMinute: {
      person: read.whole(peopleDefinitions.commandsPerMinute),
      workspace: read.whole(peopleDefinitions.workspaceCommandsPerMinute),
    },
    auditKeptMs: read.whole(peopleDefinitions.auditKeptDays) * dayMs,
    requests: {
      remindMs: read.whole(approvalDefinitions.requestReminderHours) * hourMs,
      expireMs: read.whole(approvalDefinitions.requestExpiryHours) * hourMs,
      sellerApprovedMs: read.whole(approvalDefinitions.sellerApprovedDays) * dayMs,
      ...(paymentAbove !== undefined && { paymentAboveFen: paymentAbove * 100 }),
    },
  };
}

/** Ids of people or workspaces as `platform:id`, apart by commas, each once. */
function idsIn(
  read: SettingsReader,
  setting: TextSetting & { readonly default: undefined },
  platforms: readonly Platform[],
  kind: keyof Platform['ids'],
): readonly string[] {
  const one = platforms.map(({ name, ids }) => `${name}:(?:${ids[kind].pattern.source})`).join('|');
  const examples = platforms.map(({ name, ids }) => `${name}:${ids[kind].example}`).join(',');
  const named = read.matching(
    setting,
    new RegExp(`^(?:${one})(?:,\\s*(?:${one}))*$`),
    `${kind === 'person' ? 'people' : 'workspaces and servers'} such as ${examples}`,
  );
  return [...new Set(named?.split(',').map((each) => each.trim()))];
}

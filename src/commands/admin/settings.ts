import { printSpan } from '../../chat/argument-kinds.ts';
import type { Action, Block, Card, CommandCall, Field } from '../../chat/card.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import type { Role } from '../../chat/role.ts';
import type { UserChoiceBook } from '../../domain/accounts/account-users.ts';
import { formatFen } from '../../domain/orders/money.ts';
import { zoneName } from '../../domain/places/zones.ts';
import { approversOf, exchangeRates } from '../../domain/requests/house-rules.ts';
import { allWords, localized, type Words } from '../../languages/index.ts';
import { otherLanguages } from '../../runtime/language.ts';
import type { ConversationSettings, OrganizationSettings } from '../../store/contract/settings.ts';
import { changeAbove, setRate } from '../requests/house-rules.ts';
import { giveRole } from './roles.ts';

/** `/admin settings`, or `/admin` alone: all that admins can set, as it stands, with a button for each. */
export const adminSettings = describeCommand({
  name: 'admin settings',
  summary: localized(({ admin }) => admin.settingsSummary),
  examples: ['admin', 'admin settings'],
  arguments: {},
  needs: 'admin',
  alone: true,
  everyday: ['settings', '设置'],
  effect: 'read',
});

export interface SettingsDeps {
  readonly settings: OrganizationSettings;
  /** Above how many fen spending takes a second person; `undefined` where nothing does. */
  limitOf(organization: string): Promise<number | undefined>;
  conversationSettings(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<ConversationSettings>;
  /** How many workspaces and servers are let in, and how many wait for a decision. */
  letIn(): Promise<{ readonly count: number; readonly undecided: number }>;
  readonly choices: Pick<UserChoiceBook, 'list'>;
  readonly defaultRole: Role;
  /** What the operator has set, which no command changes. */
  readonly limits: {
    readonly person: number;
    readonly workspace: number;
    readonly linksPerMinute: number;
    readonly linksPerDay: number;
  };
}

export function adminSettingsCommand(deps: SettingsDeps): Command {
  return adminSettings.does({
    async run(_, run): Promise<Card> {
      const words = allWords[run.language];
      const { admin } = words;
      // What holds for all of the organization is for those who are admins in all of it.
      const isWide = run.roleEverywhere === 'admin';
      const [here, wide] = await Promise.all([
        deps.conversationSettings(run),
        isWide ? organizationRules(deps, run.authority) : undefined,
      ]);
      const whole = wide === undefined ? [] : organizationFields(deps, wide, run, words);
      const titled = (title: string, fields: readonly Field[]): readonly Block[] =>
        fields.length === 0
          ? []
          : [
              { kind: 'text', text: [{ bold: title }] },
              { kind: 'fields', fields },
            ];
      return {
        tone: 'plain',
        title: admin.settingsTitle,
        body: [
          ...titled(admin.inWhole, whole),
          ...titled(admin.inThis, conversationFields(here, run, words)),
        ],
        actions: [...(wide === undefined ? [] : wideActions(wide, run, words)), ...hereActions(here, words)],
        footnote: [admin.settingsFootnote],
      };
    },
  });
}

/** What admins have set for all of an organization. */
async function organizationRules({ settings, limitOf, letIn, choices }: SettingsDeps, organization: string) {
  const [approvers, above, rates, workspaces, users] = await Promise.all([
    approversOf(settings, organization),
    limitOf(organization),
    exchangeRates(settings, organization),
    letIn(),
    choices.list(organization),
  ]);
  const user = users.find((each) => each.for.kind === 'everywhere')?.userId;
  return {
    approvers,
    above,
    rates,
    workspaces,
    user,
    otherUsers: users.length - (user === undefined ? 0 : 1),
  };
}

type Rules = Awaited<ReturnType<typeof organizationRules>>;

function organizationFields(
  { defaultRole, limits }: SettingsDeps,
  { approvers, above, rates, workspaces, user, otherUsers }: Rules,
  run: Run,
  { accounts, admin, core, requests, punctuation }: Words,
): readonly Field[] {
  const field = (label: string, value: string): Field => ({ label, value: [value] });
  const isHere = approvers?.conversation === run.conversation;
  return [
    field(admin.letInLabel, admin.letInCount(workspaces.count, workspaces.undecided)),
    field(admin.everybodyElseLabel, core.roles[defaultRole]),
    approvers === undefined
      ? field(admin.approversLabel, admin.notSet)
      : {
          label: admin.approversLabel,
          value: isHere ? [admin.inThisConversation] : [{ code: approvers.conversation }],
        },
    field(admin.aboveLabel, above === undefined ? admin.never : formatFen(above)),
    field(
      admin.ratesLabel,
      rates.size === 0
        ? admin.notSet
        : punctuation.phrases([...rates].map(([code, rate]) => requests.rateLine(code, rate))),
    ),
    field(admin.userLabel, admin.userChosen(user ?? accounts.own, otherUsers)),
    field(admin.commandsLabel, admin.commandsAllowed(limits.person, limits.workspace)),
    field(admin.chatsLabel, admin.chatsAllowed(limits.linksPerMinute, limits.linksPerDay)),
  ];
}

function conversationFields(
  { language, unfurl, notifications = {} }: ConversationSettings,
  run: Run,
  words: Words,
): readonly Field[] {
  const { admin, yes, no } = words;
  const { quiet, zone } = notifications;
  const field = (label: string, value: string): Field => ({ label, value: [value] });
  return [
    field(words.home.languageHere, allWords[language ?? run.language].language.ownName),
    field(admin.cardsLabel, unfurl === true ? yes : no),
    field(words.watch.quietLabel, quiet === undefined ? admin.notSet : printSpan(quiet)),
    field(words.watch.zoneLabel, zone === undefined ? admin.notSet : zoneName(zone)),
  ];
}

/** A button that opens a form, or shows what there is. */
function button(label: string, command: string, more: Partial<CommandCall> = {}): Action {
  return { kind: 'run', label, run: { command, arguments: {}, ...more } };
}

/** Each form shows what is set; of several rates none, since one is changed at a time. */
function wideActions(
  { above, rates }: Rules,
  run: Pick<Run, 'roleEverywhere' | 'language'>,
  { admin, requests }: Words,
): readonly Action[] {
  const [rate, ...others] = rates;
  const only = rate === undefined || others.length > 0 ? undefined : { currency: rate[0], yuan: rate[1] };
  return [
    button(admin.showRoles, 'admin roles'),
    giveRole(run, admin),
    changeAbove(above, run.language),
    setRate(run.language, only),
    {
      kind: 'select',
      label: admin.approversButton,
      options: [
        { label: requests.hereChoice, run: { command: 'admin approvers', arguments: { where: 'here' } } },
        { label: requests.noneChoice, run: { command: 'admin approvers', arguments: { where: 'none' } } },
      ],
    },
    button(admin.userButton, 'admin account'),
    button(admin.workspacesButton, 'admin workspaces'),
    button(admin.auditButton, 'admin audit'),
  ];
}

function hereActions({ language, unfurl }: ConversationSettings, words: Words): readonly Action[] {
  const { admin } = words;
  return [
    ...otherLanguages(language ?? 'en').map((other) =>
      button(allWords[other].language.ownName, 'language', { arguments: { language: other } }),
    ),
    button(unfurl === true ? admin.noCards : admin.cards, 'unfurl', {
      arguments: { show: unfurl === true ? 'off' : 'on' },
    }),
    button(words.home.news, 'watching'),
  ];
}

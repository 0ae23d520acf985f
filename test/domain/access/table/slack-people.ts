import { lookUpWithinMs, type Role } from '../../../../src/chat/role.ts';
import { en } from '../../../../src/languages/en/index.ts';
import type { HurriedClock } from '../../../fakes/hurried-clock.ts';
import type { Payload } from '../../../fakes/slack/delivery.ts';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';
import { otherTeam, people as residents } from '../../../fakes/slack/workspace.ts';
import { type Said, type SlackKind, slackKinds } from './slack-kinds.ts';

export const ours = 'T0TEAM0001';
const nowhere = 'nowhere';

/** An admin who sets up what is to be tried. */
export const boss = residents.ann;

/** Somebody, and what is theirs. */
export interface SlackPerson {
  readonly said: Said;
  /** As users.info describes the account, beside or otherwise than a full member's. */
  readonly account?: Payload;
  /** By a command of an admin. */
  readonly granted?: Role;
  /** Of `ADMINS`. */
  readonly admin?: boolean;
  /** What is wrong while they ask; the function ends it. */
  trouble?(slack: FakeSlack, clock: HurriedClock): () => void;
  /** Their payloads of this kind are none. */
  unread?(kind: SlackKind): boolean;
  /** What they may do by a payload of this kind; absent: nothing. */
  role?(kind: SlackKind): Role | undefined;
  /** Why they may do no more, as they are told. */
  readonly why?: string;
}

const byPayload: Said = { outer: ours, installed: ours, person: ours };
const unnamed: Said = { outer: ours, installed: ours };
const theirs: Payload = { team_id: otherTeam };

/** Slack fails to say who anybody is, so that the payload alone tells. */
const silent: SlackPerson['trouble'] = (slack) => {
  slack.faults.always('users.info', { kind: 'error', error: 'internal_error' });
  return () => slack.faults.always('users.info', undefined);
};

/** Of ours by the payload, they are taken for a guest; else for one of another company. */
const leastOf = ({ names }: SlackKind) => (names ? 'viewer' : undefined);

export const slackPeople: Readonly<Record<string, SlackPerson>> = {
  'home person': { said: byPayload, role: () => 'buyer' },
  'home person of whom the payload says nothing': { said: unnamed, role: () => 'buyer' },
  'home person, in a channel of the other company': {
    said: { ...byPayload, outer: otherTeam },
    role: () => 'buyer',
  },
  'first admin': { said: byPayload, admin: true, role: () => 'admin' },
  'demoted person': { said: byPayload, granted: 'viewer', role: () => 'viewer' },
  guest: { said: byPayload, account: { is_restricted: true }, role: () => 'viewer' },
  'guest who is granted more': {
    said: byPayload,
    account: { is_restricted: true },
    granted: 'buyer',
    role: () => 'buyer',
  },
  'person of another company by user_team': { said: { ...byPayload, person: otherTeam }, trouble: silent },
  'person of another company by source_team': {
    said: { ...byPayload, person: otherTeam, by: 'source_team' },
    trouble: silent,
  },
  'person of another company by users.info': { said: unnamed, account: theirs },
  'person of another company of whom the payload says that they are ours': {
    said: byPayload,
    account: theirs,
  },
  'person of another company, in a channel of theirs': {
    said: { outer: otherTeam, installed: ours, person: otherTeam },
    account: theirs,
  },
  'person of another company who is granted something': {
    said: byPayload,
    account: theirs,
    granted: 'viewer',
    role: () => 'viewer',
  },
  'person of a workspace that is not let in': {
    said: { outer: otherTeam, installed: otherTeam, person: otherTeam },
    account: theirs,
  },
  'person of whom the app may not ask': {
    said: byPayload,
    role: leastOf,
    why: 'lacks a permission',
    trouble(slack, clock) {
      slack.scopes.delete('users:read');
      return () => {
        slack.scopes.add('users:read');
        // So long Slack is not asked again.
        clock.skip(60_000);
      };
    },
  },
  'person of whom Slack says too late who they are': {
    said: byPayload,
    role: leastOf,
    why: 'in time',
    trouble(slack, clock) {
      const late = Promise.withResolvers<void>();
      slack.faults.always('users.info', { kind: 'held', until: late.promise });
      clock.hurry(lookUpWithinMs);
      return () => {
        clock.hurry(undefined);
        slack.faults.always('users.info', undefined);
        late.resolve();
      };
    },
  },
  'person of whom Slack says something without sense': {
    said: byPayload,
    account: { team_id: 5 },
    role: leastOf,
    why: en.core.unsure['no sense'],
  },
  'person whose own workspace is none, by the payload': {
    said: { ...byPayload, person: nowhere },
    unread: ({ names }) => names,
    role: () => 'buyer',
  },
  'person in a workspace that is none': {
    said: { outer: nowhere, installed: nowhere, person: nowhere },
    unread: () => true,
  },
};

/** Each by each kind is an account of its own, so that none knows what another was told. */
export function slackAccountOf(who: string, kind: string): string {
  const [at, by] = [Object.keys(slackPeople).indexOf(who), Object.keys(slackKinds).indexOf(kind)];
  return `U0P${String(at).padStart(3, '0')}K${String(by).padStart(3, '0')}`;
}

export const slackAccounts = Object.entries(slackPeople).flatMap(([who, person]) =>
  Object.keys(slackKinds).map((kind) => ({ id: slackAccountOf(who, kind), person })),
);

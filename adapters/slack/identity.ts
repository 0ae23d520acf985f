import { z } from 'zod';

/** The adapter's name, and the `platform` of all that it hands in. */
export const slackName = 'slack';

/** Whose installation a payload came through, and where the person belongs who caused it. */
export interface Identity {
  /** The workspace of the installation; the organization's id where the app is installed for all of one. */
  readonly workspace: string;
  /** The person's own workspace, or their organization's id; absent where the payload does not say. */
  readonly ownWorkspace?: string;
}

/** Workspaces are `T…`, organizations of several (Enterprise Grid) `E…`. */
const workspaceId = z.string().regex(/^[TE][A-Z0-9]{1,40}$/);

const organizationId = z.string().regex(/^E[A-Z0-9]{1,40}$/);

const id = workspaceId.nullish();

const organization = organizationId.nullish();

/** Every field of any payload that names a workspace. One that is there and is no id makes the payload unreadable. */
const named = z.object({
  // Events: https://docs.slack.dev/apis/events-api#callback-field
  authorizations: z.array(z.object({ team_id: id, enterprise_id: organization })).nullish(),
  context_team_id: id,
  context_enterprise_id: organization,
  event: z.object({ user_team: id, source_team: id }).nullish(),
  // Commands, and the outside of events.
  team_id: id,
  enterprise_id: organization,
  // Clicks, forms, shortcuts and menus that ask for their options.
  team: z.object({ id }).nullish(),
  enterprise: z.object({ id: organization }).nullish(),
  user: z.object({ team_id: id }).nullish(),
  view: z.object({ app_installed_team_id: id }).nullish(),
});

/**
 * Reads who is who in whatever Slack sends: commands, clicks, forms, shortcuts, menus that ask for options, events.
 * `undefined` where no workspace is named, or something that is none.
 *
 * In a channel that companies share, the outer `team_id` of an event may be the other company's
 * (bolt-js #687, #935), and so may the `team` of a form that its people send off (bolt-js #1614): what the installation says
 * goes first. A click by a person of the other company names ours as `team` and theirs as `user.team_id`
 * (java-slack-sdk #1041). The `team_id` of a command is the workspace in which it was typed (bolt-js #1875), and where
 * the app is not installed there is no such command (bolt-python #767): it says nothing of the person, who may be a guest of
 * that workspace, or of another one of the same organization.
 */
export function identityOf(payload: unknown): Identity | undefined {
  const read = named.safeParse(payload);
  if (!read.success) return undefined;
  const { event, user } = read.data;
  const workspace = placeIn(read.data);
  const ownWorkspace = user?.team_id ?? event?.user_team ?? event?.source_team;
  return workspace == null ? undefined : { workspace, ...(ownWorkspace != null && { ownWorkspace }) };
}

function placeIn(payload: z.infer<typeof named>): string | null | undefined {
  const [authorization] = payload.authorizations ?? [];
  return (
    authorization?.team_id ??
    payload.context_team_id ??
    payload.view?.app_installed_team_id ??
    // An app that is installed for a whole organization: no workspace is named then.
    authorization?.enterprise_id ??
    payload.context_enterprise_id ??
    payload.team?.id ??
    payload.team_id ??
    payload.enterprise?.id ??
    payload.enterprise_id
  );
}

/** Where a person asked, in Slack's terms: what an answer needs to find its way back. */
export interface Origin {
  readonly user: string;
  readonly channel: string;
  /** The thread that it belongs to, if any. */
  readonly threadTs?: string | undefined;
  /** Takes answers for half an hour. Not checked yet. */
  readonly responseUrl?: string | undefined;
  /** When the response URL was given, where that was not with this asking; ms since 1970 UTC. */
  readonly urlSince?: number | undefined;
  /** Opens one form, within three seconds. */
  readonly triggerId?: string | undefined;
  /** It was asked for on the person's Home tab. */
  readonly onHome?: true;
  /** The message with the clicked button. An ephemeral one can't be edited but through the response URL. */
  readonly message?: { readonly ts: string; readonly ephemeral: boolean } | undefined;
}

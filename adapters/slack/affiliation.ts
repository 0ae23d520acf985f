import type { Affiliation, Unsure } from '../../src/chat/affiliation.ts';
import type { Person } from '../../src/chat/invocation.ts';
import type { PersonAccount, Profiles } from './profiles.ts';

/** How `person` belongs to `place`, a workspace or the organization that the app is installed for. */
interface AffiliationQuestion {
  readonly place: string;
  readonly person: Person;
}

/**
 * Answers as `ChatAdapter.affiliationOf` promises. `organization` is that of the bot's own workspace, if it is part of one.
 */
export async function affiliationOf(
  deps: {
    readonly profiles: Pick<Profiles, 'accountOf'>;
    readonly organization: string | undefined;
  },
  asked: AffiliationQuestion,
): Promise<Affiliation> {
  const { place, person } = asked;
  if (isElsewhere(person.workspace, place, deps.organization)) return { is: 'outsider' };
  const looked = await deps.profiles.accountOf(person.id);
  if (looked === 'unknown') return { is: 'outsider' };
  return 'fault' in looked ? leastOf(asked, looked.fault) : affiliationBy(looked.account, place);
}

/**
 * Whether the payload alone says that the person is of another company. Within an organization it does not: a person
 * in several of its workspaces has the id of one of them in payloads from all (bolt-js #1875).
 */
function isElsewhere(workspace: string | undefined, place: string, organization: string | undefined) {
  if (workspace === undefined || workspace === place || !workspace.startsWith('T')) return false;
  return organization === undefined && place.startsWith('T');
}

/**
 * A colleague in another workspace of the same organization is no member of this one: `outsider`, until an admin grants
 * more to that person.
 */
function affiliationBy(account: PersonAccount, place: string): Affiliation {
  if (account.deleted) return { is: 'gone' };
  const belongs = account.workspaces.includes(place) || account.organization === place;
  if (!belongs || account.stranger) return { is: 'outsider' };
  if (account.restricted === undefined) return { is: 'guest', unsure: 'no sense' };
  return { is: account.restricted ? 'guest' : 'member' };
}

/** The least that could be: a person of the place, by the payload, may be a guest; any other may be of another company. */
function leastOf({ place, person }: AffiliationQuestion, unsure: Unsure): Affiliation {
  return { is: person.workspace === place ? 'guest' : 'outsider', unsure };
}

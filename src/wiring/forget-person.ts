import { directWorkspaceOf } from '../chat/invocation.ts';
import type { ForgetPerson } from '../commands/admin/forget.ts';
import { answeredDirectly } from '../domain/requests/answer-message.ts';
import { askedDirectly, requestWithout } from '../domain/requests/request.ts';
import { contentWithout } from '../notifications/content.ts';
import { ruleWithout } from '../notifications/rule.ts';
import type { Clock } from '../runtime/clock.ts';
import { scopedId, splitScopedId } from '../runtime/scoped-id.ts';
import { within } from '../runtime/time-limit.ts';
import type { Store } from '../store/contract/store.ts';

/** The platform's id of the conversation in which the bot writes to one person alone; `undefined` where it can't be told. */
export type DirectOf = (
  platform: string,
  asked: { readonly workspace: string; readonly person: string },
) => Promise<string | undefined>;

/** How long a platform may take to tell, ms: the card is to come in time. */
const lookUpMs = 3000;

/** What takes a person out of the store, with what is in their direct messages, which their platform is asked for. */
export function createForgetPerson({
  store,
  directOf,
  clock,
}: {
  readonly store: Pick<Store, 'erasure'>;
  readonly directOf: DirectOf;
  readonly clock: Clock;
}): ForgetPerson {
  /** None where the organization is not on the person's platform at all. */
  async function directsOf(organization: string, person: string): Promise<readonly string[] | undefined> {
    const { platform, id } = splitScopedId(person);
    const workspaces = await store.erasure.workspaces({ organization });
    const workspace = workspaces.map(splitScopedId).find((each) => each.platform === platform)?.id;
    if (workspace === undefined) return [];
    const asked = directOf(platform, { workspace, person: id }).catch(() => undefined);
    const found = await within(clock, lookUpMs, asked);
    // A conversation that is named like the person is one that the platform did not name.
    return found === undefined || found === id ? undefined : [scopedId(platform, found)];
  }

  return async ({ organization, person, card }) => {
    const { platform, id } = splitScopedId(person);
    return store.erasure.forget({
      organization,
      person,
      directWorkspace: scopedId(platform, directWorkspaceOf(id)),
      directs: await directsOf(organization, person),
      without: {
        rule: ruleWithout,
        content: contentWithout,
        request: requestWithout,
        askedDirectly,
        answeredDirectly,
        card,
      },
    });
  };
}

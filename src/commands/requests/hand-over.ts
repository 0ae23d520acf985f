import { mayNoMoreCard, notKnownCard } from '../../cards/asker-cards.ts';
import type { AuditLog } from '../../chat/audit.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { unrecorded } from '../../chat/fault-cards.ts';
import { recordedRun, recordNotPermitted } from '../../chat/recorded-run.ts';
import type { RoleOf } from '../../chat/role.ts';
import type { UserChoiceBook } from '../../domain/accounts/account-users.ts';
import { yuanDigits } from '../../domain/orders/money.ts';
import {
  type ApprovalRequest,
  askersRoles,
  type RequestSubject,
  roleOfAsker,
} from '../../domain/requests/request.ts';
import type { RequestService } from '../../domain/requests/request-service.ts';
import { allWords } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Language } from '../../runtime/language.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';

/** Where the asker is handed what was approved for them, and the commands that do it. */
interface Handed extends Pick<Run, 'conversation' | 'direct' | 'language' | 'signal' | 'commands'> {}

/** `lapsed`: the asker may no longer do that, so that nothing was done and the approval is over. */
export type HandOver = (
  request: ApprovalRequest,
  to: Handed,
) => Promise<Card | { readonly lapsed: ApprovalRequest }>;

/**
 * Runs what was approved for its asker, as if they had typed it where they asked: the same limits, the same
 * checks, the same audit log, under the organization where it was approved. Their role is looked up again just before:
 * without the role that it takes nothing runs, and those who decided are told.
 */
export function createHandOver({
  roleOf,
  requestService,
  organizationOf,
  userIdOf,
  explain,
  audit,
  clock,
  random,
  log,
}: {
  readonly roleOf: RoleOf;
  readonly requestService: Pick<RequestService, 'happen'>;
  /** The organization of `platform:workspace`. */
  organizationOf(workspace: string): Promise<string>;
  /** For which of the account's users the partner is called. */
  readonly userIdOf: UserChoiceBook['userIdOf'];
  explain(error: unknown, language: Language): Card | undefined;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
  readonly log: Log;
}): HandOver {
  return async (request, { conversation, direct, language, signal, commands }) => {
    const { name, options } = commandOf(request.subject);
    const command = commands.byName(name);
    const prepared = command?.prepare({ options });
    if (command === undefined || prepared === undefined || 'faults' in prepared) {
      throw new Error(`what was approved can't be run: ${name}`);
    }
    const trace = random.token(8);
    const { organization: authority, asked, asker } = request;
    const { platform } = splitScopedId(asked.conversation);
    // Where they asked, which may have been outside of the workspace whose approvers decided.
    const organization = await organizationOf(scopedId(platform, asked.workspace));
    const held = await askersRoles(roleOf, request);
    // The approval stands, and can be used as soon as the platform says who the asker is.
    if (held === 'not known') return notKnownCard(allWords[language].requests);
    const roles = held === 'no more' ? ({ role: 'viewer', roleEverywhere: 'viewer' } as const) : held;
    const about = {
      organization,
      authority,
      workspace: asked.workspace,
      conversation,
      ...(asked.channel !== undefined && conversation === asked.conversation && { channel: asked.channel }),
      direct,
      person: asker,
      role: roles.role,
      roleEverywhere: roles.roleEverywhere,
      userId: await userIdOf({ organization: authority, conversation, person: asker }),
      language,
      signal,
      commands,
      pictures: [],
    };
    if (held === 'no more') {
      const after = await requestService.happen(authority, request.id, { what: 'lapse', at: clock.now() });
      if ('unknown' in after) throw new Error('a request that was approved is not there');
      await recordNotPermitted(
        { audit, log },
        { command, caller: about, trace, needs: roleOfAsker[request.subject.kind] },
      );
      const { request: known } = after;
      // What was done before stays done, so that the approvers are told nothing.
      return known.status.is === 'lapsed' ? { lapsed: known } : mayNoMoreCard(allWords[language].requests);
    }
    const recording = {
      audit,
      log,
      isRefusal: (error: unknown) => explain(error, language) !== undefined,
      unrecorded: (card: Card) => unrecorded(card, trace, allWords[language].core),
    };
    return recordedRun(recording, { command, prepared, about, trace });
  };
}

function commandOf(subject: RequestSubject): {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
} {
  if (subject.kind === 'payment') {
    const { orderId, totalFen } = subject;
    return { name: 'order pay', options: { id: orderId, total: yuanDigits(totalFen) } };
  }
  if (subject.kind === 'freight') return { name: 'ship create', options: { ...subject.call } };
  const { offer, openUid } = subject;
  return { name: 'seller', options: { offer, ...(openUid !== undefined && { openUid }) } };
}

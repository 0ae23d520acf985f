import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { Signals } from '../../store/contract/processes.ts';
import type { Requests, StoredRequest, WantedMessage } from '../../store/contract/requests.ts';
import type { OrganizationSettings } from '../../store/contract/settings.ts';
import { approversOf } from './house-rules.ts';
import { messagesAfter } from './message-plan.ts';
import {
  type ApprovalRequest,
  dueAt,
  type EarlierOrder,
  isOpen,
  isSameSubject,
  printRequest,
  type RequestSubject,
  requestOf,
  subjectName,
} from './request.ts';
import { type Event, type Refusal, requestAfter } from './transitions.ts';

export interface RequestServiceDeps {
  readonly requests: Requests;
  readonly settings: OrganizationSettings;
  readonly signals: Pick<Signals, 'wake'>;
  /** How long until those who decide are reminded, and until a request is over, ms. */
  readonly remindMs: number;
  readonly expireMs: number;
  /** Whether there is anybody to decide it, and who is told of it. */
  readonly approversOf: ApproversOf;
  /** Whether people of other companies read a conversation (`platform:id`); `undefined` where its platform does not say. */
  isReadByOthers(where: {
    readonly workspace: string;
    readonly conversation: string;
  }): Promise<boolean | undefined>;
  /** When a reminder may be sent in a conversation, at `now` or later: it respects quiet hours. */
  quietUntil(organization: string, conversation: string, now: number): Promise<number>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

/**
 * Who may decide in `conversation` (`platform:id`, in a `channel` perhaps) what `asker` asks for: whether anybody may, and
 * who is told there.
 */
type ApproversOf = (asked: {
  readonly organization: string;
  readonly conversation: string;
  readonly channel?: string | undefined;
  readonly asker: string;
}) => Promise<{ readonly any: boolean; readonly told: NonNullable<ApprovalRequest['told']> }>;

/** Who asks, and from where. */
export interface Asker {
  readonly organization: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly channel?: string | undefined;
  readonly direct: boolean;
  readonly person: string;
  readonly language: ApprovalRequest['language'];
}

/**
 * Why nothing can be asked: in a direct message without an approvers' conversation; nobody may decide it; or it would stand in
 * a conversation that another company reads, or may read.
 */
export type NobodyToAsk = 'nobody to ask' | 'no approver' | 'others read' | 'others may read';

type Filed =
  | { readonly state: 'filed' | 'filed before'; readonly request: ApprovalRequest }
  | { readonly state: NobodyToAsk };

type Decided = { readonly request: ApprovalRequest; readonly refused?: Refusal } | { readonly unknown: true };

/** Where requests are asked and decided. Every method may reject with a StoreError. */
export interface RequestService {
  /** Why nothing can be asked by `asker`; `undefined` where it can. */
  nobodyFor(asker: Asker): Promise<NobodyToAsk | undefined>;
  ask(
    asker: Asker,
    about: {
      readonly subject: RequestSubject;
      readonly reason?: string | undefined;
      /** The asker's last orders with the same seller. */
      readonly orders?: readonly EarlierOrder[] | undefined;
      /** When there is nothing left to decide, ms since 1970 UTC, though that be sooner than usual. */
      readonly until?: number | undefined;
    },
  ): Promise<Filed>;
  /** What `event` does to a request of `organization`; of any number at once, one settles it. */
  happen(organization: string, id: string, event: Event): Promise<Decided>;
  get(organization: string, id: string): Promise<ApprovalRequest | undefined>;
  /** A request that `person` asked for, wherever they look at it from. */
  ofAsker(id: string, person: string): Promise<ApprovalRequest | undefined>;
  /** The newest first. `shownIn`: only those that those who decide see in that conversation. */
  open(
    organization: string,
    of: { readonly asker?: string; readonly shownIn?: string; readonly limit: number },
  ): Promise<readonly ApprovalRequest[]>;
  /** Others for the same thing that were asked before it, the newest first. */
  earlier(request: ApprovalRequest, limit: number): Promise<readonly ApprovalRequest[]>;
  /** What `person` was approved for `subject` since then, the newest. */
  approved(
    organization: string,
    person: string,
    subject: RequestSubject,
    sinceMs: number,
  ): Promise<ApprovalRequest | undefined>;
  /** Has the cards of open requests in a conversation drawn anew, since it is read in another language now. */
  redraw(organization: string, conversation: string): Promise<void>;
  /** Reminds and ends what is due; how many requests that were. */
  lookAfter(limit: number): Promise<number>;
}

/** How many times another writer may come first before a change is given up. */
const tries = 20;
const idLength = 16;
/** As many cards of open requests as a person scrolls back to. */
const mostRedrawn = 20;

export function createRequestService(deps: RequestServiceDeps): RequestService {
  const { requests, settings, signals, clock, random } = deps;

  async function wanted(request: ApprovalRequest, event?: Event): Promise<readonly WantedMessage[]> {
    const now = clock.now();
    const { shown, asked, organization } = request;
    const made = messagesAfter(request, event).map(async (part): Promise<WantedMessage> => {
      if (part === 'answer') {
        return { part, workspace: asked.workspace, conversation: asked.conversation, dueAt: now };
      }
      const at = part === 'card' ? now : await deps.quietUntil(organization, shown.conversation, now);
      return { part, ...shown, dueAt: at };
    });
    return Promise.all(made);
  }

  /** Changes `stored` by `event`; `undefined` when another writer changed it first. */
  async function change(stored: StoredRequest, event: Event): Promise<Decided | undefined> {
    const request = requestOf(stored);
    if (request === undefined) return { unknown: true };
    const after = requestAfter(request, event);
    if ('refused' in after) return { request, refused: after.refused };
    const { next } = after;
    const { status } = next;
    const changed = await requests.change(
      stored,
      {
        open: isOpen(status),
        status: status.is,
        state: printRequest(next),
        changedAt: clock.now(),
        dueAt: dueAt(next),
      },
      await wanted(next, event),
    );
    if (!changed) return undefined;
    signals.wake('outbox');
    return { request: next };
  }

  const readable = (rows: readonly StoredRequest[]): readonly ApprovalRequest[] =>
    rows.flatMap((stored) => requestOf(stored) ?? []);

  /** Where those who decide see what `asker` asks for, and who of them is told. */
  async function whereFor({ organization, workspace, conversation, channel, direct, person }: Asker): Promise<
    | { readonly none: NobodyToAsk }
    | {
        readonly shown: ApprovalRequest['shown'];
        readonly told: NonNullable<ApprovalRequest['told']>;
      }
  > {
    const set = await approversOf(settings, organization);
    if (set === undefined && direct) return { none: 'nobody to ask' };
    const shown = set ?? { workspace, conversation };
    const { any, told } = await deps.approversOf({
      organization,
      conversation: shown.conversation,
      channel: shown.conversation === conversation ? channel : undefined,
      asker: person,
    });
    if (!any) return { none: 'no approver' };
    // Of the approvers' conversation an admin was asked.
    const others = set === undefined && (await deps.isReadByOthers(shown));
    if (others !== false) return { none: others === undefined ? 'others may read' : 'others read' };
    return { shown, told };
  }

  const self: RequestService = {
    async nobodyFor(asker) {
      const seen = await whereFor(asker);
      return 'none' in seen ? seen.none : undefined;
    },
    async ask(asker, { subject, reason, orders, until = Number.POSITIVE_INFINITY }) {
      const { organization, person, language, workspace, conversation, channel, direct } = asker;
      const seen = await whereFor(asker);
      if ('none' in seen) return { state: seen.none };
      const { shown, told } = seen;
      const now = clock.now();
      const expiresAt = Math.min(now + deps.expireMs, until);
      const request: ApprovalRequest = {
        id: random.token(idLength),
        organization,
        asker: person,
        language,
        askedAt: now,
        ...(reason !== undefined && reason !== '' && { reason }),
        subject,
        ...(orders !== undefined && { orders }),
        ...(told.length > 0 && { told }),
        asked: { workspace, conversation, ...(channel !== undefined && { channel }), direct },
        shown,
        status: { is: 'open' },
        ...(now + deps.remindMs < expiresAt && { remindAt: now + deps.remindMs }),
        expiresAt,
      };
      const opened = await requests.open(
        {
          organization,
          id: request.id,
          kind: subject.kind,
          subject: subjectName(subject),
          asker: person,
          open: true,
          status: 'open',
          state: printRequest(request),
          version: 1,
          createdAt: now,
          changedAt: now,
          dueAt: dueAt(request),
          shownIn: request.shown.conversation,
        },
        await wanted(request),
      );
      if (opened.isNew) {
        signals.wake('outbox');
        return { state: 'filed', request };
      }
      const known = requestOf(opened.request);
      if (known === undefined) throw new Error('an open request can not be read');
      // A request for another amount is a different request from the open one.
      if (isSameSubject(known.subject, subject)) return { state: 'filed before', request: known };
      await self.happen(organization, known.id, { what: 'withdraw', by: person, at: now });
      return self.ask(asker, { subject, reason, orders, until });
    },
    async happen(organization, id, event) {
      for (let left = tries; left > 0; left -= 1) {
        const stored = await requests.get({ organization, id });
        if (stored === undefined) return { unknown: true };
        const decided = await change(stored, event);
        if (decided !== undefined) return decided;
      }
      throw new Error('a request was changed by others too often');
    },
    async get(organization, id) {
      const stored = await requests.get({ organization, id });
      return stored && requestOf(stored);
    },
    async ofAsker(id, person) {
      const stored = await requests.ofAsker({ id, asker: person });
      return stored && requestOf(stored);
    },
    async open(organization, of) {
      return readable(await requests.list({ ...of, organization, open: true }));
    },
    async earlier({ organization, id, subject, askedAt }, limit) {
      const about = { organization, kind: subject.kind, subject: subjectName(subject) };
      const found = await requests.list({ ...about, limit: limit + 20 });
      return readable(found.filter((each) => each.id !== id && each.createdAt <= askedAt)).slice(0, limit);
    },
    async approved(organization, person, subject, sinceMs) {
      const rows = await requests.list({
        organization,
        kind: subject.kind,
        subject: subjectName(subject),
        asker: person,
        status: 'approved',
        sinceMs,
        limit: 20,
      });
      // The row changes once more when the approval is used: the time that counts is that of the decision.
      return readable(rows).find(
        ({ status, subject: known }) =>
          status.is === 'approved' && status.at >= sinceMs && isSameSubject(known, subject),
      );
    },
    async redraw(organization, shownIn) {
      const shown = await requests.list({ organization, shownIn, open: true, limit: mostRedrawn });
      for (const stored of shown) {
        const request = requestOf(stored);
        if (request === undefined) continue;
        // One that is changed meanwhile is drawn for that.
        await requests.change(stored, stored, [{ part: 'card', ...request.shown, dueAt: clock.now() }]);
      }
      if (shown.length > 0) signals.wake('outbox');
    },
    async lookAfter(limit) {
      const now = clock.now();
      const due = await requests.due({ now, limit });
      for (const stored of due) {
        const request = requestOf(stored);
        if (request === undefined) continue;
        await change(stored, { what: now >= request.expiresAt ? 'expire' : 'remind', at: now });
      }
      return due.length;
    },
  };
  return self;
}

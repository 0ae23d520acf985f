import type { ReadyCard } from '../../src/chat/card.ts';
import type { Destination, Found, MessageRef, Outlet, Refused, Sent } from '../../src/chat/outlet.ts';
import { safeUrl } from '../../src/chat/safe-url.ts';
import type { Clock } from '../../src/runtime/clock.ts';

/** A message as it stands in a conversation. */
export interface Said {
  readonly ref: MessageRef;
  readonly key: string;
  readonly conversation: string;
  readonly under?: MessageRef;
  readonly aloud?: boolean;
  readonly at: number;
  /** As it was posted. */
  readonly first: ReadyCard;
  /** As it is now. */
  card: ReadyCard;
}

export interface Call {
  readonly what: 'post' | 'reply' | 'edit' | 'find';
  readonly conversation: string;
  readonly card?: ReadyCard;
}

/** What becomes of a call. */
export type Fate =
  | 'well'
  /** It is done, and the answer does not arrive. */
  | 'answer lost'
  /** It is done some time after the connection was cut. */
  | 'late'
  /** It is not done, and no answer arrives. */
  | 'cut'
  | 'unreachable'
  | { readonly limitedMs: number }
  | { readonly refused: Refused };

/** A chat platform that keeps what is said to it, and does with each call what a test says. */
export interface FakeChat {
  readonly outlet: Outlet;
  readonly said: readonly Said[];
  readonly calls: readonly Call[];
  /** How often somebody was told to wait for going too fast. */
  readonly tooFast: number;
  fate: (call: Call) => Fate;
  remove(ref: MessageRef): void;
}

export const paceMs = 1000;
const lateMs = 20_000;

export function createFakeChat(
  clock: Clock,
  facts: Partial<Pick<Outlet, 'listItems' | 'editableMs' | 'oneOfKeyMs'>> = {},
): FakeChat {
  const said: Said[] = [];
  const calls: Call[] = [];
  const lastAt = new Map<string, number>();
  let made = 0;
  let tooFast = 0;
  let chat: FakeChat;

  /** Does `act` as the call's fate says; `undefined` from `act` means that there was nothing to do it to. */
  async function decide(call: Call, act: () => MessageRef | undefined): Promise<Sent> {
    calls.push(call);
    const fate = chat.fate(call);
    if (typeof fate === 'object') {
      return 'refused' in fate
        ? { refused: fate.refused, detail: 'as told' }
        : { retryAfterMs: fate.limitedMs };
    }
    if (fate === 'unreachable') return { unreachable: 'ECONNREFUSED' };
    if (fate === 'cut') return { unclear: 'ECONNRESET' };
    if (fate === 'late') {
      clock.after(lateMs, () => act());
      return { unclear: 'timed out' };
    }
    const sinceLast = clock.now() - (lastAt.get(call.conversation) ?? Number.NEGATIVE_INFINITY);
    if (call.what !== 'edit') {
      if (sinceLast < paceMs) {
        tooFast += 1;
        return { retryAfterMs: paceMs - sinceLast };
      }
      lastAt.set(call.conversation, clock.now());
    }
    const ref = act();
    if (ref === undefined) return { refused: 'message gone', detail: 'no such message' };
    return fate === 'answer lost' ? { unclear: 'ECONNRESET' } : { sent: ref };
  }

  function keep(to: Destination, card: ReadyCard, key: string, rest: Pick<Said, 'under' | 'aloud'> = {}) {
    const same = said.find(
      (each) =>
        each.key === key &&
        each.conversation === to.conversation &&
        clock.now() - each.at < (facts.oneOfKeyMs ?? 0),
    );
    if (same !== undefined) return same.ref;
    made += 1;
    const ref = `m${made}`;
    said.push({ ref, key, conversation: to.conversation, at: clock.now(), first: card, card, ...rest });
    return ref;
  }

  const standing = (ref: MessageRef) => said.find((each) => each.ref === ref);

  const outlet: Outlet = {
    payloadLimits: { button: 2000, option: 75 },
    paceMs,
    listItems: facts.listItems ?? 20,
    editableMs: facts.editableMs ?? Number.MAX_SAFE_INTEGER,
    ...(facts.oneOfKeyMs !== undefined && { oneOfKeyMs: facts.oneOfKeyMs }),
    post: (to, { card }, key) =>
      decide({ what: 'post', conversation: to.conversation, card }, () => keep(to, card, key)),
    reply: (to, under, { card }, aloud, key) =>
      decide(
        { what: 'reply', conversation: to.conversation, card },
        () => standing(under) && keep(to, card, key, { under, aloud }),
      ),
    edit: (to, ref, { card }) =>
      decide({ what: 'edit', conversation: to.conversation, card }, () => {
        const message = standing(ref);
        if (message !== undefined) message.card = card;
        return message?.ref;
      }),
    async find(to, key, sinceMs, under): Promise<Found> {
      const call: Call = { what: 'find', conversation: to.conversation };
      calls.push(call);
      const fate = chat.fate(call);
      if (typeof fate === 'object' && 'limitedMs' in fate) {
        return { unknown: 'limited', retryAfterMs: fate.limitedMs };
      }
      if (fate !== 'well') return { unknown: 'could not be read' };
      const found = said.find(
        (each) =>
          each.key === key &&
          each.conversation === to.conversation &&
          each.at >= sinceMs &&
          each.under === under,
      );
      return found === undefined ? { absent: true } : { found: found.ref };
    },
    linkTo: async (_, message) => safeUrl(`https://chat.example/${message}`, ['chat.example']),
    direct: async (workspace, person) => ({ workspace, conversation: `direct-${person}` }),
  };

  chat = {
    outlet,
    said,
    calls,
    get tooFast() {
      return tooFast;
    },
    fate: () => 'well',
    remove(ref) {
      const at = said.findIndex((each) => each.ref === ref);
      if (at >= 0) said.splice(at, 1);
    },
  };
  return chat;
}

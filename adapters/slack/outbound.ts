import type { RespondArguments } from '@slack/bolt';
import type { Answer, ReplyTransport } from '../../src/chat/invocation.ts';
import { pause } from '../../src/runtime/clock.ts';
import { type OutboundDeps, plainArguments, plainly, showCard } from './best-form.ts';
import { kindsIn } from './block-kinds.ts';
import { drawSlackCard, type SlackMessage } from './cards.ts';
import { isRefusedForm } from './errors.ts';
import { namelessIn } from './fallback-text.ts';
import { type FileReader, shareFileOf } from './files.ts';
import { drawForm, errorsOf } from './forms.ts';
import type { Origin } from './identity.ts';
import { payloadLimits, slackLimits } from './limits.ts';
import { noPictures, picturesOf } from './pictures.ts';
import type { PostOutcome } from './response-url.ts';

/** What an acknowledgement carries: a message as the direct answer, or nothing. */
export type AckBody = RespondArguments | undefined;

/** One asking and how to answer it. */
interface Caller {
  readonly origin: Origin;
  readonly receivedAt: number;
}

type Post = (message: SlackMessage) => Promise<PostOutcome>;

/** For a command: `ack` carries the direct answer, in one round trip. */
export function commandTransport(
  deps: OutboundDeps,
  asking: Caller,
  ack: (body: AckBody) => Promise<void>,
): ReplyTransport {
  return {
    payloadLimits,
    async answer(answer) {
      const message = messageForAck(deps, answer);
      if (message === undefined) {
        await ack(undefined);
        return deliver(deps, asking, answer);
      }
      try {
        await ack({ response_type: responseType(answer), ...message, ...plainly });
      } catch (error) {
        deps.log.warn({ err: error }, 'the acknowledgement could not be sent; answering otherwise');
        await deliver(deps, asking, answer);
      }
    },
    defer: () => ack(undefined),
    deliver: (answer) => deliver(deps, asking, answer),
  };
}

/**
 * What the acknowledgement of a form carries: what is wrong with its fields, by their blocks, and the form stays; with
 * nothing it closes. https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export type FormAck =
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | undefined;

/** For a form that was sent off: `ack` closes it, or says what is wrong with it. */
export function formTransport(
  deps: OutboundDeps,
  asking: Caller,
  ack: (body: FormAck) => Promise<void>,
): ReplyTransport {
  const close = () =>
    ack(undefined).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'a form could not be closed; its answer is sent all the same');
    });
  return {
    payloadLimits,
    mend: (faults) => ack({ response_action: 'errors', errors: errorsOf(faults) }),
    async answer(answer) {
      await close();
      await deliver(deps, asking, answer);
    },
    defer: close,
    deliver: (answer) => deliver(deps, asking, answer),
  };
}

/**
 * For clicks and messages, which were acknowledged when they came. `asksForOptions`: whether Slack is known to ask for the
 * options of a menu in a form.
 */
export function laterTransport(
  deps: OutboundDeps & { asksForOptions(): boolean },
  asking: Caller,
): ReplyTransport {
  const { triggerId } = asking.origin;
  return {
    payloadLimits,
    mostChoices: slackLimits.options,
    ...(triggerId !== undefined && {
      async ask(form) {
        const asksForOptions = deps.asksForOptions();
        const view = drawForm(form, asking.origin, asking.receivedAt, { asksForOptions });
        const opened = await deps.api.call('views.open', { trigger_id: triggerId, view });
        if (!opened.ok) throw new Error(`Slack opened no form (${opened.error})`);
      },
    }),
    answer: (answer) => deliver(deps, asking, answer),
    defer: async () => undefined,
    deliver: (answer) => deliver(deps, asking, answer),
  };
}

/**
 * The answer as an acknowledgement can carry it; `undefined` where Slack has to be asked for something first, or has to say
 * whether it takes a kind of block.
 */
function messageForAck({ names, kinds }: OutboundDeps, { card }: Answer): SlackMessage | undefined {
  const takes = kinds.worthTrying();
  const isNameless = namelessIn(card).some((person) => names.nameOf(person) === undefined);
  if (isNameless || card.file !== undefined || picturesOf(card, takes).length > 0) return undefined;
  const message = drawSlackCard(card, noPictures, names.nameOf, takes);
  const known = kinds.known();
  return [...kindsIn(message.blocks)].every((kind) => known.has(kind)) ? message : undefined;
}

/** Sends an answer by the best way that works. Rejects when none does. */
async function deliver(deps: OutboundDeps, asking: Caller, answer: Answer): Promise<void> {
  const ways = waysTo(deps, asking, answer);
  const words = deps.words[answer.language];
  const card = await shareFileOf(deps, answer.card, fileReaders(asking, answer), words);
  const sent = await showCard(
    deps,
    { ...answer, card },
    (message) => tryWays(deps, ways, message),
    (tried) => (tried.sent ? undefined : tried.error),
  );
  if (!sent.sent) throw unanswered(deps, asking, sent.error);
}

/** One way to the readers of an answer. */
interface Way {
  readonly name: string;
  /** Only the asker could hear the same thing twice by it. */
  readonly repeatable: boolean;
  readonly post: Post;
}

/** Ways to the same readers, the best first; the last is the person's own direct message. */
function waysTo(deps: OutboundDeps, { origin, receivedAt }: Caller, answer: Answer): Way[] {
  const { channel, user, threadTs, message, responseUrl: url, urlSince } = origin;
  const isPublic = answer.visibility === 'conversation';
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const viaApi =
    (method: string, target: object): Post =>
    (drawn) =>
      callOnceOrTwice(deps, method, { ...target, ...drawn, ...plainArguments(method) });
  const ways: Way[] = [];
  const fresh = deps.clock.now() - (urlSince ?? receivedAt) < slackLimits.responseUrlMs;
  if (url !== undefined && fresh && deps.urls.takesAnswers(url)) {
    const form = {
      response_type: responseType(answer),
      replace_original: answer.replace,
      ...thread,
      ...plainly,
    };
    const post: Post = (drawn) => deps.urls.post(url, { ...form, ...drawn });
    ways.push({ name: 'response_url', repeatable: !isPublic, post });
  }
  if (answer.replace && message?.ephemeral === false) {
    const post = viaApi('chat.update', { channel, ts: message.ts });
    ways.push({ name: 'chat.update', repeatable: true, post });
  }
  // Only the asker sees the bot's own direct conversation. What is said there stays to be found.
  if (isPublic || isDirect(origin)) {
    const post = viaApi('chat.postMessage', { channel, ...thread });
    ways.push({ name: 'chat.postMessage', repeatable: !isPublic, post });
  } else {
    const post = viaApi('chat.postEphemeral', { channel, user, ...thread });
    ways.push({ name: 'chat.postEphemeral', repeatable: true, post });
  }
  ways.push({
    name: 'direct message',
    repeatable: true,
    post: viaApi('chat.postMessage', { channel: user }),
  });
  return ways;
}

/**
 * A way that may have worked without saying so is followed only by ways that are harmless then: a conversation
 * never hears the same thing twice.
 */
async function tryWays(
  deps: OutboundDeps,
  ways: readonly Way[],
  message: SlackMessage,
): Promise<PostOutcome> {
  let last: PostOutcome = { sent: false, unclear: false, error: 'no way to answer' };
  let maybeSaid = false;
  for (const way of ways) {
    if (maybeSaid && !way.repeatable) continue;
    last = await way.post(message);
    if (last.sent) return last;
    deps.log.info({ way: way.name, error: last.error }, 'an answer took another way');
    // Every other way would be refused the same.
    if (isRefusedForm(last.error)) return last;
    maybeSaid ||= last.unclear;
  }
  return last;
}

/** Retries once after a short Retry-After; reports longer waits to the caller. */
async function callOnceOrTwice(
  deps: OutboundDeps,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<PostOutcome> {
  let called = await deps.api.call(method, args);
  if (!called.ok && called.retryAfterMs !== undefined && called.retryAfterMs <= slackLimits.ackMs) {
    await pause(deps.clock, called.retryAfterMs);
    called = await deps.api.call(method, args);
  }
  if (called.ok) return { sent: true };
  const { error, unclear, retryAfterMs } = called;
  if (unclear) return { sent: false, unclear, error };
  return { sent: false, unclear, error, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** Who gets a file of the answer: all who see the answer, else the person alone. */
function fileReaders({ origin }: Caller, answer: Answer): readonly FileReader[] {
  const { channel, user, threadTs } = origin;
  const here = { conversation: channel, ...(threadTs !== undefined && { threadTs }) };
  if (isDirect(origin)) return [here];
  return answer.visibility === 'conversation' ? [here, { person: user }] : [{ person: user }];
}

function responseType(answer: Answer): 'ephemeral' | 'in_channel' {
  return answer.visibility === 'asker' ? 'ephemeral' : 'in_channel';
}

function isDirect(origin: Origin): boolean {
  return origin.responseUrl === undefined && origin.channel.startsWith('D');
}

function unanswered(deps: OutboundDeps, asking: Caller, error: string): Error {
  const ageMs = deps.clock.now() - asking.receivedAt;
  return new Error(`Slack took the answer by no way (${error}), ${ageMs} ms after it was asked for`);
}

import type { Clock } from '../runtime/clock.ts';
import { type Language, type Localized, languageOf } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import { scopedId } from '../runtime/scoped-id.ts';
import type { Caller } from './argument.ts';
import { type AuditLog, NotRecorded } from './audit.ts';
import { askerOf, type CallerDeps, callerOf } from './caller.ts';
import type { Card, ReadyCard } from './card.ts';
import type { CommandLimit, Limited } from './command-limit.ts';
import { notServedCard, plainFault, unrecorded, usageCard } from './fault-cards.ts';
import type { Form } from './form.ts';
import type { Invocation, ReplyTransport, Visibility } from './invocation.ts';
import { runOnce, type WriteClaims } from './once.ts';
import { packCard } from './payload.ts';
import { admitCaller, type PermissionDeps, permittedReading, tellUnserved } from './permission.ts';
import { withPermittedActions } from './permitted-actions.ts';
import { type InputReading, readInput } from './read-input.ts';
import { recordedRun, recordNotPermitted } from './recorded-run.ts';
import { openReply, type Reply } from './reply.ts';
import type { RolesHeld } from './role.ts';
import { withNotice } from './sandbox-notice.ts';
import type { Text } from './text.ts';
import type { CoreWords } from './words.ts';

/** How an invocation ended, for logs and metrics. */
export type Outcome =
  | 'answered'
  | 'bad input'
  | 'not permitted'
  /** By a person without any role: the workspace is not let in, or the person is not of it. */
  | 'not let in'
  | 'refused'
  | 'limited'
  | 'too slow'
  | 'stopping'
  | 'failed';

/** Why a command is cut off before it is done. */
export type CutOff = 'too slow' | 'stopping';

export interface AnsweringDeps extends CallerDeps, PermissionDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly claims: WriteClaims;
  /** Who may still ask for how much. Asked before a line is read, so that what is refused costs nothing. */
  readonly limit: CommandLimit;
  readonly audit: AuditLog;
  /** Hosts that a link in a kept card may lead to. */
  readonly linkHosts: readonly string[];
  /** What an admin by the settings has to decide; told under an answer. Never rejects. */
  toDecide(asked: Caller): Promise<Text | undefined>;
  /** The card for an error that a part of the bot throws on purpose; `undefined` for any other. */
  explain(error: unknown, language: Language): Card | undefined;
  /** Said at the foot of every card, where there is something that every card must say. */
  readonly mark?: Localized;
  /** Ready by then, a card is the direct answer; later, a deferral goes first. Platforms allow 3,000 ms. */
  readonly answerWithinMs: number;
}

/** What is known of an invocation so far: enough to defer it, to answer it, or to say why not. */
interface Progress {
  language: Language;
  rolesHeld: RolesHeld;
  organization: string;
  command: string;
  /** Until the command is known, only the asker may see anything. */
  visibility: Visibility;
  replace: boolean;
  /** Said under an answer. */
  notice?: Text | undefined;
}

interface Ending {
  /** Absent where nothing is to be said at all. */
  readonly card?: Card;
  readonly outcome: Outcome;
  /** To be asked instead of sending the card, where that can still be done. */
  readonly form?: Form;
}

/**
 * Answers one invocation: reads it, runs its command, sends the card; directly when that takes a moment, after
 * a deferral when it takes longer, and with an explanation when `cut` resolves first. Never rejects: whatever
 * goes wrong, the person is told as well as can be, and the log knows it under `trace`.
 */
export async function answerInvocation(
  deps: AnsweringDeps,
  invocation: Invocation,
  transport: ReplyTransport,
  cut: Promise<CutOff>,
  trace: string,
): Promise<{ readonly command: string; readonly outcome: Outcome }> {
  const reply = openReply(transport);
  const progress: Progress = {
    language: languageOf(invocation.person.locale) ?? deps.defaultLanguage,
    rolesHeld: { role: 'viewer', roleEverywhere: 'viewer' },
    organization: '',
    command: 'unknown',
    visibility: 'asker',
    replace: false,
  };
  const cancelDeferral = deps.clock.after(deps.answerWithinMs, () => {
    reply.defer(progress.visibility, progress.replace).catch((error: unknown) => {
      deps.log.warn({ err: error, trace, command: progress.command }, 'the deferral was not accepted');
    });
  });
  let ending: Ending;
  try {
    ending = await workOrCut(deps, invocation, progress, reply, cut, trace);
  } catch (error) {
    ending = explained(deps, error, progress, trace);
  }
  cancelDeferral();
  return { command: progress.command, outcome: await send(deps, ending, progress, reply, transport, trace) };
}

function tooMuch(limited: Limited, words: CoreWords): Card {
  const seconds = Math.ceil(limited.retryAfterMs / 1000);
  return plainFault(words.tooMuch, words.tooMuchAdvice(limited.whose, limited.perMinute, seconds));
}

/** The command's card, or the card that says it was cut off. The command's signal aborts with the cut. */
async function workOrCut(
  deps: AnsweringDeps,
  invocation: Invocation,
  progress: Progress,
  reply: Reply,
  cut: Promise<CutOff>,
  trace: string,
): Promise<Ending> {
  const controller = new AbortController();
  const work = (async (): Promise<Ending> => {
    const found = await callerOf(deps, invocation);
    progress.language = found.language;
    progress.organization = found.organization;
    const limited = deps.limit.take(askerOf(invocation, found));
    if (limited !== undefined)
      return { card: tooMuch(limited, deps.words[found.language]), outcome: 'limited' };
    const caller = 'none' in found ? await admitCaller(deps, invocation, found) : found;
    if ('none' in caller) {
      const card = await tellUnserved(deps, invocation, caller);
      return { ...(card !== undefined && { card }), outcome: 'not let in' };
    }
    progress.rolesHeld = caller;
    progress.notice = await deps.toDecide(caller);
    const reading = await permittedReading(deps, await readInput(invocation, caller, deps), caller);
    if (reading.command !== undefined) progress.command = reading.command.menu.name;
    if ('notPermitted' in reading) {
      await recordNotPermitted(deps, { command: reading.command, caller, trace });
      return { card: reading.notPermitted, outcome: 'not permitted' };
    }
    if ('fault' in reading) return { card: reading.fault, outcome: 'bad input' };
    if ('form' in reading) {
      const words = deps.words[caller.language];
      const card = usageCard(reading.command, caller.language, words);
      return { card, outcome: 'answered', form: reading.form };
    }
    // What a deferral has promised stands: it may have been sent before the command was known.
    if (reply.state === 'open') {
      progress.visibility = reading.prepared.visibility;
      progress.replace = reading.replace;
    }
    return run(deps, invocation, reading, { caller, trace, signal: controller.signal });
  })();
  const first = await Promise.race([work, cut]);
  if (typeof first !== 'string') return first;
  controller.abort(new DOMException(`cut off: ${first}`, 'AbortError'));
  // The card is on its way; what the command still throws is the abort itself.
  work.catch(() => undefined);
  const words = deps.words[progress.language];
  return first === 'too slow'
    ? { card: plainFault(words.tooSlow, words.tooSlowAdvice), outcome: first }
    : { card: plainFault(words.stopping, words.stoppingAdvice), outcome: first };
}

async function run(
  deps: AnsweringDeps,
  invocation: Invocation,
  { command, prepared }: Extract<InputReading, { prepared: unknown }>,
  by: { readonly caller: Caller; readonly trace: string; readonly signal: AbortSignal },
): Promise<Ending> {
  const { caller } = by;
  const words = deps.words[caller.language];
  const recording = {
    ...deps,
    isRefusal: (error: unknown) => deps.explain(error, caller.language) !== undefined,
    unrecorded: (card: Card) => unrecorded(card, by.trace, words),
  };
  const about = {
    ...caller,
    pictures: invocation.pictures ?? [],
    signal: by.signal,
    commands: deps.registry,
  };
  const ready = () => recordedRun(recording, { command, prepared, about, trace: by.trace });
  if (command.effect === 'read') return { card: await ready(), outcome: 'answered' };
  const card = await runOnce({
    claims: deps.claims,
    organization: caller.organization,
    key: scopedId(invocation.platform, invocation.id),
    linkHosts: deps.linkHosts,
    run: ready,
  });
  if (card !== 'running') return { card, outcome: 'answered' };
  return { card: plainFault(words.stillRunning, words.stillRunningAdvice), outcome: 'refused' };
}

function explained(deps: AnsweringDeps, error: unknown, progress: Progress, trace: string): Ending {
  if (error instanceof NotRecorded) {
    const words = deps.words[progress.language];
    return { card: plainFault(words.notRecorded, words.notRecordedAdvice(trace)), outcome: 'failed' };
  }
  const card = deps.explain(error, progress.language);
  if (card !== undefined) return { card, outcome: 'refused' };
  deps.log.error({ err: error, trace, command: progress.command }, 'a command failed');
  return { card: crashed(deps, progress, trace), outcome: 'failed' };
}

/** Sends the ending's card; when it can't even be packed, a plain one that needs no packing. */
async function send(
  deps: AnsweringDeps,
  ending: Ending,
  progress: Progress,
  reply: Reply,
  transport: ReplyTransport,
  trace: string,
): Promise<Outcome> {
  const fine = ending.outcome === 'answered';
  const manner = {
    visibility: fine || (reply.state === 'deferred' && !progress.replace) ? progress.visibility : 'asker',
    replace: fine && progress.replace,
    language: progress.language,
  } as const;
  try {
    if (ending.form !== undefined && (await ask(deps, ending.form, reply, trace))) return ending.outcome;
    // The platform was promised an answer.
    if (ending.card === undefined && reply.state !== 'deferred') return ending.outcome;
    const whole = ending.card ?? notServedCard(deps.words[progress.language]);
    const card = await pack(deps, whole, progress, transport);
    await reply.send({ card, ...manner });
    return ending.outcome;
  } catch (error) {
    deps.log.error({ err: error, trace, command: progress.command }, 'an answer could not be sent');
    if (reply.state === 'closed') return 'failed';
  }
  const plain = crashed(deps, progress, trace);
  await reply.send({ ...manner, card: plain, replace: false }).catch((error: unknown) => {
    deps.log.error({ err: error, trace, command: progress.command }, 'nor could a plain one');
  });
  return 'failed';
}

/** Whether the form is asked; where it could not be opened, the card that stands for it is sent. */
async function ask(deps: AnsweringDeps, form: Form, reply: Reply, trace: string): Promise<boolean> {
  try {
    return await reply.ask(form);
  } catch (error) {
    deps.log.warn({ err: error, trace }, 'a form could not be opened');
    return false;
  }
}

function pack(deps: AnsweringDeps, card: Card, progress: Progress, transport: ReplyTransport) {
  // What a whole conversation sees is for those in it who may; each click is checked.
  const alone = progress.visibility === 'asker';
  const offered = alone ? withPermittedActions(card, progress.rolesHeld, deps.registry) : card;
  const { notice } = progress;
  const noted: Card =
    alone && notice !== undefined
      ? { ...offered, body: [...offered.body, { kind: 'text', text: notice }] }
      : offered;
  const marked = withNotice(noted, deps.mark?.[progress.language]);
  return packCard(marked, transport.payloadLimits, progress.organization, deps.longPayloads);
}

/** Holds no action, so that it needs no packing. */
function crashed(deps: AnsweringDeps, progress: Progress, trace: string): Card & ReadyCard {
  const words = deps.words[progress.language];
  return {
    tone: 'bad',
    title: words.crashed,
    body: [{ kind: 'text', text: [words.crashedAdvice(trace)] }],
    actions: [],
  };
}

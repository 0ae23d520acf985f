import type { Clock } from '../runtime/clock.ts';
import { type Language, languageOf } from '../runtime/language.ts';
import { scopedId } from '../runtime/scoped-id.ts';
import { within } from '../runtime/time-limit.ts';
import { type AuditLog, NotRecorded } from './audit.ts';
import type { Caller } from './caller.ts';
import { askerOf, type CallerDeps, callerOf } from './caller.ts';
import type { Card } from './card.ts';
import type { Command } from './command.ts';
import type { CommandLimit, Limited } from './command-limit.ts';
import { plainFault, unrecorded, usageCard } from './fault-cards.ts';
import type { Form } from './form.ts';
import { askedIn, formFor, mostChoices } from './form-fields.ts';
import type { Invocation, ReplyTransport } from './invocation.ts';
import { runOnce, type WriteClaims } from './once.ts';
import { admitCaller, type PermissionDeps, permittedReading, tellUnserved } from './permission.ts';
import { readInput } from './read-input.ts';
import { recordedRun, recordNotPermitted } from './recorded-run.ts';
import { openReply, type Reply } from './reply.ts';
import {
  crashed,
  type Ending,
  type Outcome,
  type Progress,
  type SendAnswerDeps,
  sendEnding,
} from './send-answer.ts';
import { plainText, type Text } from './text.ts';
import type { InputReading, SubmittedForm } from './typed-input.ts';
import type { CoreWords } from './words.ts';

/** Why a command is cut off before it is done. */
export type CutOff = 'too slow' | 'stopping';

export interface AnsweringDeps extends CallerDeps, PermissionDeps, SendAnswerDeps {
  readonly clock: Clock;
  readonly claims: WriteClaims;
  /** Who may still ask for how much. Asked before a line is read, so that what is refused costs nothing. */
  readonly limit: CommandLimit;
  readonly audit: AuditLog;
  /** Hosts that a link in a kept card may lead to. */
  readonly linkHosts: readonly string[];
  /** How long a form waits for what helps to fill it in: it is to be open before a deferral is due. */
  readonly formWithinMs: number;
  /** What an admin by the settings has to decide; told under an answer. Never rejects. */
  toDecide(asked: Caller): Promise<Text | undefined>;
  /** The card for an error that a part of the bot throws on purpose; `undefined` for any other. */
  explain(error: unknown, language: Language): Card | undefined;
  /** Ready by then, a card is the direct answer; later, a deferral goes first. Platforms allow 3,000 ms. */
  readonly answerWithinMs: number;
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
    owner: '',
    reader: `${invocation.platform} ${invocation.conversation.id} ${invocation.person.id}`,
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
    ending = await workOrCut(deps, invocation, progress, reply, transport, cut, trace);
  } catch (error) {
    ending = explained(deps, error, progress, trace);
  }
  cancelDeferral();
  return {
    command: progress.command,
    outcome: await sendEnding(deps, ending, progress, reply, transport, trace),
  };
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
  transport: ReplyTransport,
  cut: Promise<CutOff>,
  trace: string,
): Promise<Ending> {
  const controller = new AbortController();
  const work = (async (): Promise<Ending> => {
    const found = await callerOf(deps, invocation);
    progress.language = found.language;
    progress.organization = found.organization;
    progress.owner = draftOwner(found);
    const limited = deps.limit.take(askerOf(invocation, found));
    if (limited !== undefined)
      return { card: tooMuch(limited, deps.words[found.language]), outcome: 'limited' };
    const caller = 'none' in found ? await admitCaller(deps, invocation, found) : found;
    if ('none' in caller) {
      const card = await tellUnserved(deps, invocation, caller);
      return { ...(card !== undefined && { card }), outcome: 'not let in' };
    }
    progress.rolesHeld = caller;
    progress.toDecide = await deps.toDecide(caller);
    const reading = await permittedReading(deps, await readInput(invocation, caller, deps), caller);
    if (reading.command !== undefined) progress.command = reading.command.menu.name;
    if ('notPermitted' in reading) {
      await recordNotPermitted(deps, { command: reading.command, caller, trace });
      return { card: reading.notPermitted, outcome: 'not permitted' };
    }
    if (!('form' in reading)) progress.submitted = reading.submitted;
    if ('fault' in reading) {
      const { fault: card, faults } = reading;
      return { card, outcome: 'bad input', ...(faults !== undefined && { faults }) };
    }
    if ('form' in reading) {
      const words = deps.words[caller.language];
      const { command } = reading;
      const asker = { ...caller, signal: controller.signal };
      const form = await openForm(deps, reading, asker, transport.mostChoices ?? mostChoices);
      return { card: usageCard(command, caller.language, words), outcome: 'answered', form };
    }
    // What a deferral has promised stands: it may have been sent before the command was known.
    if (reply.state === 'open') {
      progress.visibility = reading.prepared.visibility;
      progress.replace = reading.replace;
    }
    const ending = await run(deps, invocation, reading, { caller, trace, signal: controller.signal });
    if (reading.submitted === undefined) return ending;
    return refusing(ending, reading.command, reading.submitted, deps.words[caller.language]);
  })();
  const first = await Promise.race([work, cut]);
  if (typeof first !== 'string') return first;
  controller.abort(new DOMException(`cut off: ${first}`, 'AbortError'));
  // The card is on its way; what the command still throws is the abort itself.
  work.catch(() => undefined);
  const words = deps.words[progress.language];
  return first === 'too slow'
    ? { card: plainFault(words.tooSlow, words.tooSlowAdvice(trace)), outcome: first }
    : { card: plainFault(words.stopping, words.stoppingAdvice), outcome: first };
}

/** The form of a call, with what is known of its fields by the offer, order or account at hand. */
async function openForm(
  deps: AnsweringDeps,
  { command, form: { call, payload } }: Extract<InputReading, { form: unknown }>,
  caller: Caller & { readonly signal: AbortSignal },
  most: number,
): Promise<Form> {
  const draft = call.draft === undefined ? undefined : deps.drafts.recall(draftOwner(caller), call.draft);
  const known = command
    .fieldHelp?.({ ...call.arguments, ...draft?.values }, caller)
    .catch((error: unknown) => {
      deps.log.info({ err: error, command: command.menu.name }, 'a form opens without help');
      return undefined;
    });
  const help = known && (await within(deps.clock, deps.formWithinMs, known));
  return formFor(command, call, {
    payload,
    language: caller.language,
    words: deps.words[caller.language],
    draft,
    ...(help !== undefined && { help }),
    mostChoices: most,
  });
}

function draftOwner({ organization, person }: Pick<Caller, 'organization' | 'person'>): string {
  return `${organization} ${person}`;
}

/** What came of a submitted form, where its command refuses it: that is no answer that takes anything's place. */
function refusing(ending: Ending, command: Command, { call }: SubmittedForm, words: CoreWords): Ending {
  const { card, outcome } = ending;
  // What went wrong was not taken either.
  const refusal = card?.refusal ?? (card?.tone === 'bad' ? [] : undefined);
  if (outcome !== 'answered' || card === undefined || refusal === undefined) return ending;
  const asked = new Set(askedIn(command, call).map(({ about }) => about.name));
  const isOfFields = refusal.length > 0 && refusal.every(({ name }) => asked.has(name));
  const faults = refusal.map(({ name, why }) => ({ name, why: why ?? saidOn(card, words) }));
  return { ...ending, outcome: 'refused', ...(isOfFields && { faults }) };
}

/** What a card says in whole sentences; its title where there are none. */
function saidOn({ title, body }: Card, words: CoreWords): string {
  const sentences = body.flatMap((block) => (block.kind === 'text' ? [plainText(block.text)] : []));
  return sentences.length === 0 ? title : words.sentences(sentences);
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

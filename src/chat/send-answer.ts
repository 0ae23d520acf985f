import type { Language, Localized } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Card, ReadyCard } from './card.ts';
import { notServedCard, withCorrection } from './fault-cards.ts';
import type { FieldFault, Form } from './form.ts';
import type { FormDrafts } from './form-drafts.ts';
import type { ReplyTransport, Visibility } from './invocation.ts';
import type { Seen } from './once.ts';
import { type PlacePicture, packCard } from './payload.ts';
import { type PermissionDeps, withPermittedActions } from './permission.ts';
import type { Reply } from './reply.ts';
import type { RolesHeld } from './role.ts';
import type { Text } from './text.ts';
import type { SubmittedForm } from './typed-input.ts';

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

/** What is known of an invocation so far: enough to defer it, to answer it, or to say why not. */
export interface Progress {
  language: Language;
  rolesHeld: RolesHeld;
  organization: string;
  command: string;
  /** Whose drafts are kept. */
  owner: string;
  /** Who reads it where. */
  readonly reader: string;
  /** Until the command is known, only the asker may see anything. */
  visibility: Visibility;
  replace: boolean;
  /** What the asker has to decide as an admin; said under an answer. */
  toDecide?: Text | undefined;
  /** The form that was sent off, which is offered again filled in unless it is taken. */
  submitted?: SubmittedForm | undefined;
}

export interface Ending {
  /** Absent where nothing is to be said at all. */
  readonly card?: Card;
  readonly outcome: Outcome;
  /** To be asked instead of sending the card, where that can still be done. */
  readonly form?: Form;
  /** To be said at the fields of the form, instead of sending the card, where that can still be done. */
  readonly faults?: readonly FieldFault[];
}

/** What an answer is sent with. */
export interface SendAnswerDeps extends Pick<PermissionDeps, 'registry' | 'words' | 'longPayloads'> {
  readonly log: Log;
  /** What was filled in and not taken. */
  readonly drafts: FormDrafts;
  /** Where a card's picture is not where its address says; without it every picture is. */
  readonly placePicture?: PlacePicture | undefined;
  /** Said at the foot of the first card that a person gets in a conversation, where there is something to say. */
  readonly notice?: { readonly text: Localized; readonly told: Seen };
}

/** Sends the ending's card; when it can't even be packed, a plain one that needs no packing. */
export async function sendEnding(
  deps: SendAnswerDeps,
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
    language: spokenLanguage(ending.card, progress),
  } as const;
  try {
    if (await askBack(deps, ending, reply, progress.language, trace)) return ending.outcome;
    // The platform was promised an answer.
    if (ending.card === undefined && reply.state !== 'deferred') return ending.outcome;
    const words = deps.words[manner.language];
    const whole = withIncident(ending.card ?? notServedCard(words), words.incident(trace));
    const card = await pack(deps, corrected(deps, whole, ending, progress), progress, transport);
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

function spokenLanguage(card: Card | undefined, { language }: Progress): Language {
  return card?.language ?? language;
}

/** `card`, which names `incident` where the operator may look for it. */
function withIncident(card: Card, incident: string): Card {
  if (card.incident !== true) return card;
  const footnote = card.footnote === undefined ? [incident] : [...card.footnote, ` · ${incident}`];
  return { ...card, footnote };
}

/** `card` with the way back to the form that was sent off and not taken, filled in as it was. */
function corrected(deps: SendAnswerDeps, card: Card, ending: Ending, progress: Progress): Card {
  const { submitted, language } = progress;
  if (submitted === undefined || ending.outcome === 'answered') return card;
  const { call, values, typed } = submitted;
  // A field that is empty since nothing was typed for it says so by itself.
  const faults = typed?.isOnlyShort === true ? [] : (typed?.faults ?? ending.faults ?? []);
  const draft = deps.drafts.keep(progress.owner, { values, faults });
  const { correct, fillIn } = deps.words[language];
  const label = typed?.isOnlyShort === true ? fillIn : correct;
  const refusal = card.refusal ?? [];
  return { ...withCorrection(card, { ...call, draft }, { correct: label }), refusal };
}

/** Whether a form is asked, or mended; where that could not be, the card that stands for it is sent. */
async function askBack(
  deps: SendAnswerDeps,
  { form, faults }: Ending,
  reply: Reply,
  language: Language,
  trace: string,
): Promise<boolean> {
  try {
    if (form !== undefined) return await reply.ask(form, language);
    return faults !== undefined && (await reply.mend(faults));
  } catch (error) {
    deps.log.warn({ err: error, trace }, 'a form could not be opened');
    return false;
  }
}

function pack(deps: SendAnswerDeps, card: Card, progress: Progress, transport: ReplyTransport) {
  // What a whole conversation sees is for those in it who may; each click is checked.
  const alone = progress.visibility === 'asker';
  const offered = alone ? withPermittedActions(card, progress.rolesHeld, deps.registry) : card;
  const { organization, reader, toDecide } = progress;
  const reminding: Card =
    alone && toDecide !== undefined
      ? { ...offered, body: [...offered.body, { kind: 'text', text: toDecide }] }
      : offered;
  const { notice, longPayloads, placePicture } = deps;
  const isFirst = transport.showsNotice !== true && notice?.told.claim(`${organization} ${reader}`) === true;
  const whole = withNotice(reminding, isFirst ? notice?.text[spokenLanguage(card, progress)] : undefined);
  return packCard(whole, transport.payloadLimits, organization, longPayloads, placePicture);
}

/** Holds no action, so that it needs no packing. */
export function crashed(deps: SendAnswerDeps, progress: Progress, trace: string): Card & ReadyCard {
  const words = deps.words[progress.language];
  return {
    tone: 'bad',
    title: words.crashed,
    body: [{ kind: 'text', text: [words.crashedAdvice(trace)] }],
    actions: [],
  };
}

/** `card` with `notice` at the end of its small print, where there is something that a conversation's first card must say. */
export function withNotice(card: Card, notice: string | undefined): Card {
  if (notice === undefined) return card;
  const footnote = card.footnote === undefined ? [] : [...card.footnote, ' · '];
  return { ...card, footnote: [...footnote, notice] };
}

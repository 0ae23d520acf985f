import { z } from 'zod';
import type { FieldFault, Form } from '../../src/chat/form.ts';
import { type PlainText, plainTextObject } from './blocks.ts';
import { argumentOfBlock, drawInputs, elementId, type InputBlock, menuMark } from './form-fields.ts';
import type { Origin } from './identity.ts';
import { slackLimits } from './limits.ts';
import { type FoundPicture, uploadedPicture } from './message-content.ts';
import { label } from './rich-text.ts';

/** By which Slack tells a form of ours when it is sent off. */
export const formCallback = 'form';

/** https://docs.slack.dev/reference/views/modal-views */
interface ModalView {
  readonly type: 'modal';
  readonly callback_id: typeof formCallback;
  readonly title: PlainText;
  readonly submit: PlainText;
  readonly private_metadata: string;
  readonly blocks: readonly InputBlock[];
}

/** What a form needs to find its way back, in `private_metadata`, which only the bot sees. */
const metadata = z.object({
  payload: z.string(),
  /** Whose suggestions its fields ask for. */
  command: z.string().optional(),
  channel: z.string().min(1),
  threadTs: z.string().optional(),
  message: z.object({ ts: z.string(), ephemeral: z.boolean() }).optional(),
  responseUrl: z.string().optional(),
  urlSince: z.number().optional(),
});

/** A form that was sent off: what was filled in, and where its answer belongs. */
type SubmittedForm = Omit<z.infer<typeof metadata>, 'command'> & {
  readonly values: Readonly<Record<string, string>>;
  readonly pictures: readonly FoundPicture[];
};

/**
 * `form` as a modal that is opened by a click at `origin`, which came at `clickedAt` (ms since 1970 UTC). `asksForOptions`:
 * Slack is known to ask the bot for the options of a menu. It asks nothing, and such a menu stays empty, where the app lacks
 * the URL for that (bolt-js #1479): as long as that may be so, a line to type in stands below the menu.
 */
export function drawForm(
  form: Form,
  origin: Origin,
  clickedAt: number,
  { asksForOptions }: { readonly asksForOptions: boolean },
): ModalView {
  const { modal } = slackLimits;
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plainTextObject(label(form.title, modal.title)),
    submit: plainTextObject(label(form.submit, modal.submit)),
    private_metadata: writeMetadata(form, origin, clickedAt),
    blocks: form.fields.flatMap((field) => drawInputs(field, origin, asksForOptions)),
  };
}

const state = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_date: z.string().nullish(),
      selected_user: z.string().nullish(),
      files: z.array(z.unknown()).nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
      selected_options: z.array(z.object({ value: z.string() })).nullish(),
    }),
  ),
);
const submitted = z.object({
  callback_id: z.literal(formCallback),
  private_metadata: z.string(),
  state: z.object({ values: state }),
});

/** What {@link drawForm} made, as it comes back; `undefined` for anything else. */
export function readForm(view: unknown): SubmittedForm | undefined {
  const read = submitted.safeParse(view);
  if (!read.success) return undefined;
  const about = readMetadata(read.data.private_metadata);
  if (about === undefined) return undefined;
  const { command: _, ...origin } = about;
  // What is typed below a menu counts before what is chosen in it.
  const blocks = Object.entries(read.data.state.values).toSorted(
    ([one], [other]) => Number(other.endsWith(menuMark)) - Number(one.endsWith(menuMark)),
  );
  const filled = blocks.flatMap(([block, elements]) => {
    const given = elements[elementId];
    const several = given?.selected_options?.map(({ value }) => value).join();
    const person = typeof given?.selected_user === 'string' ? `<@${given.selected_user}>` : undefined;
    const chosen = given?.selected_option?.value ?? given?.selected_date ?? person ?? several;
    const value = (given?.value ?? chosen ?? '').trim();
    return value === '' ? [] : [[argumentOfBlock(block), value] as const];
  });
  const files = Object.values(read.data.state.values).flatMap((elements) => elements[elementId]?.files ?? []);
  return { ...origin, values: Object.fromEntries(filled), pictures: files.flatMap(uploadedPicture) };
}

const openForm = z.object({ callback_id: z.literal(formCallback), private_metadata: z.string() });

/** Of what {@link drawForm} made, whose argument the block with that id is, and where the form belongs. */
export function readSuggestedField(
  view: unknown,
  block: string,
): { readonly command: string; readonly argument: string; readonly channel: string } | undefined {
  const read = openForm.safeParse(view);
  const { command, channel } = (read.success && readMetadata(read.data.private_metadata)) || {};
  if (command === undefined || channel === undefined) return undefined;
  return { command, argument: argumentOfBlock(block), channel };
}

/** What is wrong with fields, as Slack shows it at them: by their blocks, the first of each. */
export function errorsOf(faults: readonly FieldFault[]): Readonly<Record<string, string>> {
  const byField = new Map(faults.toReversed().map(({ name, why }) => [name, why]));
  return Object.fromEntries([...byField].map(([name, why]) => [name, label(why, slackLimits.input.hint)]));
}

/** A response URL that would make it too long is left out: there are other ways to answer. */
function writeMetadata({ payload, fields }: Form, origin: Origin, clickedAt: number): string {
  const { channel, threadTs, message, responseUrl } = origin;
  const command = fields.find(({ suggestedBy }) => suggestedBy !== undefined)?.suggestedBy;
  const about = { payload, command, channel, threadTs, message };
  const whole = JSON.stringify({ ...about, responseUrl, urlSince: origin.urlSince ?? clickedAt });
  return whole.length <= slackLimits.modal.metadata ? whole : JSON.stringify(about);
}

function readMetadata(text: string): z.infer<typeof metadata> | undefined {
  try {
    return metadata.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

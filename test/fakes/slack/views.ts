import { z } from 'zod';
import { type Arguments, json, text } from './arguments.ts';
import { type Block, readBlocks } from './blocks.ts';
import type { Outcome } from './chat-methods.ts';
import { plainText } from './text-objects.ts';
import type { Triggers } from './triggers.ts';
import type { OpenView, Workspace } from './workspace.ts';

/** https://docs.slack.dev/reference/views/modal-views, home-tab-views */
const view = z.strictObject({
  type: z.enum(['modal', 'home']),
  title: plainText(24).optional(),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  external_id: z.string().max(255).optional(),
  submit_disabled: z.boolean().optional(),
  blocks: z.array(z.unknown()).max(100),
});

export type View = Omit<z.infer<typeof view>, 'blocks'> & { readonly blocks: readonly Block[] };

/** views.open, views.update and views.publish; a `trigger_id` opens one view, within three seconds. */
export function viewMethods(
  workspace: Workspace,
  triggers: Triggers,
): Record<string, (args: Arguments) => Outcome> {
  const show = (kind: string, user: string, args: Arguments): Outcome => {
    const read = readView(json(args, 'view'));
    if ('problems' in read) {
      workspace.problems.push(`view: ${read.problems.join('; ')}`);
      workspace.changed();
      return { error: 'invalid_arguments', errors: read.problems };
    }
    const opened: OpenView = { kind, id: workspace.id('V'), user, view: read.view, given: new Map() };
    workspace.views.push(opened);
    workspace.changed();
    return { view: { ...read.view, id: opened.id, hash: workspace.stamp() } };
  };
  return {
    'views.open': (args) => {
      const used = triggers.use(text(args, 'trigger_id'));
      return 'error' in used ? used : show('open', used.user, args);
    },
    'views.update': (args) => show('update', '', args),
    'views.publish': (args) => show('publish', text(args, 'user_id'), args),
  };
}

function readView(given: unknown): { view: View } | { problems: string[] } {
  const read = view.safeParse(given);
  if (!read.success) return { problems: [read.error.message] };
  const content = readBlocks(read.data.blocks, 100);
  if ('problems' in content) return content;
  const problems: string[] = [];
  const asks = content.blocks.some(({ type }) => type === 'input');
  if (read.data.type === 'modal' && read.data.title === undefined) problems.push('a modal needs a title');
  if (asks && read.data.submit === undefined) problems.push('a form needs a button to send it off');
  for (const block of content.blocks) problems.push(...initialProblems(block));
  return problems.length > 0 ? { problems } : { view: { ...read.data, blocks: content.blocks } };
}

/** What stands in a field at first must be something that could be put there. */
function initialProblems(block: Block): string[] {
  if (block.type !== 'input') return [];
  const { element } = block;
  if (element.type === 'number_input') {
    const { initial_value: initial, min_value: least, max_value: most } = element;
    const isOut =
      initial !== undefined &&
      ((least !== undefined && Number(initial) < Number(least)) ||
        (most !== undefined && Number(initial) > Number(most)));
    return isOut ? ['initial_value is out of range'] : [];
  }
  // What a menu asks for anew may begin with anything.
  const free = ['datepicker', 'users_select', 'file_input', 'external_select'] as const;
  if (isOneOf(element, free)) return [];
  if (element.type === 'plain_text_input') {
    const { initial_value: initial = '', max_length: most = 3000 } = element;
    return initial.length > most ? ['initial_value is too long'] : [];
  }
  const initial =
    element.type === 'static_select'
      ? element.initial_option === undefined
        ? []
        : [element.initial_option]
      : (element.initial_options ?? []);
  const options = element.options.map((option) => JSON.stringify(option));
  return initial.every((one) => options.includes(JSON.stringify(one)))
    ? []
    : ['an initial option is none of the options'];
}

function isOneOf<E extends { readonly type: string }, T extends E['type']>(
  element: E,
  types: readonly T[],
): element is Extract<E, { readonly type: T }> {
  return types.some((type) => type === element.type);
}

/** What a person puts into a field: words, or the labels of options. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/**
 * The state of a form once a person has filled it in, by the labels of its fields; a field that is not named keeps
 * what stood there at first. Throws for what Slack's client would not let anybody send off.
 */
export function stateOf(
  { view, given }: Pick<OpenView, 'view' | 'given'>,
  filled: Filled,
): Record<string, Record<string, unknown>> {
  const inputs = inputsOf(view);
  const labels = inputs.map((input) => nameOf(input, inputs));
  for (const name of Object.keys(filled)) {
    if (!labels.includes(name)) throw new Error(`no field ${name} among ${labels.join(', ')}`);
  }
  return Object.fromEntries(
    inputs.map((input, at) => {
      const value = filledIn(input, filled[labels[at] ?? ''], given);
      if (input.optional !== true && isEmpty(value)) throw new Error(`${input.label.text} is required`);
      return [input.block_id ?? `b${at}`, { [input.element.action_id ?? 'a']: value }];
    }),
  );
}

type Input = Extract<Block, { type: 'input' }>;

export function inputsOf({ blocks }: View): readonly Input[] {
  return blocks.flatMap((block) => (block.type === 'input' ? [block] : []));
}

/** What a person knows a field by: a field for a file, or a menu, may stand beside one to type in. */
export function nameOf({ label, element }: Input, among: readonly Input[]): string {
  if (element.type === 'file_input') return `${label.text} (file)`;
  const isOne = among.filter((other) => other.label.text === label.text).length > 1;
  return element.type === 'external_select' && isOne ? `${label.text} (menu)` : label.text;
}

function filledIn(
  { element, label, block_id }: Input,
  given: string | readonly string[] | undefined,
  menus: OpenView['given'],
): Record<string, unknown> {
  const { type } = element;
  if (element.type === 'external_select') {
    const asked = menus.get(block_id ?? '');
    const chosen =
      given === undefined ? element.initial_option : asked?.find(({ text }) => text.text === given);
    if (given !== undefined && given !== '' && chosen === undefined)
      throw new Error(`${label.text} was given no option ${String(given)}`);
    return { type, selected_option: chosen ?? null };
  }
  if (element.type === 'plain_text_input') {
    const value = given === undefined ? (element.initial_value ?? '') : String(given);
    if (value.length > (element.max_length ?? 3000)) throw new Error(`${label.text} takes no more`);
    return { type, value: value === '' ? null : value };
  }
  if (element.type === 'number_input') {
    const value = given === undefined ? (element.initial_value ?? '') : String(given).trim();
    const { is_decimal_allowed: decimals, min_value: least, max_value: most } = element;
    const isNumber = (decimals ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/).test(value);
    if (value !== '' && !isNumber) throw new Error(`${label.text} takes a number`);
    const isLow = least !== undefined && Number(value) < Number(least);
    const isHigh = most !== undefined && Number(value) > Number(most);
    if (value !== '' && (isLow || isHigh)) throw new Error(`${label.text} is out of range`);
    return { type, value: value === '' ? null : value };
  }
  if (element.type === 'datepicker') {
    const date = given === undefined ? (element.initial_date ?? '') : String(given);
    if (date !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error(`${label.text} takes a day`);
    return { type, selected_date: date === '' ? null : date };
  }
  if (element.type === 'users_select') {
    const user = given === undefined ? (element.initial_user ?? '') : String(given);
    if (user !== '' && !/^[UW][A-Z0-9]+$/.test(user)) throw new Error(`${label.text} is a choice of people`);
    return { type, selected_user: user === '' ? null : user };
  }
  if (element.type === 'file_input') {
    const files = given === undefined ? [] : [given].flat();
    if (files.length > (element.max_files ?? 10)) throw new Error(`${label.text} takes no more files`);
    return {
      type,
      files: files.map((url_private) => ({ id: 'F0FILE0001', mimetype: 'image/png', url_private })),
    };
  }
  const wanted = given === undefined ? undefined : typeof given === 'string' ? [given] : given;
  const chosen = wanted?.map((words) => {
    const option = element.options.find(({ text }) => text.text === words);
    if (option === undefined) throw new Error(`${label.text} has no option ${words}`);
    return option;
  });
  if (element.type === 'multi_static_select') {
    return { type, selected_options: chosen ?? element.initial_options ?? [] };
  }
  return {
    type,
    selected_option: chosen?.[0] ?? (wanted === undefined ? element.initial_option : null) ?? null,
  };
}

function isEmpty(value: Record<string, unknown>): boolean {
  return Object.values(value).some((part) => part === null || (Array.isArray(part) && part.length === 0));
}

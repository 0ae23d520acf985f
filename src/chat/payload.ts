import type { Action, Block, Card, CommandCall, Payload, ReadyCard, RunAction } from './card.ts';

/** Keeps what is too long for a platform's button under a short key, and gives it back. */
export interface LongPayloads {
  keep(organization: string, payload: string): Promise<string>;
  recall(organization: string, key: string): Promise<string | undefined>;
}

/** How many characters a platform's buttons and choices can carry. */
export interface PayloadLimits {
  readonly button: number;
  readonly option: number;
}

const replaceMark = '!';
const keyMark = '~';

/** No argument's name begins with an underscore. */
const askName = '_ask';

/**
 * `call` as one line of text: `seller?offer=951807530375&share=yes`, with a leading `!` when it replaces, and the names
 * of what a form asks for in `_ask`.
 */
export function encodeCall(call: CommandCall): string {
  const given = new URLSearchParams(call.arguments);
  if (call.ask !== undefined) given.set(askName, call.ask.join());
  return `${call.replace === true ? replaceMark : ''}${call.command}?${given}`;
}

/** What {@link encodeCall} made; `undefined` when `text` is nothing of the sort. */
export function decodeCall(text: string): CommandCall | undefined {
  const match = /^(!?)([a-z][a-z0-9 -]*)\?(.*)$/s.exec(text);
  if (match === null) return undefined;
  const [, mark, command = '', query] = match;
  const given = new URLSearchParams(query);
  const ask = given.get(askName);
  given.delete(askName);
  return {
    command,
    arguments: Object.fromEntries(given),
    ...(mark === replaceMark && { replace: true }),
    ...(ask !== null && { ask: ask.split(',') }),
  };
}

/**
 * `card` with every call packed to fit `limits`, the longer ones kept in `long` under a key of
 * `organization`'s. Two buttons with the same call get the same payload: an adapter whose platform wants
 * ids to differ adds to them itself.
 */
export async function packCard(
  card: Card,
  limits: PayloadLimits,
  organization: string,
  long: LongPayloads,
): Promise<ReadyCard> {
  const pack = async (call: CommandCall, limit: number): Promise<Payload> => {
    const encoded = encodeCall(call);
    return encoded.length <= limit ? encoded : keyMark + (await long.keep(organization, encoded));
  };
  const packRun = async (action: RunAction): Promise<RunAction<Payload>> => ({
    ...action,
    run: await pack(action.run, limits.button),
  });
  const packAction = async (action: Action): Promise<Action<Payload>> => {
    if (action.kind === 'open') return action;
    if (action.kind === 'run') return packRun(action);
    const options = action.options.map(async (option) => ({
      ...option,
      run: await pack(option.run, limits.option),
    }));
    return { ...action, options: await Promise.all(options) };
  };
  const packBlock = async (block: Block): Promise<Block<Payload>> => {
    if (block.kind !== 'qr') return block;
    const { otherwise, ...rest } = block;
    return otherwise === undefined ? rest : { ...rest, otherwise: await packRun(otherwise) };
  };
  return {
    ...card,
    body: await Promise.all(card.body.map(packBlock)),
    actions: await Promise.all(card.actions.map(packAction)),
  };
}

/**
 * The call behind a payload that came back from a platform; `undefined` when it is unknown, expired or
 * another organization's.
 */
export async function unpackPayload(
  payload: Payload,
  organization: string,
  long: LongPayloads,
): Promise<CommandCall | undefined> {
  if (!payload.startsWith(keyMark)) return decodeCall(payload);
  const kept = await long.recall(organization, payload.slice(keyMark.length));
  return kept === undefined ? undefined : decodeCall(kept);
}

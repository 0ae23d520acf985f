import type {
  Action,
  Block,
  Card,
  CommandCall,
  Payload,
  ReadyCard,
  RemotePicture,
  RunAction,
  SelectAction,
} from './card.ts';

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

/** The picture as people can be shown it, or none. */
export type PlacePicture = (picture: RemotePicture) => RemotePicture | undefined;

const replaceMark = '!';
const keyMark = '~';

/** No argument's name begins with an underscore. */
const askName = '_ask';
const draftName = '_draft';

/**
 * `call` as one line of text: `seller?offer=951807530375&share=yes`, with a leading `!` when it replaces, the names of
 * what a form asks for in `_ask`, and the key of what was filled in before in `_draft`.
 */
export function encodeCall(call: CommandCall): string {
  const given = {
    ...call.arguments,
    ...(call.ask !== undefined && { [askName]: call.ask.join() }),
    ...(call.draft !== undefined && { [draftName]: call.draft }),
  };
  return `${call.replace === true ? replaceMark : ''}${call.command}?${queryOf(given)}`;
}

/** `given` as URLSearchParams writes it, whose way takes many times as long. */
function queryOf(given: Readonly<Record<string, string>>): string {
  let query = '';
  for (const [name, value] of Object.entries(given)) {
    query += `${query === '' ? '' : '&'}${formEncoded(name)}=${formEncoded(value)}`;
  }
  return query;
}

/** What ids and numbers are written with. */
const nothingToEscape = /^[\w*.-]*$/;

/** `text` as a form sends it. https://url.spec.whatwg.org/#application-x-www-form-urlencoded-percent-encode-set */
function formEncoded(text: string): string {
  if (nothingToEscape.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replaceAll(/%20|[!'()~]/g, (found) =>
    found === '%20' ? '+' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What {@link encodeCall} made; `undefined` when `text` is nothing of the sort. */
export function decodeCall(text: string): CommandCall | undefined {
  const match = /^(!?)([a-z][a-z0-9 -]*)\?(.*)$/s.exec(text);
  if (match === null) return undefined;
  const [, mark, command = '', query] = match;
  const given = new URLSearchParams(query);
  const ask = given.get(askName);
  const draft = given.get(draftName);
  given.delete(askName);
  given.delete(draftName);
  return {
    command,
    arguments: Object.fromEntries(given),
    ...(mark === replaceMark && { replace: true }),
    ...(ask !== null && { ask: ask.split(',') }),
    ...(draft !== null && { draft }),
  };
}

/**
 * `card` with every call packed to fit `limits`, the longer ones kept in `long` under a key of
 * `organization`'s, and with its pictures placed. Two buttons with the same call get the same payload: an adapter whose platform wants
 * ids to differ adds to them itself.
 */
export async function packCard(
  card: Card,
  limits: PayloadLimits,
  organization: string,
  long: LongPayloads,
  placePicture: PlacePicture = (picture) => picture,
): Promise<ReadyCard> {
  const room = { ...limits, either: Math.min(limits.button, limits.option) };
  /** What stands for the calls that are too long, once they are kept. */
  const keys = new Map<string, Payload>();
  const tooLong = new Set<string>();
  const pack = (call: CommandCall, place: PayloadPlace): Payload => {
    const encoded = encodeCall(call);
    if (encoded.length <= room[place]) return encoded;
    tooLong.add(encoded);
    return keys.get(encoded) ?? keyMark;
  };
  const packed = withPayloads(card, pack, placePicture);
  if (tooLong.size === 0) return packed;
  const keeping = [...tooLong].map(async (encoded) => {
    keys.set(encoded, keyMark + (await long.keep(organization, encoded)));
  });
  await Promise.all(keeping);
  return withPayloads(card, pack, placePicture);
}

/** Where a payload stands: a row's action may have to stand in a menu. */
type PayloadPlace = 'button' | 'option' | 'either';

/** `card` with what `pack` makes of everything that its actions run, and with its pictures placed. */
export function withPayloads<Run>(
  card: Card<Run>,
  pack: (run: Run, place: PayloadPlace) => Payload,
  placePicture: PlacePicture = (picture) => picture,
): ReadyCard {
  const packRun = (action: RunAction<Run>, place: PayloadPlace = 'button'): RunAction<Payload> => ({
    ...action,
    run: pack(action.run, place),
  });
  const packAction = (action: Action<Run>): Action<Payload> => {
    if (action.kind === 'open') return action;
    return action.kind === 'run' ? packRun(action) : packChoice(action);
  };
  const packChoice = (action: SelectAction<Run>): SelectAction<Payload> => ({
    ...action,
    options: action.options.map((option) => ({ ...option, run: pack(option.run, 'option') })),
  });
  const packBlock = (block: Block<Run>): Block<Payload> => {
    if (block.kind === 'gallery') {
      const rows = block.rows.map(({ picture, ...row }) => {
        const placed = picture && placePicture(picture);
        return {
          ...row,
          ...(placed !== undefined && { picture: placed }),
          actions: row.actions.map((action) => packRun(action, 'either')),
        };
      });
      return { ...block, rows };
    }
    if (block.kind === 'table') {
      const { choose, ...rest } = block;
      return choose === undefined ? rest : { ...rest, choose: packChoice(choose) };
    }
    if (block.kind !== 'qr') return block;
    const { otherwise, ...rest } = block;
    return otherwise === undefined ? rest : { ...rest, otherwise: packRun(otherwise) };
  };
  const { picture, ...rest } = card;
  const placed = picture && placePicture(picture);
  return {
    ...rest,
    ...(placed !== undefined && { picture: placed }),
    body: card.body.map(packBlock),
    actions: card.actions.map(packAction),
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

import { optionName } from '../../adapters/discord/application-commands.ts';
import type { Core } from '../../src/chat/adapter.ts';
import type { Bed } from '../adapters/discord/bed.ts';
import type { StoredMessage } from '../fakes/discord/message-store.ts';
import {
  buttonInteraction,
  type Circumstances,
  commandInteraction,
  type InteractionPayload,
  selectInteraction,
} from '../fakes/discord/payloads.ts';
import { visible } from '../fakes/discord/visible.ts';
import type { Seen, Surface } from './adapter-contract.ts';

/** How a line is typed: into Discord's own fields for the command, or all of it after `/shoptalk`. */
function typed(line: string, menu: Core['menu'], about: Circumstances): InteractionPayload {
  const [first = '', second, ...others] = line.split(' ');
  const inTwo = menu.find(({ name }) => `/${name}` === `${first} ${second}`);
  const known = inTwo ?? menu.find(({ name }) => `/${name}` === first);
  const words = inTwo !== undefined || second === undefined ? others : [second, ...others];
  const places = known?.arguments.filter(({ position }) => position !== 'option') ?? [];
  if (known === undefined || words.length > places.length) {
    const value = line.replace(/^\/shoptalk /, '');
    return commandInteraction('shoptalk', [{ name: 'command', value }], about);
  }
  const options = places.flatMap((argument, index) => {
    const value = words[index];
    return value === undefined ? [] : [{ name: optionName(argument), value }];
  });
  return commandInteraction(known.name, options, about);
}

/** What a person sees of `message`. */
export function seenIn(message: StoredMessage, to: Seen['to']): Seen {
  const { text, links, mentionsDrawn, pings, buttons, selects, pictures } = visible(message);
  return {
    text: text.replace(/\s+/g, ' '),
    links: links.map(({ url }) => url),
    mentions: [...mentionsDrawn, ...pings],
    buttons: [...buttons, ...selects.flatMap(({ options }) => options)].map(({ label }) => label),
    pictures: pictures.length,
    qr: pictures.some(({ bytes }) => bytes?.subarray(1, 4).toString() === 'PNG'),
    to,
    files: async () =>
      message.files
        .filter(({ filename }) => /\.(?:csv|xlsx)$/.test(filename))
        .map(({ filename, bytes }) => ({ name: filename, content: bytes.toString('utf8') })),
  };
}

/** A click on a button or a choice of `message`, by its label. */
export function clicked(message: StoredMessage, label: string, about: Circumstances): InteractionPayload {
  const { buttons, selects } = visible(message);
  const button = buttons.find((each) => each.label.includes(label));
  if (button !== undefined) return buttonInteraction(button.customId, message, about);
  for (const { customId, options } of selects) {
    const option = options.find((each) => each.label.includes(label));
    if (option !== undefined) return selectInteraction(customId, option.value, message, about);
  }
  throw new Error(`no button or choice ${label} in ${visible(message).text}`);
}

/** Throws where Discord refused what was sent, which a card drawn more plainly may have hidden. */
export async function closeUnrefused(bed: Pick<Bed, 'discord' | 'close'>): Promise<void> {
  const refused = bed.discord.requests.filter(({ status }) => status === 400);
  await bed.close();
  if (refused.length > 0) {
    throw new Error(`Discord refuses ${refused.map(({ method, path }) => `${method} ${path}`).join()}`);
  }
}

/** A person in a server's channel. `menu` are the commands that Discord's own fields are for. */
export function openServerSurface(
  bed: Pick<Bed, 'discord' | 'ask' | 'close'>,
  menu: Core['menu'],
  locale: string,
): Surface {
  const { discord } = bed;
  let last: StoredMessage | undefined;
  async function read(payload: InteractionPayload): Promise<Seen> {
    const outcome = await bed.ask(payload);
    if (outcome?.refusal !== undefined) throw outcome.refusal;
    last = await discord.answerTo(payload.id);
    return seenIn(last, last.onlyFor === undefined ? 'conversation' : 'asker');
  }
  return {
    type: (line) => read(typed(line, menu, { locale })),
    async click(label) {
      if (last === undefined) throw new Error('nothing to click');
      return read(clicked(last, label, { locale }));
    },
    close: () => closeUnrefused(bed),
  };
}

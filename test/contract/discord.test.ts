import { optionName } from '../../adapters/discord/application-commands.ts';
import type { Core } from '../../src/chat/adapter.ts';
import { type Bed, openBed, type Via } from '../adapters/discord/bed.ts';
import type { StoredMessage } from '../fakes/discord/message-store.ts';
import {
  buttonInteraction,
  type Circumstances,
  commandInteraction,
  type InteractionPayload,
  messageCreate,
  people,
  selectInteraction,
} from '../fakes/discord/payloads.ts';
import { visible } from '../fakes/discord/visible.ts';
import { adapterContract, type Seen, type Surface } from './adapter-contract.ts';

/** How a line is typed: into Discord's own fields for the command, or all of it after `/shoptalk`. */
function typed(line: string, { menu }: Core, about: Circumstances): InteractionPayload {
  const [first = '', second, ...others] = line.split(' ');
  const inTwo = menu.find(({ name }) => `/${name}` === `${first} ${second}`);
  const known = inTwo ?? menu.find(({ name }) => `/${name}` === first);
  const words = inTwo !== undefined || second === undefined ? others : [second, ...others];
  const places = known?.arguments.filter(({ place }) => place !== 'option') ?? [];
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

function seenIn(message: StoredMessage, to: Seen['to']): Seen {
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
        .filter(({ filename }) => filename.endsWith('.csv'))
        .map(({ filename, bytes }) => ({ name: filename, content: bytes.toString('utf8') })),
  };
}

function clicked(message: StoredMessage, label: string, about: Circumstances): InteractionPayload {
  const { buttons, selects } = visible(message);
  const button = buttons.find((each) => each.label.includes(label));
  if (button !== undefined) return buttonInteraction(button.customId, message, about);
  for (const { customId, options } of selects) {
    const option = options.find((each) => each.label.includes(label));
    if (option !== undefined) return selectInteraction(customId, option.value, message, about);
  }
  throw new Error(`no button or choice ${label}`);
}

/** Throws where Discord refused what was sent, which a card drawn more plainly may have hidden. */
async function closeUnrefused(bed: Bed): Promise<void> {
  const refused = bed.discord.requests.filter(({ status }) => status === 400);
  await bed.close();
  if (refused.length > 0) {
    throw new Error(`Discord refuses ${refused.map(({ method, path }) => `${method} ${path}`).join()}`);
  }
}

/** A person in a server's channel. */
async function openInServer(core: Core, via: Via, locale: string): Promise<Surface> {
  const bed = await openBed(core, via);
  const { discord } = bed;
  let last: StoredMessage | undefined;
  async function read(payload: InteractionPayload): Promise<Seen> {
    const outcome = await bed.ask(payload);
    if (outcome?.refusal !== undefined) throw outcome.refusal;
    last = await discord.answerTo(payload.id);
    return seenIn(last, last.onlyFor === undefined ? 'conversation' : 'asker');
  }
  return {
    type: (line) => read(typed(line, core, { locale })),
    async click(label) {
      if (last === undefined) throw new Error('nothing to click');
      return read(clicked(last, label, { locale }));
    },
    close: () => closeUnrefused(bed),
  };
}

/** A person who writes to the bot directly. Messages name no language: a slash command tells it first. */
async function openDirect(core: Core, locale: string): Promise<Surface> {
  const bed = await openBed(core, 'gateway');
  const { discord } = bed;
  const channelId = discord.channels.directChannel(people.asker);
  const about = { channelId, guildId: null, locale };
  let last: StoredMessage | undefined;
  async function read(act: () => void): Promise<Seen> {
    const before = discord.messagesIn(channelId).length;
    const [clicked, edits] = [last, last?.edits ?? 0];
    const isReplaced = () => clicked !== undefined && clicked.edits > edits;
    act();
    // An answer is a message more, or takes the place of the one that was clicked.
    await discord.until(
      () => isReplaced() || discord.messagesIn(channelId).length > before,
      'a message, or another in its place',
    );
    last = isReplaced() ? clicked : discord.messagesIn(channelId).at(-1);
    if (last === undefined) throw new Error('no message');
    return seenIn(last, 'asker');
  }
  await read(() => discord.send(commandInteraction('status', [], about)));
  return {
    type: (line) => read(() => discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(line, about))),
    click(label) {
      if (last === undefined) throw new Error('nothing to click');
      const payload = clicked(last, label, about);
      return read(() => discord.send(payload));
    },
    close: () => closeUnrefused(bed),
  };
}

adapterContract({
  name: 'Discord over the gateway',
  people: Object.values(people).map((id) => `discord:${id}`),
  open: (core, locale) => openInServer(core, 'gateway', locale),
  sharing: true,
  qrAtOnce: true,
  pictures: true,
});

adapterContract({
  name: 'Discord over HTTP',
  people: Object.values(people).map((id) => `discord:${id}`),
  open: (core, locale) => openInServer(core, 'http', locale),
  sharing: true,
  qrAtOnce: false,
  pictures: true,
});

adapterContract({
  name: 'Discord by direct message',
  people: Object.values(people).map((id) => `discord:${id}`),
  outside: true,
  open: openDirect,
  sharing: false,
  qrAtOnce: true,
  pictures: true,
});

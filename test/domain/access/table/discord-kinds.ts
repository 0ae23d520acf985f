import { encodeCall } from '../../../../src/chat/payload.ts';
import type { FakeDiscord } from '../../../fakes/discord/fake-discord.ts';
import * as payloads from '../../../fakes/discord/payloads.ts';
import { places } from '../../../fakes/discord/world.ts';
import { type Ask, asks, lookUp, offerLink } from './asks.ts';

/** What a payload is of. */
interface About {
  readonly discord: FakeDiscord;
  readonly ask: Ask;
  readonly at: payloads.Circumstances;
}

export interface DiscordKind {
  /** Of the fake's factories. */
  readonly made: keyof typeof payloads;
  readonly asks: readonly Ask[];
  /** People only talk, which the gateway alone tells of. */
  readonly talk?: boolean;
  /** It is answered with suggestions. */
  readonly offers?: boolean;
  payload(about: About): payloads.InteractionPayload | ReturnType<typeof payloads.messageCreate>;
}

const optionsOf = (ask: Ask) => Object.entries(ask.arguments).map(([name, value]) => ({ name, value }));
const idOf = (ask: Ask) => `0|${encodeCall(ask)}`;
const formIdOf = (ask: Ask) => `0|${encodeCall({ ...ask, ask: [ask.field[0]] })}`;

/** A card that everybody in the conversation sees. */
const cardIn = ({ discord, at }: About) => {
  const { id } = discord.seedMessage(at.channelId ?? places.channelId);
  return { id, flags: 0 };
};

const asking = (command: string, name: string, value: string): Ask => ({
  command,
  arguments: {},
  line: command,
  field: [name, value],
});

/** Every kind of payload that Discord sends, and each in which the adapter reads more than one thing. */
export const discordKinds: Readonly<Record<string, DiscordKind>> = {
  'a command with options': {
    made: 'commandInteraction',
    asks,
    payload: ({ ask, at }) => payloads.commandInteraction(ask.command, optionsOf(ask), at),
  },
  'a line': {
    made: 'commandInteraction',
    asks,
    payload: ({ ask, at }) => {
      const options = [{ name: 'command', value: ask.line }];
      return payloads.commandInteraction('shoptalk', options, at);
    },
  },
  'a command with a file': {
    made: 'fileInteraction',
    asks: [asking('image', 'picture-file', 'https://cdn.discordapp.com/attachments/1/2/picture.png?ex=1')],
    payload: ({ ask, at }) => {
      const [option, url] = ask.field;
      return payloads.fileInteraction(ask.command, { option, url }, at);
    },
  },
  'a question for suggestions': {
    made: 'autocompleteInteraction',
    offers: true,
    asks: [asking('ship estimate', 'country', ''), asking('ship preview', 'country', '')],
    payload: ({ ask, at }) => {
      const [name, value] = ask.field;
      return payloads.autocompleteInteraction(ask.command, [{ name, value, focused: true }], at);
    },
  },
  'a button': {
    made: 'buttonInteraction',
    asks,
    payload: (about) => payloads.buttonInteraction(idOf(about.ask), cardIn(about), about.at),
  },
  'a choice': {
    made: 'selectInteraction',
    asks,
    payload: (about) => payloads.selectInteraction('0|select', idOf(about.ask), cardIn(about), about.at),
  },
  'a form': {
    made: 'modalSubmit',
    asks,
    payload: ({ ask, at }) => payloads.modalSubmit(formIdOf(ask), Object.fromEntries([ask.field]), at),
  },
  'a form after a click': {
    made: 'modalAfterClick',
    asks,
    payload: (about) => {
      const [custom_id, value] = about.ask.field;
      const components = [{ type: 18, component: { type: 4, custom_id, value } }];
      const data = { custom_id: formIdOf(about.ask), components };
      return payloads.modalAfterClick(data, cardIn(about), about.at);
    },
  },
  'the menu of a message': {
    made: 'messageMenuInteraction',
    asks: [lookUp],
    payload: ({ at }) => payloads.messageMenuInteraction('Look up 1688 link', { content: offerLink }, at),
  },
  'a message': {
    made: 'messageCreate',
    talk: true,
    asks,
    payload: ({ discord, ask, at }) => {
      const mention = at.guildId === null ? '' : `<@${discord.identity.botUser.id}> `;
      return payloads.messageCreate(mention + ask.line, at);
    },
  },
};

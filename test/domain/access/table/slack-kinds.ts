import { drawForm } from '../../../../adapters/slack/forms.ts';
import { encodeCall } from '../../../../src/chat/payload.ts';
import type { Payload } from '../../../fakes/slack/delivery.ts';
import * as payloads from '../../../fakes/slack/payloads.ts';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';
import { type Ask, asks, home, lookUp, offerLink } from './asks.ts';

/** Where everybody asks. */
export const channel = 'C0TABLE001';

/** The conversation of a person that wants cards beside links: an offer is shown in one once in a while. */
export const wantingCards = (user: string) => `C${user.slice(1)}`;

/** Who is said to be where, in the fields that a kind of payload has for it. */
export interface Said {
  /** Whose workspace the thing is from, as the outside of an event or a form has it. */
  readonly outer: string;
  /** Of the installation; of a command, where it was typed. */
  readonly installed: string;
  /** Of the person. */
  readonly person?: string;
  /** In which field an event has that of the person. */
  readonly by?: 'user_team' | 'source_team';
}

/** What a payload is of. */
interface About {
  readonly slack: FakeSlack;
  readonly said: Said;
  readonly user: string;
  readonly ask: Ask;
}

export interface SlackKind {
  /** Of the fake's factories. */
  readonly made: keyof typeof payloads;
  /** Of the adapter's readers; absent: the adapter takes no notice of the kind. */
  readonly reader?: string;
  /** It names the person's own workspace. */
  readonly names: boolean;
  readonly asks: readonly Ask[];
  /** People only talk. */
  readonly talk?: boolean;
  /** It is answered with cards beside links, or with suggestions. */
  readonly offers?: boolean;
  payload(about: About): Payload;
}

const account = ({ said, user }: About) => ({ id: user, username: 'p', name: 'p', team_id: said.person });
const here = { id: channel, name: 'table' };

/** Around a click, a shortcut or a menu: the team is the installation's. */
const within = (about: About) => ({ team: { id: about.said.installed, domain: 'x' }, user: account(about) });

/** Around an event, as the Events API has it. */
const around = ({ outer, installed }: Said) => ({
  team_id: outer,
  context_team_id: installed,
  authorizations: [{ team_id: installed, enterprise_id: null, user_id: 'U0BOT00000', is_bot: true }],
});
const teamOf = ({ person, by = 'user_team' }: Said) => (person === undefined ? {} : { [by]: person });

const spoken = ({ slack, said, user, ask }: About) => ({
  user,
  text: `<@${slack.botUser}> ${ask.line}`,
  ts: slack.stamp(),
  ...teamOf(said),
});

const answerable = ({ slack, user }: About) => ({
  trigger_id: slack.newTrigger(user),
  response_url: slack.responseUrl(user, channel),
});

const clicked = (about: About, action: Payload) =>
  payloads.blockActions({
    ...within(about),
    ...answerable(about),
    channel: here,
    container: { type: 'message', message_ts: about.slack.stamp(), channel_id: channel, is_ephemeral: true },
    actions: [{ block_id: 'b1', action_ts: about.slack.stamp(), ...action }],
  });

/** Every kind of payload that Slack sends, and each in which the adapter reads more than one thing. */
export const slackKinds: Readonly<Record<string, SlackKind>> = {
  'a slash command': {
    made: 'slashCommand',
    reader: 'readCommand',
    names: false,
    asks,
    payload: (about) => {
      const [command = '', ...rest] = about.ask.line.split(' ');
      return payloads.slashCommand({
        ...answerable(about),
        team_id: about.said.installed,
        user_id: about.user,
        channel_id: channel,
        command: `/${command}`,
        text: rest.join(' '),
      });
    },
  },
  'a button': {
    made: 'blockActions',
    reader: 'readAction',
    names: true,
    asks,
    payload: (about) => clicked(about, { type: 'button', action_id: 'run:0', value: encodeCall(about.ask) }),
  },
  'a choice': {
    made: 'blockActions',
    reader: 'readAction',
    names: true,
    asks,
    payload: (about) => {
      const text = { type: 'plain_text', text: 'One', emoji: false };
      const selected_option = { text, value: encodeCall(about.ask) };
      return clicked(about, { type: 'static_select', action_id: 'choose:0', selected_option });
    },
  },
  'a form': {
    made: 'viewSubmission',
    reader: 'readSubmission',
    names: true,
    asks,
    payload: (about) => {
      const { ask, said, slack, user } = about;
      const [name, value] = ask.field;
      const view = drawForm(
        { title: 'Form', submit: 'Done', fields: [], payload: encodeCall({ ...ask, ask: [name] }) },
        { user, channel, responseUrl: slack.responseUrl(user, channel) },
        Date.now(),
        { asksForOptions: true },
      );
      return payloads.viewSubmission({
        ...within(about),
        team: { id: said.outer, domain: 'x' },
        view: {
          ...view,
          id: slack.id('V'),
          app_installed_team_id: said.installed,
          state: { values: { [name]: { value: { type: 'plain_text_input', value } } } },
        },
      });
    },
  },
  'a shortcut': {
    made: 'messageShortcut',
    reader: 'readShortcut',
    names: true,
    asks: [lookUp],
    payload: (about) => {
      const message = { type: 'message', user: about.user, ts: about.slack.stamp(), text: `<${offerLink}>` };
      const callback_id = `message:${about.ask.command}`;
      return payloads.messageShortcut({
        ...within(about),
        ...answerable(about),
        channel: here,
        callback_id,
        message,
      });
    },
  },
  'a mention': {
    made: 'appMention',
    reader: 'readMessage',
    names: true,
    talk: true,
    asks,
    payload: (about) => ({
      ...payloads.appMention({ ...spoken(about), channel }, about.slack.id('Ev')),
      ...around(about.said),
    }),
  },
  'a direct message': {
    made: 'directMessage',
    reader: 'readMessage',
    names: true,
    talk: true,
    asks,
    payload: (about) => {
      const { slack, said, user } = about;
      const event = { ...spoken(about), channel: slack.direct(user).id };
      return { ...payloads.directMessage(event, slack.id('Ev')), ...around(said) };
    },
  },
  'a link': {
    made: 'linkShared',
    reader: 'readLinks',
    names: true,
    offers: true,
    asks: [lookUp],
    payload: ({ slack, said, user }) => {
      const event = { user, channel: wantingCards(user), message_ts: slack.stamp(), ...teamOf(said) };
      return { ...payloads.linkShared([offerLink], event, slack.id('Ev')), ...around(said) };
    },
  },
  'the opening of the Home tab': {
    made: 'homeOpened',
    reader: 'readHomeOpened',
    names: true,
    asks: [home],
    payload: ({ slack, said, user }) => {
      const event = { user, channel: slack.direct(user).id, event_ts: slack.stamp(), ...teamOf(said) };
      return { ...payloads.homeOpened(event, slack.id('Ev')), ...around(said) };
    },
  },
  'a menu that asks for its options': {
    made: 'blockSuggestion',
    reader: 'readSuggestion',
    names: true,
    offers: true,
    asks: ['ship estimate', 'ship preview'].map((command) => ({
      command,
      arguments: {},
      line: command,
      field: ['country', ''],
    })),
    payload: (about) => {
      const { ask, said, user } = about;
      const [name, value] = ask.field;
      const field = {
        name,
        label: 'Country',
        hint: '',
        required: true,
        example: 'US',
        maxLength: 100,
        several: false,
        suggestedBy: ask.command,
      };
      const view = drawForm(
        { title: 'Form', submit: 'Done', fields: [field], payload: encodeCall(ask) },
        { user, channel },
        Date.now(),
        { asksForOptions: true },
      );
      return payloads.blockSuggestion({
        ...within(about),
        team: { id: said.outer, domain: 'x' },
        channel: undefined,
        container: { type: 'view', view_id: 'V0VIEW0001' },
        action_id: 'value',
        block_id: name,
        value,
        view: { ...view, id: 'V0VIEW0001', app_installed_team_id: said.installed },
      });
    },
  },
};

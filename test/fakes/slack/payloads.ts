import { people, places } from './workspace.ts';

/**
 * Whole, valid payloads as Slack documents them, each from one call. A test names only what it is about.
 * https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/apis/events-api
 */
const team = { id: 'T0TEAM0001', domain: 'team' };

/** https://docs.slack.dev/interactivity/implementing-slash-commands: a form of texts. */
export const slashCommand = (overrides: Readonly<Record<string, string>> = {}) => ({
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  team_id: team.id,
  team_domain: team.domain,
  channel_id: places.buying,
  channel_name: 'buying',
  user_id: people.ann,
  user_name: 'ann',
  command: '/seller',
  text: '',
  api_app_id: 'A0APP00000',
  is_enterprise_install: 'false',
  response_url: 'https://hooks.slack.com/commands/T0TEAM0001/1/x',
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  ...overrides,
});

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const blockActions = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  type: 'block_actions',
  user: { id: people.ann, username: 'ann', name: 'ann', team_id: team.id },
  api_app_id: 'A0APP00000',
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  container: {
    type: 'message',
    message_ts: '1779263269.000100',
    channel_id: places.buying,
    is_ephemeral: true,
  },
  trigger_id: '12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3',
  team,
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: places.buying, name: 'buying' },
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/T0TEAM0001/1/x',
  actions: [
    {
      action_id: 'run:0',
      block_id: 'b1',
      text: { type: 'plain_text', text: 'Share', emoji: false },
      value: 'seller?offer=951807530375&share=yes',
      type: 'button',
      action_ts: '1779263270.548622',
    },
  ],
  ...overrides,
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const viewSubmission = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  type: 'view_submission',
  team,
  user: { id: people.ann, username: 'ann', name: 'ann', team_id: team.id },
  api_app_id: 'A0APP00000',
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  trigger_id: '12466734323.1395872398.7f1cf9f5e4b2a2b8d1e1',
  view: {
    id: 'V0VIEW0001',
    team_id: team.id,
    type: 'modal',
    blocks: [],
    private_metadata: '',
    callback_id: 'form',
    state: { values: {} },
    hash: '1779263269.aaaa',
    title: { type: 'plain_text', text: 'Form', emoji: true },
    root_view_id: 'V0VIEW0001',
    app_id: 'A0APP00000',
    bot_id: 'B0BOT00000',
  },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
  ...overrides,
});

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const messageShortcut = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  type: 'message_action',
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  action_ts: '1779263270.958248',
  team,
  user: { id: people.ann, username: 'ann', team_id: team.id, name: 'ann' },
  channel: { id: places.buying, name: 'buying' },
  is_enterprise_install: false,
  enterprise: null,
  callback_id: 'image',
  trigger_id: '13345224609.8534564800.6f8ab1f53e13d0cd15f96106292d5536',
  response_url: 'https://hooks.slack.com/app/T0TEAM0001/1/x',
  message_ts: '1779263269.000100',
  message: { type: 'message', user: people.bob, ts: '1779263269.000100', text: 'Look', team: team.id },
  ...overrides,
});

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload: a menu asks for its options. */
export const blockSuggestion = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  type: 'block_suggestion',
  user: { id: people.ann, username: 'ann', name: 'ann', team_id: team.id },
  api_app_id: 'A0APP00000',
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  container: { type: 'message', message_ts: '1779263269.000100', channel_id: places.buying },
  team,
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: places.buying, name: 'buying' },
  action_id: 'choose:0',
  block_id: 'b1',
  value: '6000',
  ...overrides,
});

/** https://docs.slack.dev/reference/events/app_mention, in the wrapper of the Events API. */
export const appMention = (event: Readonly<Record<string, unknown>> = {}, eventId = 'Ev0MENTION1') =>
  eventCallback(eventId, {
    type: 'app_mention',
    user: people.ann,
    ts: '1779263269.000200',
    client_msg_id: 'b1b2b3b4-0000-4000-8000-000000000001',
    text: '<@U0BOT00000> seller 951807530375',
    team: team.id,
    channel: places.buying,
    event_ts: '1779263269.000200',
    ...event,
  });

/** https://docs.slack.dev/reference/events/message.im */
export const directMessage = (event: Readonly<Record<string, unknown>> = {}, eventId = 'Ev0DIRECT01') =>
  eventCallback(eventId, {
    type: 'message',
    user: people.ann,
    ts: '1779263269.000300',
    client_msg_id: 'b1b2b3b4-0000-4000-8000-000000000002',
    text: 'seller 951807530375',
    team: team.id,
    channel: 'D0ANN00001',
    channel_type: 'im',
    event_ts: '1779263269.000300',
    ...event,
  });

/** https://docs.slack.dev/reference/events/app_home_opened */
export const homeOpened = (event: Readonly<Record<string, unknown>> = {}, eventId = 'Ev0HOME0001') =>
  eventCallback(eventId, {
    type: 'app_home_opened',
    user: people.ann,
    channel: 'D0ANN00001',
    tab: 'home',
    event_ts: '1779263269.000500',
    ...event,
  });

/** https://docs.slack.dev/reference/events/link_shared */
export const linkShared = (
  urls: readonly string[],
  event: Readonly<Record<string, unknown>> = {},
  eventId = 'Ev0LINKS001',
) =>
  eventCallback(eventId, {
    type: 'link_shared',
    user: people.ann,
    channel: places.buying,
    message_ts: '1779263269.000400',
    is_bot_user_member: true,
    unfurl_id: `${places.buying}.1779263269.000400.1b90fa12`,
    source: 'conversations_history',
    links: urls.map((url) => ({ url, domain: new URL(url).hostname })),
    event_ts: '1779263269.000400',
    ...event,
  });

function eventCallback(eventId: string, event: Readonly<Record<string, unknown>>) {
  return {
    token: 'gIkuvaNzQIHg97ATvDxqgjtO',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: 'A0APP00000',
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: 1_779_263_269,
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: 'U0BOT00000',
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${eventId}`,
  };
}

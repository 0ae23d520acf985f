import { dayMs, minuteMs } from '../../src/runtime/durations.ts';
/**
 * What Slack accepts, and what we allow ourselves of it. Lengths are UTF-16 units unless they say bytes. Each names its page
 * under https://docs.slack.dev, those of blocks under https://docs.slack.dev/reference/block-kit; all were compared with
 * them, and with what @slack/types 3.2.0 and @slack/web-api 8.2.0 say, on 2026-11-29.
 */
export const slackLimits = {
  /** blocks: in one message; 100 in a modal, which we come nowhere near. */
  blocks: 50,
  /**
   * All blocks of a message together, as characters of JSON. Not documented: Slack refuses more as
   * `msg_blocks_too_long`, and says that it is "12,000 text characters with a buffer for block containers" (bolt-js
   * #2509); many small elements count for more than their text (bolt-js #2867), so we count all that is sent.
   */
  messageLength: 12_000,
  /** blocks/header-block */
  header: 150,
  /** composition-objects/text-object, in a section, a context or a stretch of rich text. */
  text: 3000,
  /** blocks/section-block: `fields`, and each of them. */
  fields: 10,
  field: 2000,
  /** blocks/actions-block */
  actions: 25,
  /** blocks/context-block */
  contextElements: 10,
  /** block-elements/button-element. The documents say that about 30 characters are shown. */
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  /** composition-objects/option-object. @slack/types still says 75 for a value. */
  /** Options of checkboxes. */
  checkboxes: 10,
  optionText: 75,
  optionValue: 150,
  /** What a menu in a message carries of that: as many choices as a list has items have to fit into {@link messageLength}. */
  optionPayload: 75,
  /** block-elements/select-menu-element, block-elements/multi-select-menu-element */
  options: 100,
  /** the same pages, and block-elements/plain-text-input-element */
  placeholder: 150,
  /** blocks/image-block allows 2,000; what a screen reader says of a picture is better short. */
  altText: 150,
  /**
   * Top-level `text`: Slack recommends at most 4,000 (reference/methods/chat.postMessage) and refuses more in an edit
   * as `msg_too_long` (reference/methods/chat.update); as bytes, which is the safe way to count. Ours is for
   * notifications and screen readers: shorter, before anything in it is escaped.
   */
  fallback: 1500,
  fallbackBytes: 3800,
  /** A title that is a link stands in rich text, where nothing but our own taste limits it. */
  linkedTitle: 300,
  /** surfaces/modals, reference/views/modal-views */
  modal: { title: 24, submit: 24, metadata: 3000 },
  /** block-elements/plain-text-input-element, blocks/input-block (whose own are longer than any label of ours) */
  input: { value: 3000, label: 200, hint: 500 },
  /** reference/methods/conversations.history: at most 999 in a page, and Slack recommends no more than 200. */
  historyPage: 200,
  /** Tier 3 allows 50 calls a minute (apis/web-api/rate-limits); one look-up takes no more than a part of them. */
  historyPages: 15,
  /** apis/web-api/rate-limits: chat.postMessage, one message a second in a channel. */
  paceMs: 1000,
  /** How long to wait where Slack says that there was too much, but not for how long (apis/web-api/rate-limits has 30 s). */
  patienceMs: 30_000,
  /**
   * Items of a list, 200 characters each, that a message shows whole: 270 of JSON for one, which leaves half of
   * {@link messageLength} to links in them, buttons, and a menu of as many choices.
   */
  listItems: 20,
  /** interactivity/handling-user-interaction: an acknowledgement within 3,000 ms. */
  ackMs: 3000,
  /** interactivity/handling-user-interaction: how long a `response_url` works. */
  responseUrlMs: 30 * minuteMs,
  /** apis/events-api/using-socket-mode allows ten connections of one app at a time. */
  connectionsKept: 2,
  /**
   * reference/app-manifest, and slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json. Shortcuts of both kinds together;
   * Salesforce's guide (salesforce-slack-sdk, actions_interact) says 5.
   */
  manifest: {
    commands: 50,
    command: 32,
    description: 2000,
    usageHint: 1000,
    name: 35,
    about: 140,
    shortcuts: 10,
    shortcutName: 24,
    shortcutDescription: 150,
    unfurlDomains: 5,
  },
  /** blocks/carousel-block, blocks/card-block: characters of markup, as which a link's address counts. */
  carousel: { cards: 10, title: 150, body: 200, buttons: 3 },
  /**
   * blocks/table-block, blocks/data-table-block: rows without the head, columns, and the characters of all cells of a data
   * table; at most one table in a message.
   */
  table: { rows: 99, columns: 20, characters: 10_000 },
  /** blocks/data-visualization-block: of one chart; at most two in a message. */
  chart: { perMessage: 2, title: 50, categories: 20, category: 20 },
  /** Ours: for how long a kind of block that the workspace took, or refused, is known to be taken or refused. */
  blockKindMs: dayMs,
  /** authentication/verifying-requests-from-slack: five minutes, which we hold in both directions. */
  signatureAgeS: 300,
} as const;

/** What Slack's buttons and choices carry. */
export const payloadLimits = { button: slackLimits.buttonValue, option: slackLimits.optionPayload } as const;

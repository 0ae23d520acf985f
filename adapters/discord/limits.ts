import { hourMs, minuteMs } from '../../src/runtime/durations.ts';

/**
 * What Discord accepts. Lengths are UTF-16 units, which are never fewer than the characters Discord counts.
 * Source: docs.discord.com/developers, the page named before each group; all of them compared on 2026-11-29 with the pages
 * as of 2026-08-06 (discord/discord-api-docs c98d64b) and with the published description (discord-api-spec 10.0.266135),
 * where not said otherwise.
 */
export const discordLimits = {
  /** resources/message, Create Message */
  content: 2000,
  nonce: 25,
  /** resources/message, Embed Limits; the sum counts over all embeds of a message. */
  embeds: 10,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  embedSum: 6000,
  /** components/reference: Legacy Message Component Behavior, Action Row, Button, String Select */
  rows: 5,
  buttonsInRow: 5,
  customId: 100,
  buttonLabel: 80,
  buttonUrl: 512,
  selectOptions: 25,
  selectPlaceholder: 150,
  optionLabel: 100,
  optionValue: 100,
  /** components/reference: in a message of the second version, at any depth; the sum over all Text Displays. */
  components: 40,
  componentsText: 4000,
  /** UTF-8 of the same, above which Discord fails (discord-api-docs #8554: some 10,170). */
  componentsBytes: 9_800,
  /** Ours: the facts of a gallery's row, so that ten rows find room. */
  rowFacts: 250,
  /** The published description, Create Message; resources/message, Attachment Object */
  files: 10,
  fileDescription: 1024,
  /** resources/message, Allowed Mentions Object */
  mentions: 100,
  /** components/reference: Modal, Label, Text Input, String Select */
  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  inputLength: 4000,
  inputPlaceholder: 100,
  /** resources/channel, Start Thread from Message */
  threadName: 100,
  /** resources/message, Get Channel Messages */
  messagesAPage: 100,
  /** interactions/application-commands: Registering a Command, Naming, Option Structure, Slash Commands */
  commands: 100,
  /** Entries of the message menu, which Discord counts apart (change log, 2026-03-03). */
  messageCommands: 15,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandChoices: 25,
  choiceName: 100,
  choiceValue: 100,
  optionMaxLength: 6000,
  commandSum: 8000,
  /** interactions/receiving-and-responding: Autocomplete, Responding to an Interaction, Followup Messages */
  suggestions: 25,
  firstAnswerMs: 3_000,
  tokenMs: 15 * minuteMs,
  /** Characters of a custom_id or an option's value that the core's payload may take; numbering takes the rest. */
  payload: 95,
  /** The same where a delivery key stands beside it; see `delivery-key.ts`. */
  keyedPayload: 70,
  /** Five minutes in either direction; interactions/overview states no tolerance. */
  signatureAgeMs: 5 * minuteMs,
  /** Interactions repeat the message and all that it resolves; the largest seen take some tens of kB. */
  interactionBytes: 512 * 1024,
} as const;

/** How fast the bot sends order news. */
export const pace = {
  /**
   * ms from one message to the next in a channel. Discord states its limits only in headers (topics/rate-limits), which
   * are followed in any case; five messages in five seconds is what channels have long allowed.
   */
  channelMs: 1_000,
  /** The longest wait for a rate limit, ms, that stays inside a call; a longer one goes back to the queue. */
  waitMs: 1_000,
  /** Age, ms, from which Discord limits the edits of a message (opcodes-and-status-codes, 30046). */
  editableMs: hourMs,
  /**
   * For how long one nonce makes one message, ms: resources/message, Create Message, enforce_nonce, promises "the past few
   * minutes".
   */
  nonceMs: 2 * minuteMs,
  /** List items of 200 characters in one embed's description, with their marks. */
  listItems: 20,
} as const;

/** resources/message, Message Flags */
export const ephemeral = 1 << 6;
export const componentsV2 = 1 << 15;

/**
 * What Discord's documentation allows, as the fake enforces it. Kept apart from the adapter's own table on
 * purpose: a wrong number there must not hide itself here.
 * Source of each: docs.discord.com/developers, the page named beside it.
 */
export const documented = {
  // resources/message, Create Message
  content: 2000,
  nonce: 25,
  embeds: 10,
  // resources/message, Embed Limits
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  embedSum: 6000,
  // components/reference
  actionRows: 5,
  buttonsInRow: 5,
  customId: 100,
  buttonLabel: 80,
  buttonUrl: 512,
  selectOptions: 25,
  selectPlaceholder: 150,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  // components/reference, the second version; discord-api-docs #8554
  components: 40,
  componentsText: 4000,
  componentsBytes: 10_170,
  // reference, Uploading Files; resources/message, Attachment Object
  fileBytes: 10 * 1024 * 1024,
  requestBytes: 25 * 1024 * 1024,
  attachments: 10,
  attachmentDescription: 1024,
  // resources/message, Allowed Mentions Object
  mentionedUsers: 100,
  // interactions/application-commands
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandChoices: 25,
  choiceName: 100,
  choiceValue: 100,
  commandSum: 8000,
  chatInputCommands: 100,
  messageCommands: 15,
  // interactions/receiving-and-responding
  autocompleteChoices: 25,
  firstAnswerMs: 3_000,
  tokenMs: 15 * 60_000,
  modalTitle: 45,
  // components/reference: Label, Text Input
  modalComponents: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  inputLength: 4000,
  inputPlaceholder: 100,
  // resources/channel, Start Thread from Message
  threadName: 100,
  // events/gateway
  gatewayPayloadBytes: 4096,
} as const;

/** Message flags a bot may see or set (resources/message, Message Flags). */
export const messageFlags = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/**
 * What Slack accepts, and what we allow ourselves of it. Lengths are UTF-16 units unless they say bytes.
 * https://docs.slack.dev/reference/block-kit is the source of each that names no other.
 */
export const limits = {
  /** blocks: in one message. */
  blocks: 50,
  /**
   * All blocks of a message together, as bytes of JSON. Not documented: Slack refuses about 13,200 characters
   * as `msg_blocks_too_long` (bolt-js #2509); whether it counts bytes is not known, so we do.
   */
  messageBytes: 12_000,
  /** blocks/header-block */
  header: 150,
  /** composition-objects/text-object, in a section, a context or a stretch of rich text. */
  text: 3000,
  /** blocks/section-block: `fields`, and each of them. */
  fields: 10,
  field: 2000,
  /** blocks/actions-block */
  actions: 25,
  /** block-elements/button-element. The documents say that about 30 characters are shown. */
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  /** composition-objects/option-object, block-elements/select-menu-element */
  optionText: 75,
  optionValue: 75,
  options: 100,
  placeholder: 150,
  /** blocks/image-block allows 2,000; what a screen reader says of a picture is better short. */
  altText: 150,
  /**
   * Top-level `text`: Slack recommends at most 4,000 (reference/methods/chat.postMessage); ours is for
   * notifications and screen readers.
   */
  fallback: 1500,
  /** A title that is a link stands in rich text, where nothing but our own taste limits it. */
  linkedTitle: 300,
  /** interactivity/handling-user-interaction: an acknowledgement within 3,000 ms. */
  ackMs: 3000,
  /** interactivity/handling-user-interaction: how long a `response_url` works. */
  responseUrlMs: 30 * 60_000,
  /** apis/events-api/using-socket-mode allows ten connections of one app at a time. */
  connectionsKept: 2,
  /** apps/manifest, schemas/manifest.schema.2.0.0.json */
  manifest: { commands: 50, command: 32, description: 2000, usageHint: 1000, name: 35, about: 140 },
  /** authentication/verifying-requests-from-slack: five minutes, which we hold in both directions. */
  signatureAgeS: 300,
} as const;

import { z } from 'zod';

/** Text that a reader would see something of: Slack refuses an empty one, and so do we a blank one. */
const seen = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.trim() !== '', 'must be more than 0 characters');

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object: 1 to 3,000 characters. */
export const plainText = (longest = 3000) =>
  z.strictObject({ type: z.literal('plain_text'), text: seen(longest), emoji: z.boolean().optional() });

export const mrkdwn = (longest = 3000) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: seen(longest), verbatim: z.boolean().optional() });

export const anyText = (longest = 3000) =>
  z.discriminatedUnion('type', [plainText(longest), mrkdwn(longest)]);

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});

export const url = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/[^\s<>|]+$/, 'invalid_url');
export const id = z.string().min(1).max(255);

/** A file of Slack's own: `^[F][A-Z0-9]{8,}$` is how its refusal words it (python-slack-sdk #1521). */
const slackFile = z.union([
  z.strictObject({ id: z.string().regex(/^F[A-Z0-9]{8,}$/) }),
  z.strictObject({ url: z.string().min(1) }),
]);

/** What a picture is made of, in an image block as in an image element. */
export const picture = {
  alt_text: z.string().min(1).max(2000),
  image_url: url.optional(),
  slack_file: slackFile.optional(),
};

export const oneSource = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined);

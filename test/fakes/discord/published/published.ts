import * as spec from 'discord-api-spec/zod';
import { core, z } from 'zod';
import { formErrors } from '../form.ts';
import { createClosing } from './closed-schema.ts';
import { newer } from './newer.ts';

const close = createClosing();
const callback = z.union([
  spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  spec.CreateMessageInteractionCallbackRequestSchema,
  spec.ModalInteractionCallbackRequestSchema,
  spec.PongInteractionCallbackRequestSchema,
  spec.UpdateMessageInteractionCallbackRequestSchema,
]);
/** The description's own bound, of all kinds of commands together. */
const allCommands = z.array(spec.ApplicationCommandUpdateRequestSchema).max(130);

/** What the published description takes as the body of each request that has one, by the fake's name of its route. */
const bodies: Readonly<Record<string, core.$ZodType>> = {
  'POST /interactions/:id/:token/callback': callback,
  'PATCH /webhooks/:id/:token/messages/@original': spec.IncomingWebhookUpdateRequestPartialSchema,
  'POST /webhooks/:id/:token': spec.IncomingWebhookRequestPartialSchema,
  'POST /channels/:id/messages': spec.MessageCreateRequestSchema,
  'PATCH /channels/:id/messages/:id': spec.MessageEditRequestPartialSchema,
  'POST /channels/:id/messages/:id/threads': spec.CreateTextThreadWithMessageRequestSchema,
  'POST /users/@me/channels': spec.CreatePrivateChannelRequestSchema,
  'PUT /applications/:id/commands': allCommands,
  'POST /applications/:id/commands': spec.ApplicationCommandCreateRequestSchema,
  'PATCH /applications/:id/commands/:id': spec.ApplicationCommandPatchRequestPartialSchema,
  'PUT /applications/:id/guilds/:id/commands': allCommands,
  'POST /applications/:id/guilds/:id/commands': spec.ApplicationCommandCreateRequestSchema,
  'PATCH /applications/:id/guilds/:id/commands/:id': spec.ApplicationCommandPatchRequestPartialSchema,
};

const closed = new Map<string, core.$ZodType>();

/**
 * What Discord's published description (discord-api-spec, made from github.com/discord/discord-api-spec) finds wrong with
 * the body of a request, each with its place. Closed: a property that it does not name is wrong, unless it is listed as
 * newer. `route`: as the fake names it.
 */
export function unpublished(route: string, body: unknown): string[] {
  const described = bodies[route];
  if (described === undefined) return body === undefined ? [] : [`${route}: takes no body`];
  const schema = closed.get(route) ?? close(described);
  closed.set(route, schema);
  const parsed = core.safeParse(schema, body);
  if (parsed.success) return [];
  return parsed.error.issues
    .flatMap((issue) => formErrors(issue, []))
    .flatMap(({ path, message }) => {
      const at = path.join('.');
      return newer.some((each) => each.route === route && each.at.test(at))
        ? []
        : [`${route}: ${at}: ${message}`];
    });
}

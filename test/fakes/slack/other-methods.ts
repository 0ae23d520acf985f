import { z } from 'zod';
import { type Arguments, json, text } from './arguments.ts';
import type { Outcome } from './chat-methods.ts';
import { plainText } from './text-objects.ts';
import type { Workspace } from './workspace.ts';

/** auth.test, conversations.open and users.info. */
export function peopleMethods(
  workspace: Workspace,
  baseUrl: () => string,
): Record<string, (args: Arguments) => Outcome> {
  return {
    'auth.test': () => ({
      url: `${baseUrl()}/`,
      team: 'Team',
      user: 'shoptalk',
      team_id: workspace.teamId,
      user_id: workspace.botUser,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
    'conversations.open': (args) => {
      const user = text(args, 'users');
      if (!workspace.users.some(({ id }) => id === user)) return { error: 'user_not_found' };
      return { channel: { id: workspace.direct(user).id } };
    },
    'users.info': (args) => {
      const user = workspace.users.find(({ id }) => id === text(args, 'user'));
      if (user === undefined) return { error: 'user_not_found' };
      const withLocale = text(args, 'include_locale') === 'true';
      const profile = { id: user.id, name: user.name, team_id: workspace.teamId };
      return { user: { ...profile, ...(withLocale && { locale: user.locale }) } };
    },
  };
}

/** https://docs.slack.dev/messaging/working-with-files: an upload in three steps. */
export function fileMethods(
  workspace: Workspace,
  baseUrl: () => string,
): Record<string, (args: Arguments) => Outcome> {
  const references = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);
  return {
    'files.getUploadURLExternal': (args) => {
      const length = Number(text(args, 'length'));
      const name = text(args, 'filename');
      if (name === '' || !Number.isInteger(length) || length <= 0) return { error: 'invalid_arguments' };
      const id = workspace.id('F');
      workspace.files.set(id, { id, name, length, ready: false });
      return { upload_url: `${baseUrl()}/upload/v1/${id}`, file_id: id };
    },
    'files.completeUploadExternal': (args) => {
      const files = references.safeParse(json(args, 'files'));
      if (!files.success) return { error: 'invalid_arguments' };
      const found = files.data.map(({ id }) => workspace.files.get(id));
      if (found.some((file) => file?.bytes === undefined)) return { error: 'file_not_found' };
      return { files: files.data.map(({ id }) => ({ id, mimetype: '' })) };
    },
    'files.info': (args) => {
      const file = workspace.files.get(text(args, 'file'));
      if (file === undefined) return { error: 'file_not_found' };
      return { file: { id: file.id, name: file.name, mimetype: file.ready ? 'image/png' : '' } };
    },
  };
}

/** https://docs.slack.dev/reference/views/modal-views */
const view = z.looseObject({
  type: z.enum(['modal', 'home']),
  title: plainText(24).optional(),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  blocks: z.array(z.unknown()).max(100),
});

/** views.open, views.update and views.publish; a `trigger_id` opens one view, within three seconds. */
export function viewMethods(
  workspace: Workspace,
  triggers: Triggers,
): Record<string, (args: Arguments) => Outcome> {
  const show = (kind: string, args: Arguments): Outcome => {
    const read = view.safeParse(json(args, 'view'));
    if (!read.success) return { error: 'invalid_arguments', errors: [read.error.message] };
    workspace.views.push({ kind, view: read.data });
    workspace.changed();
    return { view: { ...read.data, id: workspace.id('V'), hash: workspace.stamp() } };
  };
  return {
    'views.open': (args) => {
      const refused = triggers.use(text(args, 'trigger_id'));
      return refused === undefined ? show('open', args) : { error: refused };
    },
    'views.update': (args) => show('update', args),
    'views.publish': (args) => show('publish', args),
  };
}

export interface Triggers {
  /** A new `trigger_id`. */
  make(): string;
  /** Why a trigger opens nothing, or `undefined` when it does, once. */
  use(id: string): 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' | undefined;
}

export function createTriggers(clock: { now(): number }, id: () => string): Triggers {
  const made = new Map<string, { at: number; used: boolean }>();
  return {
    make() {
      const trigger = `13345224609.${clock.now()}.${id().toLowerCase()}`;
      made.set(trigger, { at: clock.now(), used: false });
      return trigger;
    },
    use(trigger) {
      const found = made.get(trigger);
      if (found === undefined) return 'invalid_trigger_id';
      if (clock.now() - found.at > 3000) return 'expired_trigger_id';
      if (found.used) return 'exchanged_trigger_id';
      found.used = true;
      return undefined;
    },
  };
}

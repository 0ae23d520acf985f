import { z } from 'zod';
import { type Arguments, json, text } from './arguments.ts';
import { readBlocks } from './blocks.ts';
import type { Outcome } from './chat-methods.ts';
import type { Workspace } from './workspace.ts';

/** auth.test, blocks.validate, conversations.open, users.info and usergroups.users.list. */
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
    // https://docs.slack.dev/reference/methods/blocks.validate
    'blocks.validate': (args) => {
      const read = readBlocks(json(args, 'blocks'));
      if ('blocks' in read) return {};
      const errors = read.problems.map((problem) => {
        const [message, pointer = '/'] = problem.replace(/\]$/, '').split(' [json-pointer:');
        return { pointer, code: 'failed_constraint', message };
      });
      return { error: 'invalid_blocks', errors };
    },
    'conversations.open': (args) => {
      const user = text(args, 'users');
      if (!workspace.users.some(({ id }) => id === user)) return { error: 'user_not_found' };
      return { channel: { id: workspace.direct(user).id } };
    },
    'usergroups.users.list': (args) => {
      const users = workspace.groups.get(text(args, 'usergroup'));
      return users === undefined ? { error: 'no_such_subteam' } : { users: [...users] };
    },
    'users.info': (args) => {
      const user = workspace.users.find(({ id }) => id === text(args, 'user'));
      if (user === undefined) return { error: 'user_not_found' };
      const withLocale = text(args, 'include_locale') === 'true';
      const profile = { id: user.id, name: user.name, team_id: workspace.teamId, deleted: false };
      const flags = { is_bot: false, is_restricted: false, is_ultra_restricted: false };
      return {
        user: {
          ...profile,
          ...flags,
          ...(user.tz !== undefined && { tz: user.tz }),
          ...(withLocale && { locale: user.locale }),
          ...user.account,
        },
      };
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
      const channelId = text(args, 'channel_id');
      if (channelId !== '') {
        const channel = workspace.channels.get(channelId);
        if (channel === undefined) return { error: 'channel_not_found' };
        if (!channel.members.has(workspace.botUser)) return { error: 'not_in_channel' };
        for (const file of found) if (file !== undefined) file.sharedIn = channelId;
      }
      return { files: files.data.map(({ id }) => ({ id, mimetype: '' })) };
    },
    'files.info': (args) => {
      const file = workspace.files.get(text(args, 'file'));
      if (file === undefined) return { error: 'file_not_found' };
      return { file: { id: file.id, name: file.name, mimetype: file.ready ? 'image/png' : '' } };
    },
  };
}

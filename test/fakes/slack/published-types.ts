import type { RespondArguments } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type {
  AppsConnectionsOpenArguments,
  AuthTestArguments,
  BlocksValidateArguments,
  ChatDeleteArguments,
  ChatGetPermalinkArguments,
  ChatPostEphemeralArguments,
  ChatPostMessageArguments,
  ChatUnfurlArguments,
  ChatUpdateArguments,
  ConversationsHistoryArguments,
  ConversationsInfoArguments,
  ConversationsOpenArguments,
  ConversationsRepliesArguments,
  FilesCompleteUploadExternalArguments,
  FilesGetUploadURLExternalArguments,
  FilesInfoArguments,
  UsergroupsUsersListArguments,
  UsersInfoArguments,
  ViewsOpenArguments,
  ViewsPublishArguments,
  ViewsUpdateArguments,
} from '@slack/web-api';

/*
 * What an app of this kind sends, as Slack's own packages describe it: the arguments of each method that the fake answers, by
 * the methods' names, and more under names of ours. Read by `schemas.ts`, each interface by itself: some packages have several
 * types of one name.
 */

export interface ChatMethods {
  'chat.delete': ChatDeleteArguments;
  'chat.getPermalink': ChatGetPermalinkArguments;
  'chat.postEphemeral': ChatPostEphemeralArguments;
  'chat.postMessage': ChatPostMessageArguments;
  'chat.unfurl': ChatUnfurlArguments;
  'chat.update': ChatUpdateArguments;
}

export interface ConversationMethods {
  'conversations.history': ConversationsHistoryArguments;
  'conversations.info': ConversationsInfoArguments;
  'conversations.open': ConversationsOpenArguments;
  'conversations.replies': ConversationsRepliesArguments;
}

export interface FileMethods {
  'files.completeUploadExternal': FilesCompleteUploadExternalArguments;
  'files.getUploadURLExternal': FilesGetUploadURLExternalArguments;
  'files.info': FilesInfoArguments;
}

export interface OtherMethods {
  'apps.connections.open': AppsConnectionsOpenArguments;
  'auth.test': AuthTestArguments;
  'blocks.validate': BlocksValidateArguments;
  'usergroups.users.list': UsergroupsUsersListArguments;
  'users.info': UsersInfoArguments;
  'views.open': ViewsOpenArguments;
  'views.publish': ViewsPublishArguments;
  'views.update': ViewsUpdateArguments;
}

export interface Payloads {
  /** To a `response_url`, or as a command's acknowledgement. */
  response: Partial<RespondArguments>;
  /** Methods take any block at all (`Block`): each is compared with those that have a description. */
  block: KnownBlock;
}

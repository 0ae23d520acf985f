import { z } from 'zod';
import type { Language } from '../../src/chat/language.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { shorten } from '../../src/chat/text.ts';
import { limits } from './limits.ts';
import { type Localizations, localizations } from './localizations.ts';
import { picturesIn, wordsOfEmbeds } from './message-pictures.ts';

/** An entry in the menu of every message (interactions/application-commands, Message Commands). */
export interface MessageCommand {
  readonly name: string;
  readonly name_localizations: Localizations;
  readonly type: 3;
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
}

/** interactions/application-commands, Application Command Types: MESSAGE. */
export const messageType = 3;

/** The entries for the commands that can be run from a message; Discord takes five. */
export function drawMessageCommands(menu: readonly CommandMenu[]): MessageCommand[] {
  return entriesOf(menu).map(({ drawn }) => drawn);
}

function entriesOf(menu: readonly CommandMenu[]) {
  const found = menu.flatMap(({ name: command, fromMessage }) => {
    if (fromMessage === undefined) return [];
    const text = (language: Language) =>
      shorten(fromMessage.label[language].trim() || command, limits.commandName);
    const drawn: MessageCommand = {
      name: text('en'),
      name_localizations: localizations(text),
      type: messageType,
    };
    return [{ command, drawn }];
  });
  return found.slice(0, limits.messageCommands);
}

const data = z.object({
  type: z.literal(messageType),
  name: z.string(),
  target_id: z.string(),
  resolved: z.object({ messages: z.record(z.string(), z.looseObject({ content: z.string().default('') })) }),
});

/** What somebody chose in the menu of a message, and that message. */
export interface ChosenMessage {
  readonly command: string;
  /** Its content as Discord gives it. */
  readonly content: string;
  readonly embedded: readonly string[];
  readonly pictures: readonly AttachedPicture[];
}

/** interactions/receiving-and-responding, Application Command Data Structure. `undefined` for what is none of ours. */
export function readMessageCommand(raw: unknown, menu: readonly CommandMenu[]): ChosenMessage | undefined {
  const parsed = data.safeParse(raw);
  if (!parsed.success) return undefined;
  const { name, target_id, resolved } = parsed.data;
  // Discord gives the name without its translations.
  const command = entriesOf(menu).find(({ drawn }) => drawn.name === name)?.command;
  const target = resolved.messages[target_id];
  if (command === undefined || target === undefined) return undefined;
  return { command, content: target.content, embedded: wordsOfEmbeds(target), pictures: picturesIn(target) };
}

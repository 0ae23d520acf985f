import { z } from 'zod';
import type { Language } from '../../src/chat/language.ts';
import type { CommandMenu } from '../../src/chat/menu.ts';
import type { AttachedPicture } from '../../src/chat/picture.ts';
import { shorten } from '../../src/chat/text.ts';
import { limits } from './limits.ts';
import { type Localizations, localizations } from './localizations.ts';
import { type MessageContent, readContent } from './message-content.ts';
import { linksIn } from './message-links.ts';

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

/** The entries for the commands that can be run from a message, as many as Discord takes. */
export function drawMessageCommands(menu: readonly CommandMenu[]): MessageCommand[] {
  return entriesOf(menu).map(({ drawn }) => drawn);
}

function entriesOf(menu: readonly CommandMenu[]) {
  const found = menu.flatMap((entry) => {
    const { name: command, fromMessage } = entry;
    if (fromMessage === undefined) return [];
    const text = (language: Language) =>
      shorten(fromMessage.label[language].trim() || command, limits.commandName);
    const drawn: MessageCommand = {
      name: text('en'),
      name_localizations: localizations(text),
      type: messageType,
    };
    return [{ menu: entry, drawn }];
  });
  return found.slice(0, limits.messageCommands);
}

const data = z.object({
  type: z.literal(messageType),
  name: z.string(),
  target_id: z.string(),
  resolved: z.object({ messages: z.record(z.string(), z.unknown()) }),
});

/** What somebody chose in the menu of a message, and that message. */
export interface ChosenMessage {
  readonly command: string;
  readonly text: string;
  readonly pictures: readonly AttachedPicture[];
}

/** interactions/receiving-and-responding, Application Command Data Structure. `undefined` for what is none of ours. */
export function readMessageCommand(raw: unknown, menu: readonly CommandMenu[]): ChosenMessage | undefined {
  const parsed = data.safeParse(raw);
  if (!parsed.success) return undefined;
  const { name, target_id, resolved } = parsed.data;
  // Discord gives the name without its translations.
  const chosen = entriesOf(menu).find(({ drawn }) => drawn.name === name)?.menu;
  const target = resolved.messages[target_id];
  if (chosen === undefined || target === undefined) return undefined;
  const content = readContent(target);
  return { command: chosen.name, text: textOfMessage(content, chosen), pictures: content.pictures };
}

/**
 * The words of a message for a command that takes them, no more than it takes. The links in them come first, each by
 * itself on a line: whatever else is said, none is lost, and none is cut.
 */
export function textOfMessage({ texts }: Pick<MessageContent, 'texts'>, menu: CommandMenu): string {
  const { fromMessage } = menu;
  if (fromMessage?.takes !== 'text') return '';
  const most = menu.arguments.find(({ name }) => name === fromMessage.argument)?.maxLength ?? 0;
  const links = new Set(texts.flatMap(linksIn));
  let text = '';
  for (const words of [...links, ...texts]) {
    const more = text === '' ? words : `${text}\n${words}`;
    if (more.length <= most) text = more;
  }
  return text === '' ? shorten(texts[0] ?? '', most) : text;
}

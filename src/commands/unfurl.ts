import { choice } from '../chat/argument.ts';
import type { Card } from '../chat/card.ts';
import { defineCommand } from '../chat/command.ts';
import type { Localized } from '../chat/language.ts';
import { inEach, type Words } from '../languages/index.ts';

/** `/unfurl on|off`: whether links to offers get a card in a conversation, for everyone in it. */
export function unfurlCommand(deps: {
  readonly words: Localized<Words>;
  setUnfurl(organization: string, conversation: string, on: boolean): Promise<void>;
}) {
  const { words } = deps;
  const command = defineCommand({
    name: 'unfurl',
    summary: inEach(words, ({ pictures }) => pictures.unfurl.summary),
    examples: ['unfurl on', 'unfurl off'],
    arguments: {
      show: choice<'on' | 'off'>(
        [
          { value: 'on', label: inEach(words, ({ pictures }) => pictures.unfurl.on), also: ['yes', '开'] },
          { value: 'off', label: inEach(words, ({ pictures }) => pictures.unfurl.off), also: ['no', '关'] },
        ],
        {
          hint: inEach(words, ({ pictures }) => pictures.unfurl.show.hint),
          expected: inEach(words, ({ pictures }) => pictures.unfurl.show.expected),
          example: 'on',
        },
      ),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ show }) => ({ show }),
    async run({ show }, { organization, conversation, language }): Promise<Card> {
      const on = show === 'on';
      await deps.setUnfurl(organization, conversation, on);
      const said = words[language].pictures.unfurl;
      return {
        tone: 'good',
        title: on ? said.nowOn : said.nowOff,
        body: [{ kind: 'text', text: [on ? said.onHint : said.offHint] }],
        actions: [
          {
            kind: 'run',
            label: on ? said.turnOff : said.turnOn,
            run: command.call({ show: on ? 'off' : 'on' }, { replace: true }),
          },
        ],
      };
    },
  });
  return command;
}

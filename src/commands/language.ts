import { choice } from '../chat/argument.ts';
import type { Card } from '../chat/card.ts';
import { defineCommand } from '../chat/command.ts';
import type { Language, Localized } from '../chat/language.ts';
import { inEach, type Words } from '../languages/words.ts';

/** `/language en|zh-CN`: the language of a conversation, for everyone in it. */
export function languageCommand(parts: {
  readonly words: Localized<Words>;
  setLanguage(organization: string, conversation: string, language: Language): Promise<void>;
}) {
  const { words } = parts;
  const command = defineCommand({
    name: 'language',
    summary: inEach(words, ({ language }) => language.summary),
    examples: ['language zh-CN', 'language en'],
    arguments: {
      language: choice<Language>(
        [
          {
            value: 'en',
            label: inEach(words, ({ language }) => language.name.en),
            also: ['english', '英文', '英语'],
          },
          {
            value: 'zh-CN',
            label: inEach(words, ({ language }) => language.name['zh-CN']),
            also: ['zh', 'zh_cn', 'chinese', '中文', '简体中文'],
          },
        ],
        {
          hint: inEach(words, ({ language }) => language.language.hint),
          expected: inEach(words, ({ language }) => language.language.expected),
          example: 'zh-CN',
        },
      ),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ language }) => ({ language }),
    async run({ language }, { organization, conversation }): Promise<Card> {
      await parts.setLanguage(organization, conversation, language);
      const { set, setHint, name } = words[language].language;
      const other: Language = language === 'en' ? 'zh-CN' : 'en';
      return {
        tone: 'good',
        title: set,
        body: [{ kind: 'text', text: [setHint] }],
        actions: [
          { kind: 'run', label: name[other], run: command.call({ language: other }, { replace: true }) },
        ],
      };
    },
  });
  return command;
}

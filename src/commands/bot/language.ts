import { choice } from '../../chat/argument.ts';
import { type Command, describeCommand, type Run } from '../../chat/command.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';
import { type Language, languages, otherLanguages } from '../../runtime/language.ts';

/** `/language en|zh-CN`: the language of a conversation, for everyone in it. */
export const language = describeCommand({
  name: 'language',
  summary: localized((words) => words.language.summary),
  everyday: ['语言'],
  examples: ['language zh-CN', 'language en'],
  examplesIn: { 'zh-CN': ['language 中文', 'language 英文'] },
  arguments: {
    language: choice<Language>(
      languages.map((value) => {
        const { ownName, otherNames } = allWords[value].language;
        return { value, label: localized(() => ownName), also: otherNames };
      }),
      { ...aboutArgument((words) => words.language.language), example: 'zh-CN' },
    ),
  },
  needs: 'buyer',
  effect: 'write',
  audited: (values) => ({ language: values.language }),
});

export interface LanguageDeps {
  setLanguage(organization: string, conversation: string, language: Language): Promise<void>;
  /** Has the cards that stand in the conversation and are kept true drawn anew, sooner or later: it never rejects. */
  redraw(where: Pick<Run, 'organization' | 'conversation' | 'workspace'>): Promise<void>;
}

export function languageCommand(deps: LanguageDeps): Command {
  return language.does({
    async run({ language: chosen }, { organization, conversation, workspace }) {
      await deps.setLanguage(organization, conversation, chosen);
      await deps.redraw({ organization, conversation, workspace });
      const { set, setHint } = allWords[chosen].language;
      return {
        tone: 'good',
        language: chosen,
        title: set,
        body: [{ kind: 'text', text: [setHint] }],
        actions: otherLanguages(chosen).map((other) => ({
          kind: 'run',
          label: allWords[other].language.ownName,
          run: language.call({ language: other }, { replace: true }),
        })),
      };
    },
  });
}

import { choice } from '../../chat/argument.ts';
import { type Command, describeCommand } from '../../chat/command.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';

/** `/unfurl on|off`: whether links to offers get a card in a conversation, for everyone in it. */
export const unfurl = describeCommand({
  name: 'unfurl',
  summary: localized(({ pictures }) => pictures.unfurl.summary),
  examples: ['unfurl on', 'unfurl off'],
  examplesIn: { 'zh-CN': ['unfurl 开', 'unfurl 关'] },
  arguments: {
    show: choice<'on' | 'off'>(
      [
        { value: 'on', label: localized(({ pictures }) => pictures.unfurl.on), also: ['yes', '开'] },
        { value: 'off', label: localized(({ pictures }) => pictures.unfurl.off), also: ['no', '关'] },
      ],
      { ...aboutArgument(({ pictures }) => pictures.unfurl.show), example: 'on' },
    ),
  },
  needs: 'buyer',
  effect: 'write',
  audited: ({ show }) => ({ show }),
});

export interface UnfurlDeps {
  setUnfurl(organization: string, conversation: string, on: boolean): Promise<void>;
}

export function unfurlCommand(deps: UnfurlDeps): Command {
  return unfurl.does({
    async run({ show }, { organization, conversation, language }) {
      const on = show === 'on';
      await deps.setUnfurl(organization, conversation, on);
      const words = allWords[language].pictures.unfurl;
      return {
        tone: 'good',
        title: on ? words.nowOn : words.nowOff,
        body: [{ kind: 'text', text: [on ? words.onHint : words.offHint] }],
        actions: [
          {
            kind: 'run',
            label: on ? words.turnOff : words.turnOn,
            run: unfurl.call({ show: on ? 'off' : 'on' }, { replace: true }),
          },
        ],
      };
    },
  });
}

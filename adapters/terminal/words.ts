import type { Localized } from '../../src/chat/language.ts';

/** The sentences of the prompt itself; everything else is said by the core. */
export interface TerminalWords {
  /** Lines of a greeting, without the example. */
  readonly greeting: readonly string[];
  readonly picture: string;
  /** Under a card with numbered choices. */
  readonly choose: string;
  noSuchChoice(given: number, count: number): string;
  /** In place of a QR code that does not fit. */
  tooNarrow(columns: number): string;
}

export const words: Localized<TerminalWords> = {
  en: {
    greeting: [
      'shoptalk — type a command and press Enter.',
      'Tab completes it, the up arrow brings back an earlier one, Ctrl-D ends. For example:',
    ],
    picture: 'Picture',
    choose: 'Type a number to choose.',
    noSuchChoice: (given, count) =>
      count === 0
        ? `The answer above has no choice ${given}. Type a command, such as /help.`
        : `There is no choice ${given} above. Type a number from 1 to ${count}, or a command.`,
    tooNarrow: (columns) => `The QR code needs a window of ${columns} columns.`,
  },
  'zh-CN': {
    greeting: [
      'shoptalk：输入命令，按回车键发送。',
      'Tab 键补全，上方向键找回以前的命令，Ctrl-D 结束。例如：',
    ],
    picture: '图片',
    choose: '输入数字进行选择。',
    noSuchChoice: (given, count) =>
      count === 0
        ? `上面的回答没有选项 ${given}。请输入命令，例如 /help。`
        : `上面没有选项 ${given}。请输入 1 到 ${count} 的数字，或输入命令。`,
    tooNarrow: (columns) => `显示二维码需要 ${columns} 列宽的窗口。`,
  },
};

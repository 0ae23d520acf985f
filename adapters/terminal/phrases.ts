import type { Localized } from '../../src/runtime/language.ts';

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
  /** Before each of two QR codes, of which one can be read. */
  readonly onGround: { readonly dark: string; readonly light: string };
  /** Before the title of a card that has changed. */
  readonly changed: string;
  /** How a form is left. */
  readonly leaveForm: string;
  /** The form was left, or the input ended, before all was asked. */
  readonly formLeft: string;
  /** What an empty line means for a field that holds `initial`, for one that may be left out, for any other. */
  keeps(initial: string): string;
  leavesOut(example: string): string;
  example(example: string): string;
  /** How several of the choices are given. */
  readonly several: string;
  readonly needed: string;
  tooLong(longest: number): string;
  noneOfThese(count: number): string;
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
    onGround: { dark: 'In a dark window, scan this one:', light: 'In a light window, scan this one:' },
    changed: 'Changed:',
    leaveForm: 'One line for each question; a command (/…) leaves the form.',
    formLeft: 'The form was left; nothing was sent.',
    keeps: (initial) => `An empty line keeps ${initial}; - leaves it out.`,
    leavesOut: (example) => `An empty line leaves it out. Example: ${example}`,
    example: (example) => `Example: ${example}`,
    several: 'Several at once: numbers or names, joined by commas.',
    needed: 'This is needed.',
    tooLong: (longest) => `That is too long: at most ${longest} characters.`,
    noneOfThese: (count) => `Type a number from 1 to ${count}, or a name from the list.`,
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
    onGround: { dark: '深色窗口请扫描此码：', light: '浅色窗口请扫描此码：' },
    changed: '已更新：',
    leaveForm: '每个问题输入一行；输入命令（/…）即退出表单。',
    formLeft: '已退出表单，未提交任何内容。',
    keeps: (initial) => `空行表示保留 ${initial}；输入 - 表示不填。`,
    leavesOut: (example) => `空行表示不填。示例：${example}`,
    example: (example) => `示例：${example}`,
    several: '可多选：输入数字或名称，用逗号分隔。',
    needed: '此项必填。',
    tooLong: (longest) => `内容过长：最多 ${longest} 个字符。`,
    noneOfThese: (count) => `请输入 1 到 ${count} 的数字，或列表中的名称。`,
  },
};

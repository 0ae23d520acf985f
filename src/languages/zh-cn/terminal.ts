import { grouped } from '../../runtime/grouped.ts';
import type { TerminalSentences } from '../en/terminal.ts';

export const terminal: TerminalSentences = {
  greeting: ['shoptalk：输入命令，按回车键发送。', 'Tab 键补全，上方向键找回以前的命令，Ctrl-D 结束。例如：'],
  picture: '图片',
  choose: '输入数字进行选择。',
  noSuchChoice: (given, count) =>
    count === 0
      ? `上面的回答没有选项 ${grouped(given)}。请输入命令，例如 /help。`
      : `上面没有选项 ${grouped(given)}。请输入 1 到 ${grouped(count)} 的数字，或输入命令。`,
  tooNarrow: (columns) => `显示二维码需要 ${grouped(columns)} 列宽的窗口。`,
  onGround: { dark: '深色窗口请扫描此码：', light: '浅色窗口请扫描此码：' },
  changed: '已更新：',
  leaveForm: '每个问题输入一行；输入命令（/…）即退出表单。',
  formLeft: '已退出表单，未提交任何内容。',
  keeps: (initial) => `空行表示保留 ${initial}；输入 - 表示不填。`,
  keepsNeeded: (initial) => `空行表示保留 ${initial}。`,
  leavesOut: (example) => `空行表示不填。示例：${example}`,
  example: (example) => `示例：${example}`,
  several: '可多选：输入数字或名称，用逗号分隔。',
  needed: '此项必填。',
  tooLong: (longest) => `内容过长：最多 ${grouped(longest)} 个字符。`,
  noneOfThese: (count) => `请输入 1 到 ${grouped(count)} 的数字，或列表中的名称。`,
};

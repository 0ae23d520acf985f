import { grouped } from '../../runtime/grouped.ts';
import type { StartWords, TerminalSentences } from '../en/terminal.ts';

export const start: StartWords = {
  unknownSetting: (name, meant) =>
    meant === undefined
      ? `${name}：没有这个名字的设置，它不起作用（全部设置见 docs/settings.md）。`
      : `${name}：没有这个名字的设置，它不起作用。您指的是 ${meant} 吗？`,
  runsWith: (partner, platforms, store) =>
    [
      `合作方：${partner ?? '沙箱，数据均为虚构（未设置账户）'}`,
      `平台：${platforms.join('、') || '无'}`,
      `数据库：${store}`,
    ].join(' · '),
  localPage: '本机页面',
  terminal: '本终端',
  inMemory: '在内存中，机器人停止后即消失',
  page: (address) => `聊天页面（仅供您本人使用）：${address}`,
  adminToken: (token) =>
    `本次启动的管理令牌，用于经代理访问 /metrics 和 /readyz（可用 ADMIN_TOKEN 自行设定）：${token}`,
};

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

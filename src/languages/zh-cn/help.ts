import type { HelpWords, LanguageWords, StartWords, StatusWords } from '../en/help.ts';
import { duration } from './amounts.ts';

export const help: HelpWords = {
  summary: '我能做什么，或某个命令怎么用',
  command: { hint: '命令名', expected: '一个命令的名称' },
  title: '我能做什么',
  intro: '输入命令，或者 @我 加同样的文字，也可以直接私信我。',
  usage: '用法',
  examples: '示例',
  argumentsTitle: '参数',
  everywhere: '每个命令也都可以写成 /shoptalk <命令> …',
  allCommands: '全部命令',
  chooseCommand: '选择一个命令',
  noSuchCommand: (name) => `没有“${name}”这个命令`,
};

const partNames: Readonly<Record<string, string>> = {
  store: '存储',
  partner: '合作平台接口',
  page: '本地页面',
  terminal: '终端',
};

export const status: StatusWords = {
  summary: '各部分是否都已连接',
  title: '一切正常',
  notReady: '有部分没有连接',
  version: '版本',
  upSince: '已运行',
  partner: '合作平台接口',
  sandbox: '本机沙箱',
  account: '已设置账号',
  part: (name) => partNames[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  ok: '已连接',
  down: (detail) => (detail === undefined ? '未连接' : `未连接：${detail}`),
  duration,
  lastMessage: '合作平台上次推送',
  lastSweep: '上次核对订单',
  notYet: '尚无',
  ago: (duration) => `${duration}前`,
  deliveries: '待发送的动态',
  requests: '待发送的申请消息',
  waiting: (due, later) => (later === 0 ? `${due} 条` : `${due} 条，另有 ${later} 条稍后发送`),
  parked: (count) => `${count} 条没能发出：请在相应会话里用 /watching 查看`,
};

export const language: LanguageWords = {
  summary: '选择本会话的语言',
  language: { hint: 'en 或 zh-CN', expected: 'en 或 zh-CN' },
  set: '从现在起，我在这里使用简体中文',
  setHint: '对本会话的所有人生效，可随时重新选择。',
  name: { en: 'English', 'zh-CN': '简体中文' },
};

export const start: StartWords = {
  page: (address) => `聊天页面（仅供您本人使用）：${address}`,
  adminToken: (token) =>
    `本次启动的管理令牌，用于经代理访问 /metrics 和 /readyz（可用 ADMIN_TOKEN 自行设定）：${token}`,
};

import { grouped } from '../../runtime/grouped.ts';
import { languages } from '../../runtime/language.ts';
import type { HelpWords, HomeWords, LanguageWords, StatusWords } from '../en/help.ts';
import { duration } from './notation.ts';

const tags = languages.join(' 或 ');

export const help: HelpWords = {
  summary: '我能做什么，或某个命令怎么用',
  command: { hint: '命令名', expected: '一个命令的名称' },
  title: '我能做什么',
  intro: '请选择要做的事。也可以输入命令，或者 @我 加同样的文字，或直接私信我。',
  usage: '用法',
  examples: '示例',
  alsoCalled: (names) => `也可以说：${names.join('、')}`,
  argumentsTitle: '参数',
  everywhere: '每个命令也都可以写成 /shoptalk <命令> …',
  allJobs: '全部功能',
  jobs: {
    find: { name: '找商品', about: '按关键词、图片或链接查找，对比商品，查国内运费' },
    buy: { name: '下单', about: '看总额、下单、付款，采购篮和收货地址' },
    after: { name: '下单之后', about: '订单和包裹、导出订单、退款' },
    talk: { name: '联系卖家', about: '打开与卖家的旺旺聊天' },
    abroad: { name: '寄往国外', about: '国际运费和预订' },
    news: { name: '订单动态', about: '本会话接收哪些动态' },
    approvals: { name: '审批', about: '待决定的申请，以及您的申请结果' },
    settings: { name: '设置', about: '本会话的语言、连接状态、角色' },
  },
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
  build: (version, schema) => `${version}，数据结构 ${schema}`,
  upSince: '已运行',
  partner: '合作平台接口',
  sandbox: '本机沙箱',
  account: (name) => `账号“${name}”`,
  accountNotKnown: '尚不清楚属于哪个账号：/admin key',
  silent: (count) => `${grouped(count)} 个会话关注的是另一个账号的订单`,
  watches: '不会通知的关注',
  part: (name) => partNames[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  ok: '已连接',
  down: (detail) => (detail === undefined ? '未连接' : `未连接：${detail}`),
  duration,
  lastMessage: '合作平台上次推送',
  lastSweep: '上次核对订单',
  notYet: '尚无',
  ago: (duration) => `${duration}前`,
  clock: '本机时钟',
  setBack: (by, ago) => `${ago}被拨慢了${by}：请用 NTP 校时`,
  setAhead: (by, ago) => `${ago}被拨快了${by}，或本机曾休眠：请用 NTP 校时`,
  deliveries: '待发送的消息',
  waiting: (due, later) =>
    later === 0 ? `${grouped(due)} 条` : `${grouped(due)} 条，另有 ${grouped(later)} 条稍后发送`,
  parked: (count) => `${grouped(count)} 条没能发出：请在相应会话里用 /watching 查看`,
};

export const language: LanguageWords = {
  summary: '选择本会话的语言',
  language: { hint: tags, expected: tags },
  set: '从现在起，我在这里使用简体中文',
  setHint: '对本会话的所有人生效，可随时重新选择。',
  ownName: '简体中文',
  otherNames: ['zh', 'zh_cn', 'chinese', '中文', '简体中文'],
};

const atLeast = (count: number, more: boolean) => (more ? `至少 ${grouped(count)}` : grouped(count));

export const home: HomeWords = {
  summary: '哪些事等您处理，以及各项功能的入口',
  greeted: { hint: '是否回应问候', expected: '是或否' },
  title: '首页',
  greeting: '您好，想做什么？',
  greetingAdvice: '可以粘贴商品链接，输入要找的东西，或直接选择：',
  needsYou: '等您处理',
  nothing: '没有等您处理的事。',
  unpaid: (count, more) => `${atLeast(count, more)} 个订单待付款`,
  refunds: (count, more) => `${atLeast(count, more)} 笔退款处理中`,
  refundsAmong: (count) => `退款只查最近 ${grouped(count)} 个订单。`,
  toDecide: (count, more) => `${atLeast(count, more)} 个申请等您决定`,
  own: (count, more) => `您还有${more ? '至少' : ''} ${grouped(count)} 个申请没有结果`,
  open: '打开一项',
  request: (title) => `申请 · ${title}`,
  refund: (title) => `退款 · ${title}`,
  basket: '采购篮',
  basketHolds: (count) => (count === 0 ? '空' : `${grouped(count)} 种`),
  news: '本会话的订单动态',
  watches: (count) => (count === 0 ? '未关注' : `${grouped(count)} 项关注`),
  languageHere: '语言',
  find: '找商品',
  orders: '我的订单',
  help: '全部功能',
  jobs: '选择要做的事',
};

import { grouped } from '../../runtime/grouped.ts';
import type { HomeWords } from '../en/home.ts';

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

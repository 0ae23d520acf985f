import type { AccountWords } from './words.ts';

/** 简体中文 */
export const accounts: AccountWords = {
  summary: '以账号的哪个 user-id 调用合作平台',
  user: { hint: '合作平台的 user-id；own 表示账号自身', expected: 'user-id，或 own' },
  person: { hint: '以 @ 提及的成员；或 me（我）', expected: '输入 @ 后从列表里选出的成员' },
  here: { hint: '在本会话', expected: 'yes 或 no' },
  title: '以账号的哪个 user-id 调用合作平台',
  how: '个人的选择优先于会话的，会话的优先于整个工作区的。订单始终属于下单时的 user-id。',
  none: '没有任何选择：所有调用都使用账号自身的 user-id。',
  own: '账号自身的 user-id',
  everywhere: '整个工作区',
  inThisConversation: '本会话',
  inConversation: '会话',
  chosen: '已选择',
  chosenAdvice: '合作平台接受这个 user-id，从现在起使用。',
  taken: '已取消选择',
  nothingTaken: '没有可取消的选择',
  unchanged: '没有任何更改',
  personOrHere: '请只为成员或只为本会话选择，不能同时。',
  usage: '/admin account <user-id|own> [--for <成员>] [--here]',
  before: '上一页',
  after: '下一页',
};

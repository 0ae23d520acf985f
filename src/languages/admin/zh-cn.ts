import type { AdminWords } from './words.ts';

/** 简体中文 */
export const admin: AdminWords = {
  rolesSummary: '谁可以做什么',
  grantSummary: '给个人或用户组授予角色',
  revokeSummary: '收回个人或用户组的角色',
  role: { hint: 'viewer、buyer、approver 或 admin', expected: 'viewer、buyer、approver 或 admin' },
  whom: {
    hint: '以 @ 提及的成员、用户组或身份组；或 me（我）',
    expected: '输入 @ 后从列表里选出的成员、用户组或身份组',
  },
  here: { hint: '只在本会话有效', expected: 'yes 或 no' },
  page: { hint: '第几页', expected: '1 到 200 的数字' },

  group: '用户组',
  inThisConversation: '在本会话',
  everywhere: '在整个工作区',
  may: {
    viewer: '查询卖家、商品和订单。',
    buyer: '还可以下单、付款、打开卖家聊天，并设置会话接收哪些通知。',
    approver: '还可以审批别人的申请。',
    admin: '还可以决定谁能做什么。',
  },

  granted: (role) => `已授予：${role}`,
  maySince: (role, where) => `从现在起${where}的角色是“${role}”。`,
  revoked: '已收回',
  noLonger: (where, role) =>
    `${where}不再有单独授予的角色。在别处或通过用户组授予的仍然有效；否则为“${role}”。`,
  nothingGranted: '没有可收回的角色',
  hadNone: (where) => `${where}没有被授予过角色。/admin roles 可查看已授予的角色。`,
  unchanged: '没有任何更改',
  refusal: {
    'only here': '你只是本会话的管理员：请加上 --here。',
    oneself: '不能取消自己的管理员角色，请找另一位管理员。',
    'by settings': '对方是设置项 ADMINS 指定的管理员，只有运维人员可以更改。',
    last: '这样就没有管理员了。请先授予其他人管理员角色。',
  },

  rolesTitle: '谁可以做什么',
  bySettings: '由设置指定',
  everybodyElse: (role) => `其他人：${role}`,
  how: '/admin grant <角色> <谁> [--here] · /admin revoke <谁> [--here]',
  showRoles: '谁可以做什么',
  before: '上一页',
  after: '下一页',
};

import type { AdmissionWords } from './words.ts';

/** 简体中文 */
export const admission: AdmissionWords = {
  admitSummary: '接入本工作区或服务器',
  dismissSummary: '移除一个工作区或服务器',
  workspacesSummary: '已接入和尝试过的工作区与服务器',
  workspace: {
    hint: '/admin workspaces 里列出的工作区或服务器',
    expected: '/admin workspaces 里列出的工作区或服务器，冒号前是平台',
  },
  confirm: { hint: '立即执行', expected: 'yes 或 no' },
  page: { hint: '第几页', expected: '1 到 200 的数字' },

  admitted: '已接入',
  admittedAdvice:
    '从现在起那里的成员可以按各自的角色使用我：/admin roles 查看谁能做什么，/admin grant 更改。以前设置的关注会重新收到通知。',
  same: '已经接入',
  sameAdvice: '没有任何更改。/admin workspaces 可查看全部已接入的工作区。',
  notYours: '没有任何更改',
  notYoursAdvice: '只有设置项 ADMINS 指定的管理员可以接入工作区，或移除不属于自己的工作区。请联系运维人员。',

  askDismiss: '确定移除？',
  askDismissAdvice: '那里的人将不能再使用我，关注停止，按钮失效。记录会保留，关注也会保留：重新接入后恢复。',
  dismissButton: '移除',
  dismissed: '已移除',
  dismissedAdvice: '那里的人不能再使用我。/admin admit 可重新接入。',
  notLetIn: '它没有接入',
  notLetInAdvice: '没有任何更改。/admin workspaces 可查看全部已接入的工作区。',
  isHome: '这是机器人自己的工作区',
  isHomeAdvice: '无法移除：机器人的令牌属于它。运维人员可以停止机器人或更换令牌。',
  isNamed: '由设置项指定',
  isNamedAdvice: '请运维人员从设置项 WORKSPACES 中删除它并重启机器人。',

  title: '工作区与服务器',
  letIn: '已接入',
  others: '未接入',
  none: '没有。',
  home: '机器人自己的',
  named: '由设置项 WORKSPACES 指定',
  before: '上一页',
  after: '下一页',
  admit: '接入…',
  dismiss: '移除…',
  byPerson: (when) => `${when} 接入，操作人`,
  byMigration: '因管理员曾在那里设置规则而接入',
  tried: (when) => `最近尝试：${when}`,
  wasDismissed: '已移除',
  watches: (count) => `有 ${count} 个关注，未收到通知`,
  how: '/admin admit [工作区] · /admin dismiss <工作区>',
};

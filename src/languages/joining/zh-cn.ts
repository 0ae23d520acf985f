import type { JoiningWords } from './words.ts';

/** 简体中文 */
export const joining: JoiningWords = {
  summary: '把工作区或服务器并入另一个组织',
  code: { hint: '在别处用 /admin join 生成的代码', expected: '/admin join 生成的 20 位代码' },
  confirm: { hint: '立即执行', expected: 'yes 或 no' },
  made: '可把另一个工作区或服务器并入这里的代码',
  madeAdvice: (minutes) => `请那边的管理员在 ${minutes} 分钟内在那边输入下面这一行。代码只能使用一次。`,
  keepIt: '不要给其他人：并入后双方的申请和关注互相可见。',
  command: '在那边输入',
  title: '确定永久并入？',
  into: '将并入的组织',
  comes: '这里为会话和成员所做的设置会一并带过去，包括关注、申请和按钮。',
  ends: '这里授予的“整个工作区”角色，凡高于所有人默认角色的都会失效，包括你的；/admin approvers、/admin approval-above 以及整个工作区的 /admin account 也会失效，改用那边的设置。',
  forGood: '此前的审计记录单独保留：请先用 /admin audit 导出文件。并入无法用命令撤销。',
  button: '并入',
  joined: '已并入',
  joinedAdvice: '从现在起双方是同一个组织，由其管理员在这里授予角色。',
  noCode: '这个代码无效',
  noCodeAdvice: '它已被使用、已过期或从未生成。请在那边重新输入 /admin join 生成一个。',
  same: '双方已经是同一个组织',
  sameAdvice: '这个代码就是在同一组织里生成的。请到要并入的工作区或服务器里输入。',
  elsewhere: '这里已经并入过',
  elsewhereAdvice: '这个工作区或服务器已属于另一个组织，不能再并入第二个。',
  outside: '这里没有可以并入的工作区或服务器',
  outsideAdvice: '私信不属于任何服务器。请在要并入的服务器的频道里输入。',
};

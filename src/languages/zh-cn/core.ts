import type { AdapterWords } from '../../chat/adapter.ts';
import type { ArgumentFault } from '../../chat/argument-table.ts';
import type { LineFault } from '../../chat/line.ts';
import type { CoreWords, FaultOfField, TooLong } from '../../chat/words.ts';
import { grouped } from '../../runtime/grouped.ts';
import type { MenuSentences } from '../en/core.ts';
import { punctuation } from './notation.ts';

/** What the core says by itself. */
export const core: CoreWords = {
  sentences: punctuation.sentences,
  badInput: '没看懂您的输入',
  argumentFault,
  fieldFault,
  lineFault,
  usage: '用法',
  example: '示例',
  unknownCommand: (name) => `没有“${name}”这个命令`,
  didYouMean: (name) => `您是想输入 /${name} 吗？用 /help 查看全部命令。`,
  slip: (line) => `您是想输入 /${line} 吗？`,
  slipAdvice: '尚未执行任何操作。',
  asWords: (text) => `搜索“${text}”`,
  seeHelp: '输入 /help 查看我能做什么。',
  buttonExpired: '这个按钮已失效',
  buttonExpiredAdvice: '它太旧了。请重新输入命令，获取新的卡片。',
  tooSlow: '等待时间过长',
  tooSlowAdvice: (incident) =>
    `我已停止等待。请一分钟后再试；若反复出现，请把事件编号 ${incident} 告诉机器人的管理员。`,
  stopping: '我正在重启',
  stoppingAdvice: '您的命令没有完成，请一分钟后再试。',
  tooMuch: '您发的命令太多了',
  tooMuchAdvice: (whose, perMinute, seconds) =>
    `${whose === 'person' ? '每人' : '这里所有人合计'}每分钟最多 ${grouped(perMinute)} 条命令。这一条没有执行：请在 ${grouped(seconds)} 秒后重试。机器人的管理者可以调高这个上限。`,
  crashed: '我这边出错了',
  crashedAdvice: (incident) => `请再试一次。若反复出现，请把事件编号 ${incident} 告诉机器人的管理员。`,
  incident: (incident) => `事件编号 ${incident}`,
  notRecorded: '审计记录写不进去',
  notRecordedAdvice: (incident) =>
    `因此什么也没做，什么也没给出。请过一分钟再试；若反复出现，请把事件编号 ${incident} 告诉机器人的管理员。`,
  doneUnrecorded: (incident) =>
    `⚠ 这件事已经做了，但没能写入审计记录。请把事件编号 ${incident} 告诉机器人的管理员。`,
  notPermitted: (name) => `您在这里不能使用 /${name}`,
  roleNeeded: (needed, has) => `需要的角色是“${needed}”，您在这里的角色是“${has}”。`,
  roleNeededEverywhere: (needed, has) =>
    `它涉及整个工作区，需要在整个工作区内的角色是“${needed}”，您的角色是“${has}”。`,
  askInside: '私信里看不出您属于哪个服务器：请在服务器的频道里向我提问。',
  askAdmin: '请向本工作区的管理员申请。',
  noAdmin: (person) => `这里还没有管理员：请运维人员设置 ADMINS=${person} 并重启机器人，您就是第一位管理员。`,
  notServed: '您在这里不能使用我',
  notLetIn: '这个工作区或服务器尚未接入',
  itsId: '编号',
  notLetInAdvice: (workspace) =>
    `没有查询或执行任何操作。机器人的管理员可以在这里输入 /admin admit，或输入 /admin join 和代码；运维人员也可以在设置项里写 WORKSPACES=${workspace}。`,
  otherCompany: '您属于另一家公司',
  otherCompanyAdvice: (person) =>
    `我只为本工作区的成员服务。本工作区的管理员可以用 /admin grant 单独授予您角色；您的编号是 ${person}。`,
  noSharedWorkspace: '我不认识您',
  noSharedWorkspaceAdvice:
    '在私信里，我只为已接入服务器的成员服务，而我们没有共同的已接入服务器。请到这样的服务器的频道里找我，或请管理员在您的服务器里输入 /admin admit。',
  unsure: {
    'no permission':
      '平台没有告诉我您是谁：应用缺少权限。应用的管理员可以按 npm run doctor 的提示添加权限并重新安装应用。',
    'no answer': '平台没有及时告诉我您是谁。请一分钟后再试。',
    'no sense': '我看不懂平台对您的说明。请让运维人员运行 npm run doctor。',
  },
  toDecide: (count) =>
    `有 ${grouped(count)} 个工作区或服务器设了关注但尚未接入，因此那里收不到任何通知：用 /admin workspaces 查看并决定接入或移除。`,
  roles: { viewer: '查看者', buyer: '采购员', approver: '审批人', admin: '管理员' },
  stillRunning: '这件事正在进行',
  stillRunningAdvice: '刚才已经有人发起，还没有完成。没有重复执行。',
  helpButton: '帮助',
  correct: '修改…',
  fillIn: '填写…',
  moreChoices: '更多选项…',
  moreChoicesAdvice: '表单会重新打开，显示其他选项；您填写的内容还在。',
  firstChoices: '最前面的选项…',
  submit: '完成',
};

/** What adapters say by themselves. */
export const menu: MenuSentences = {
  anyCommand: {
    summary: '任何命令，照平常的写法输入',
    hint: '命令及其参数，例如：seller 951807530375',
  },
  pictureFile: '图片文件',
};

export const adapter: AdapterWords = {
  sentPrivately: '答复只给您一人看，已用私信发给您。',
  directMessagesClosed: (command) =>
    `答复只给您一人看，但您没有开放来自此服务器的私信。请用斜杠命令输入 ${command}，答复就只有您能看到。`,
  missingPermission: (permission) =>
    `我无法在这里显示图片：应用缺少 ${permission} 权限。管理员添加该权限并重新安装应用后即可。`,
  fileSentPrivately: (name) => `${name} 已用私信发给您。`,
  fileSentHere: (name) => `${name} 已作为单独的消息发到本对话。`,
  fileNotSent: (name, permission) =>
    permission === undefined
      ? `${name} 未能发送，请一分钟后再试。`
      : `${name} 未能发送：应用缺少 ${permission} 权限。管理员添加该权限并重新安装应用后即可。`,
  qrCode: '二维码',
  working: '正在处理…',
};

/** Both what the argument is called and the name that a line takes: a person who types has to know both. */
function argumentFault(fault: ArgumentFault | TooLong, expected: string, label?: string): string {
  switch (fault.kind) {
    case 'missing':
    case 'invalid':
    case 'too long':
      return fieldFault(fault, typedName(fault.name, label), expected);
    case 'extra':
      return `多了一个词：“${fault.given}”。`;
    case 'unknown option': {
      const meant = fault.nearest === undefined ? '' : `您是想输入 --${fault.nearest} 吗？`;
      return `没有 --${fault.given} 这个选项。${meant}`;
    }
    case 'twice':
      return `${typedName(fault.name, label)}：给了两次，请只给一次。`;
    case 'no value':
      return `${typedName(`--${fault.name}`, label)}：没有给出值，应为${expected}。`;
  }
}

function typedName(name: string, label: string | undefined): string {
  return label === undefined ? name : `${label}（${name}）`;
}

function fieldFault(fault: FaultOfField, label: string, expected: string): string {
  switch (fault.kind) {
    case 'missing':
      return `${label}：没有填写，应为${expected}。`;
    case 'invalid':
      return fault.why === undefined
        ? `${label}：应为${expected}，您填写的是“${fault.given}”。`
        : `${label}“${fault.given}”：${fault.why['zh-CN']}`;
    case 'too long':
      return `${label}：应为${expected}，最多 ${grouped(fault.most)} 个字符，“${fault.given}”太长。`;
  }
}

function lineFault(fault: LineFault): string {
  switch (fault.kind) {
    case 'control character':
      return '输入中含有控制字符。请重新输入，或以纯文本粘贴。';
    case 'line too long':
      return `输入超过 ${grouped(fault.limit)} 个字符，请删去不需要的内容。`;
    case 'unclosed quote':
      return `引号 ${fault.quote} 没有闭合。请补上或去掉。`;
  }
}

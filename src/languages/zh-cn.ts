import type { ArgumentFault } from '../chat/bind.ts';
import type { LineFault } from '../chat/line.ts';
import type { TooLong } from '../chat/words.ts';
import type { XportFault } from '../xport/errors.ts';
import { accounts } from './accounts/zh-cn.ts';
import { addresses } from './addresses/zh-cn.ts';
import { admin } from './admin/zh-cn.ts';
import { admission } from './admission/zh-cn.ts';
import { amounts } from './amounts/zh-cn.ts';
import { audit } from './audit/zh-cn.ts';
import { basket } from './basket/zh-cn.ts';
import { buying } from './buying/zh-cn.ts';
import { meaningOf } from './codes/meanings.ts';
import { codes } from './codes/zh-cn.ts';
import { days } from './days/zh-cn.ts';
import { joining } from './joining/zh-cn.ts';
import { links } from './links/zh-cn.ts';
import { orders } from './orders/zh-cn.ts';
import { pictures } from './pictures/zh-cn.ts';
import { products } from './products/zh-cn.ts';
import { references } from './references/zh-cn.ts';
import { refunds } from './refunds/zh-cn.ts';
import { requests } from './requests/zh-cn.ts';
import { shipping } from './shipping/zh-cn.ts';
import { watch } from './watch/zh-cn.ts';
import type { Words } from './words.ts';

/** Simplified Chinese. */
export const zhCn: Words = {
  core: {
    badInput: '没看懂您的输入',
    argumentFault,
    lineFault,
    usage: '用法',
    example: '示例',
    unknownCommand: (name) => `没有“${name}”这个命令`,
    didYouMean: (name) => `您是想输入 /${name} 吗？用 /help 查看全部命令。`,
    seeHelp: '输入 /help 查看我能做什么。',
    buttonExpired: '这个按钮已失效',
    buttonExpiredAdvice: '它太旧了。请重新输入命令，获取新的卡片。',
    tooSlow: '等待时间过长',
    tooSlowAdvice: '我已停止等待。请一分钟后再试；若反复出现，请告知机器人的管理员。',
    stopping: '我正在重启',
    stoppingAdvice: '您的命令没有完成，请一分钟后再试。',
    tooMuch: '您发的命令太多了',
    tooMuchAdvice: (whose, perMinute, seconds) =>
      `${whose === 'person' ? '每人' : '这里所有人合计'}每分钟最多 ${perMinute} 条命令。这一条没有执行：请在 ${seconds} 秒后重试。机器人的管理者可以调高这个上限。`,
    crashed: '我这边出错了',
    crashedAdvice: (incident) => `请再试一次。若反复出现，请把事件编号 ${incident} 告诉机器人的管理员。`,
    notRecorded: '审计记录写不进去',
    notRecordedAdvice: (incident) =>
      `因此什么也没做，什么也没给出。请过一分钟再试；若反复出现，请把事件编号 ${incident} 告诉机器人的管理员。`,
    doneUnrecorded: (incident) =>
      `⚠ 这件事已经做了，但没能写入审计记录。请把事件编号 ${incident} 告诉机器人的管理员。`,
    notPermitted: (name) => `你在这里不能使用 /${name}`,
    roleNeeded: (needed, has) => `需要的角色是“${needed}”，你在这里的角色是“${has}”。`,
    roleNeededEverywhere: (needed, has) =>
      `它涉及整个工作区，需要在整个工作区内的角色是“${needed}”，你的角色是“${has}”。`,
    askInside: '私信里看不出你属于哪个服务器：请在服务器的频道里向我提问。',
    askAdmin: '请向本工作区的管理员申请。',
    noAdmin: (person) =>
      `这里还没有管理员：请运维人员设置 ADMINS=${person} 并重启机器人，你就是第一位管理员。`,
    notServed: '你在这里不能使用我',
    notLetIn: '这个工作区或服务器尚未接入',
    itsId: '编号',
    notLetInAdvice: (place) =>
      `没有查询或执行任何操作。机器人的管理员可以在这里输入 /admin admit，或输入 /admin join 和代码；运维人员也可以在设置项里写 WORKSPACES=${place}。`,
    otherCompany: '你属于另一家公司',
    otherCompanyAdvice: (person) =>
      `我只为本工作区的成员服务。本工作区的管理员可以用 /admin grant 单独授予你角色；你的编号是 ${person}。`,
    noSharedPlace: '我不认识你',
    noSharedPlaceAdvice:
      '在私信里，我只为已接入服务器的成员服务，而我们没有共同的已接入服务器。请到这样的服务器的频道里找我，或请管理员在你的服务器里输入 /admin admit。',
    unsure: {
      'no permission':
        '平台没有告诉我你是谁：应用缺少权限。应用的管理员可以按 npm run doctor 的提示添加权限并重新安装应用。',
      'no answer': '平台没有及时告诉我你是谁。请一分钟后再试。',
      'no sense': '我看不懂平台对你的说明。请让运维人员运行 npm run doctor。',
    },
    toDecide: (count) =>
      `有 ${count} 个工作区或服务器设了关注但尚未接入，因此那里收不到任何通知：用 /admin workspaces 查看并决定接入或移除。`,
    roles: { viewer: '查看者', buyer: '采购员', approver: '审批人', admin: '管理员' },
    stillRunning: '这件事正在进行',
    stillRunningAdvice: '刚才已经有人发起，还没有完成。没有重复执行。',
    helpButton: '帮助',
    submit: '完成',
  },
  adapter: {
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
  },
  sandboxMark: '沙箱：数据为虚构，尚未设置账号',
  yes: '是',
  no: '否',
  xport: {
    title: (fault) => xportTitles[fault.kind],
    advice: xportAdvice,
    partnerSays: '合作平台的说明',
    code: '代码',
    request: (id) => `请求 ${id}`,
  },
  seller: {
    summary: '打开与商品卖家的旺旺聊天',
    offer: {
      hint: '1688 商品编号，或含有编号的商品链接',
      expected: '1688 商品编号（6 到 19 位数字），或 1688、淘宝、天猫的商品链接',
    },
    openUid: {
      hint: '卖家的 openUid；不填则从商品查出',
      expected: '卖家的 openUid：8 到 64 个字母、数字或 - _ + / =',
    },
    share: { hint: '让频道里的所有人都看到卡片', expected: 'yes 或 no' },
    qr: { hint: '用二维码显示链接，方便手机打开', expected: 'yes 或 no' },
    untitled: (offerId) => `商品 ${offerId}`,
    offerId: '商品编号',
    company: '公司',
    openChat: '与卖家聊天',
    openOffer: '打开商品',
    copyLink: '可复制的聊天链接',
    qrCode: '聊天链接的二维码',
    qrHint: '用手机扫码，即可在手机上打开聊天。',
    guarded: (hours) => `链接在 ${hours} 小时内有效，每次打开都会被记录。`,
    showQr: '二维码',
    shareHere: '分享到本频道',
    noSeller: '查不到这个商品的卖家',
    noSellerAdvice: '商品详情里没有卖家信息。如果您有卖家的 openUid，请写在商品编号后面。',
    unsafeLink: '合作平台给出的链接不安全，不予显示',
    unsafeLinkAdvice: (requestId) =>
      `它不是指向 1688、淘宝或阿里巴巴的 https 链接。请把请求编号 ${requestId || '（无）'} 告诉合作平台的客服。`,
    allUsed: '今天的卖家链接已用完',
    allUsedAdvice: (seconds) =>
      `此账号每天只能提供一定数量的卖家链接，所有人合计（SELLER_LINKS_PER_ACCOUNT_DAY）。中国时间零点重新计算，还有${duration(seconds * 1000)}。`,
    tooOften: '您获取的卖家链接太多了',
    tooOftenAdvice: (seconds) =>
      `1688 只允许为即将聊天的人生成链接，因此每人有次数限制。请在${duration(seconds * 1000)}后再试。`,
    picture: (title) => `${title}的图片`,
  },
  help: {
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
  },
  status: {
    summary: '各部分是否都已连接',
    title: '一切正常',
    notReady: '有部分没有连接',
    version: '版本',
    upSince: '已运行',
    partner: '合作平台接口',
    sandbox: '本机沙箱',
    account: '已设置账号',
    part: (name) =>
      ({ store: '存储', partner: '合作平台接口', page: '本地页面', terminal: '终端' })[name] ??
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
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
  },
  language: {
    summary: '选择本会话的语言',
    language: { hint: 'en 或 zh-CN', expected: 'en 或 zh-CN' },
    set: '从现在起，我在这里使用简体中文',
    setHint: '对本会话的所有人生效，可随时重新选择。',
    name: { en: 'English', 'zh-CN': '简体中文' },
  },
  days,
  orders,
  buying,
  basket,
  products,
  references,
  pictures,
  watch,
  accounts,
  amounts,
  addresses,
  requests,
  shipping,
  refunds,
  audit,
  joining,
  links,
  admin,
  admission,
  start: {
    page: (address) => `聊天页面（仅供您本人使用）：${address}`,
    adminToken: (token) =>
      `本次启动的管理令牌，用于经代理访问 /metrics 和 /readyz（可用 ADMIN_TOKEN 自行设定）：${token}`,
  },
};

function argumentFault(fault: ArgumentFault | TooLong, expected: string): string {
  switch (fault.kind) {
    case 'missing':
      return `缺少 ${fault.name}，应为${expected}。`;
    case 'invalid':
      return fault.why === undefined
        ? `${fault.name} 应为${expected}，收到的是“${fault.given}”。`
        : `${fault.name}“${fault.given}”：${fault.why['zh-CN']}`;
    case 'too long':
      return `${fault.name} 应为${expected}，最多 ${fault.most.toLocaleString('en')} 个字符，收到的“${fault.given}”太长。`;
    case 'extra':
      return `多了一个词：“${fault.given}”。`;
    case 'unknown option': {
      const meant = fault.nearest === undefined ? '' : `您是想输入 --${fault.nearest} 吗？`;
      return `没有 --${fault.given} 这个选项。${meant}`;
    }
    case 'twice':
      return `${fault.name} 给了两次。`;
    case 'no value':
      return `--${fault.name} 需要一个值：${expected}。`;
  }
}

function lineFault(fault: LineFault): string {
  switch (fault.kind) {
    case 'control character':
      return '输入中含有控制字符。请重新输入，或以纯文本粘贴。';
    case 'line too long':
      return `输入超过 ${fault.limit} 个字符，请删去不需要的内容。`;
    case 'unclosed quote':
      return `引号 ${fault.quote} 没有闭合。请补上或去掉。`;
  }
}

const xportTitles: { readonly [K in XportFault['kind']]: string } = {
  refused: '合作平台拒绝了请求',
  unreachable: '无法连接合作平台',
  'timed out': '合作平台没有及时答复',
  malformed: '合作平台的答复无法识别',
  'too large': '合作平台的答复过大',
};

function xportAdvice(fault: XportFault): string {
  switch (fault.kind) {
    case 'refused': {
      const meaning = meaningOf(fault.code);
      return meaning === undefined
        ? '请核对您给出的编号。若都正确，请把请求编号告诉合作平台的客服。'
        : codes[meaning];
    }
    case 'unreachable':
    case 'timed out':
      return '没有任何改动。请一分钟后再试；若反复出现，请运行 npm run doctor。';
    case 'malformed':
    case 'too large':
      return '请稍后再试。若反复出现，请告知机器人的管理员：用 npm run call 可查看答复。';
  }
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`;
}

import { grouped } from '../../runtime/grouped.ts';
import type { WatchWords } from '../en/watch.ts';
import { punctuation } from './notation.ts';
import { newsKindNames } from './orders.ts';

export const watch: WatchWords = {
  punctuation,
  summary: '在这里接收订单动态',
  unwatchSummary: '不再接收订单动态，或不再接收某个订单、某个卖家的动态',
  watchingSummary: '本会话订阅了什么，哪些没能发出',
  resendSummary: '重新发送没能发出的消息',
  about: { hint: '全部订单、一个订单，或一个卖家的订单', expected: 'all、order 或 seller' },
  aboutAll: '全部订单',
  aboutOrder: '一个订单',
  aboutSeller: '一个卖家',
  id: { hint: '订单号；或卖家，或该卖家的商品', expected: '编号或名称' },
  events: {
    label: '哪些动态',
    hint: '哪些动态：all 全部，needs 只看待处理的，或列出几种',
    expected: 'all、needs，或用逗号分隔的几种动态，例如 paid,shipped',
  },
  minAmount: {
    hint: '只看总额不低于这个数（元）的订单；0 表示不限',
    expected: '金额（元），例如 500 或 99.50',
  },
  mention: { hint: '提醒谁：某个人、me（我）或 nobody（不提醒）', expected: '用 @ 选中的人、me 或 nobody' },
  mentionEvents: {
    hint: '哪些动态要提醒此人；不填则只提醒待处理的',
    expected: 'all、needs，或用逗号分隔的几种动态',
  },
  daily: { hint: '不急的动态每天汇总一次', expected: 'yes 或 no' },
  at: { hint: '每日汇总和日报的时间', expected: '一个时间，例如 09:00，或 none' },
  aloud: {
    hint: '哪些动态除了卡片下的消息列，也显示在会话里',
    expected: 'all、needs、none，或用逗号分隔的几种动态',
  },
  quiet: {
    hint: '免打扰时段，其间只发待处理的；none 表示不设',
    expected: '两个时间，例如 22:00-08:00，或 none',
  },
  zone: {
    hint: '这里所有时间所用的时区',
    expected: '时区：Asia/Shanghai，或城市（北京、东京），或 UTC+8，或 none',
  },
  zoneLabel: '时区',
  whichZone: (typed) => `${typed} 是哪个时区？`,
  whichZoneAdvice: '有几个时区都用这个缩写。什么也没有设置，请选择一个。',
  dailySummary: { hint: '每天发一份带图表的日报', expected: 'yes 或 no' },

  kind: newsKindNames,
  allKinds: '全部动态',
  needsSomebody: '只看待处理的',
  noKinds: '无',
  kinds: (names) => names.join('、'),

  subjectOrder: (orderId) => `订单 ${orderId}`,
  subjectSeller: (seller) => `卖家 ${seller}`,
  from: (amount) => `${amount} 起`,
  pinged: (kinds) => `会被提醒：${kinds}`,
  inDigest: (at) => `无需处理的每天汇总于 ${at}`,

  begun: '从现在起，订单动态会发到这里',
  begunText: '每个订单一张卡片，随时更新；新动态写在卡片下面。',
  how: '用 /watch 修改，用 /unwatch 取消，用 /watching 查看。',
  set: '设置好了，第一张卡片已发到会话里',
  changed: '已更改',
  changedText: '从现在起动态按此发送，随时可以重新选择：',
  setText: '会话里的人都能看到。觉得太多？可以选择：',
  onlyNeeds: '只看待处理的',
  dailyDigest: '每日汇总',
  choose: '自选…',
  chooseTimes: '时区和时间…',
  useZone: (zone) => `改用 ${zone} 时间`,
  stop: '取消订阅',
  whatIsWatched: '查看订阅',
  nothingSet: '我无法在这里发消息，所以没有设置',
  confirm: { hint: '即使其他公司也能看到', expected: 'yes 或 no' },
  othersRead: '另一家公司的人也能看到这个频道',
  othersMayRead: '另一家公司的人可能看到这个频道',
  othersReadWhat:
    '尚未设置。频道里的所有人，包括对方公司的人，都会看到您的团队买什么、向谁买、价格、订单号、退款和包裹。如果只想自己人看到，请在自己的频道里输入 /watch。',
  watchAnyway: '仍在这里关注',
  notInvited: '我不在这个会话里。请输入 /invite @shoptalk，然后再输入一次 /watch。',
  gone: '我找不到这个会话：它已归档，或我从未受邀。若是频道，请输入 /invite @shoptalk，然后再输入一次 /watch。',
  forbidden: '我没有在这里发消息的权限。请管理员允许我查看此处并发送消息，然后再输入一次 /watch。',
  dismissed: '我已被移出这个工作区，需要由机器人的管理员重新安装。',
  content: '我的第一张卡片没有被接受，请告知机器人的管理员。',
  later: '已设置，但第一张卡片暂时没能发出。恢复后动态会自动补发；用 /watching 可查看等待中的消息。',
  whichOrder: '是哪个订单？',
  whichOrderAdvice: '请给出 6 到 19 位的订单号、您自己的单号或订单链接：/watch order 3305075341149134260',
  whichSeller: '是哪个卖家？',
  whichSellerAdvice: '请给出该卖家的一个商品，或订单上的卖家名称：/watch seller 951807530375',
  sellersAlike: (seller) => `订单上没有正好叫“${seller}”的卖家，名称相近的有这些。`,
  chooseSeller: '选择卖家',
  sellerUnknown: '查不到这个商品的卖家。请用引号给出订单上的卖家名称。',
  needlessId: '这是一个订单，还是一个卖家？',
  needlessIdAdvice:
    '请输入 /watch order <订单号> 或 /watch seller <名称或商品>；单独的 /watch 表示全部订单。',

  watching: '本会话订阅的动态',
  nothing: '这里没有订阅',
  nothingAdvice: '输入 /watch 即可接收订单动态。',
  watchAll: '订阅全部订单',
  aloudLabel: '同时显示在会话里',
  quietLabel: '免打扰时段',
  summaryLabel: '每日日报',
  quietUrgent: '待处理的除外',
  parked: '没能发出',
  parkedItem: (what, when, reason) => `${what}，${when}：${reason}`,
  parkedRequest: { card: '申请', answer: '申请的结果', reminder: '申请的提醒', notice: '批准失效的通知' },
  moreParked: (count) => `……另有 ${grouped(count)} 条`,
  tryAgain: '重新发送',

  elsewhere: '不会通知：属于另一个账号的订单',
  noNewsHere: '目前不会在这里通知订单动态',
  elsewhereAdvice:
    '这里关注的是合作平台的另一个账号的订单，不是机器人现在使用的账号。输入 /watch 即可关注当前账号的订单。如果是同一个账号更换了访问密钥，管理员可以用 /admin key 确认。',
  accountNotKnown:
    '机器人使用了新的访问密钥，尚不清楚它是否属于这里所关注订单的账号。在管理员用 /admin key 确认之前，不会有通知，也不会下单或付款。',

  stopped: (count) =>
    count === 1 ? '这里不再接收该动态' : `这里不再接收动态：已取消 ${grouped(count)} 项订阅`,
  notWatched: '这里没有订阅它',
  watchAgain: '重新订阅',

  resent: (count) => `${grouped(count)} 条消息正在重新发送`,
  nothingParked: '没有需要重新发送的消息',

  unserved: '您订阅的订单动态无法送达',
  unservedAdvice: {
    gone: '会话已不存在或已归档。请在别的会话里输入 /watch。',
    'not invited': '我已不在那个会话里。请在那里输入 /invite @shoptalk，等待中的消息会自动补发。',
    forbidden: '我没有在那里发消息的权限。恢复权限后，等待中的消息会自动补发。',
  },
  conversation: '会话',
};

import type { AccountKeyWords } from '../en/account-key.ts';

export const accountKey: AccountKeyWords = {
  summary: '机器人使用的访问密钥属于哪个账号',
  account: { hint: '密钥所属的账号；another 表示都不是', expected: '账号名称，或 another' },
  confirm: { hint: '确认', expected: 'yes 或 no' },
  known: (name) => `机器人使用的账号是“${name}”`,
  knownAdvice:
    '更换访问密钥时，请把旧密钥作为 XPORT_PREVIOUS_ACCESS_KEY 设置一次：所有订单、关注和防重记录都会留在该账号。',
  notKnown: '访问密钥是新的：它属于哪个账号？',
  notKnownAdvice:
    '数据库里有下列账号的订单或关注。如果这是其中某个账号的新密钥，请确认：该账号的一切都会延续。如果属于另一个账号，则永远分开。在此之前不会下单、付款或退款，也不会有订单动态。',
  isOf: (name) => `${name} 的新密钥`,
  isAnother: '属于另一个账号',
  askSame: (name) => `这是“${name}”的新密钥吗？`,
  askSameAdvice:
    '它的订单、关注和防重记录将由这个密钥继续使用，无法用命令撤销。如果是另一家公司或店铺的密钥，请不要确认。',
  askAnother: '这是另一个账号的密钥吗？',
  askAnotherAdvice:
    '新账号从零开始：此前的关注和订单留在原来的账号，关注这些订单的会话会收到通知。无法用命令撤销。',
  yes: '是，确认',
  decided: (name) => `从现在起机器人使用账号“${name}”`,
  decidedAdvice: '可以下单和付款；关注该账号订单的会话会收到动态。',
  noSuch: (name) => `这里没有账号“${name}”`,
  noSuchAdvice: '查看有哪些账号：/admin key',
  notYoursAdvice:
    '这个账号由使用本机器人的所有人共用：只有设置 ADMINS 里的管理员可以决定。也可以由运维人员把旧密钥设为 XPORT_PREVIOUS_ACCESS_KEY 并重启机器人。',
  undecided: '暂时无法执行：访问密钥是新的',
  undecidedAdvice:
    '尚不清楚它是否属于此前使用的账号，因此不会为它读取或执行任何操作。请管理员用 /admin key 确认，或由运维人员设置 XPORT_PREVIOUS_ACCESS_KEY。',
};

import type { LinkWords } from './words.ts';

/** Simplified Chinese. */
export const links: LinkWords = {
  title: '与卖家聊天',
  advice: '点击按钮打开旺旺聊天。打开会被记录。',
  open: '打开聊天',
  expired: '此链接已失效',
  expiredAdvice: '请再向机器人要一次：输入 /seller 和商品，即可得到新链接。',
  unknown: '没有这个链接',
  unknownAdvice: '可能复制时不完整。请完整复制，或再向机器人要一次：输入 /seller 和商品。',
  tooOften: '打开太频繁',
  tooOftenAdvice: '请等一分钟，再点按钮。',
  down: '暂时无法打开',
  downAdvice: '什么也没有打开。请过一分钟再试；若反复出现，请告诉机器人的管理员。',
};

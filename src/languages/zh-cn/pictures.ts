import { grouped } from '../../runtime/grouped.ts';
import type { PictureWords } from '../en/pictures.ts';

/** 简体中文。 */
export const pictures: PictureWords = {
  image: {
    summary: '在 1688 以图找货',
    picture: {
      hint: '图片链接；也可附上图片',
      expected: '以 https:// 开头的图片链接；或附上图片代替链接',
    },
    fromMessage: '在 1688 找同款',
    title: '与图片相似的商品',
    none: '没有找到与图片相似的商品',
    noneAdvice: '请换一张只有商品本身的正面图，或放宽价格范围。',
    missing: '要找哪张图片？',
    missingAdvice: '请附上图片，或给出图片链接，例如 /image https://…，或在带图片的消息的菜单中选择。',
    give: '提供图片…',
    offer: (name) => `链接指向商品 ${name}，不是图片`,
    offerAdvice:
      '可先查看该商品。要找相似的商品，请在浏览器里打开商品图片，只复制图片本身的链接，或把图片保存下来作为附件发送。',
    notRead: '未能取得图片',
    fault: {
      'no https link': '请给出以 https:// 开头、直接指向图片的链接。',
      'not public': '该链接不在公共互联网上，我不会打开。请保存图片后附上。',
      unreachable: '图片所在的网站没有回应。请检查链接，或保存图片后附上。',
      refused: '图片所在的网站不提供该图片。请自行打开链接，保存图片后附上。',
      'too many redirects': '该链接多次跳转。请自行打开，复制图片本身的链接。',
      'too large': '图片超过 5 MB。请缩小（例如截图）后再试。',
      'too slow': '取图时间过长。请保存图片后附上，或一分钟后再试。',
      'no picture':
        '得到的不是 png、jpeg、webp 或 gif 图片。请附上这类图片，或复制图片本身的链接，而不是网页的链接。',
      'not permitted': '我无权读取该文件。请把图片附在发给我的消息里，或请机器人的管理员检查权限。',
    },
  },
  lookup: {
    summary: '查看一段文字中的 1688 链接',
    text: { hint: '含有 1688 或淘宝商品链接的文字', expected: '至少含有一个 1688、淘宝或天猫商品链接的文字' },
    fromMessage: '查看 1688 链接',
    none: '没有 1688 商品链接',
    noneAdvice:
      '也没有淘宝或天猫的商品链接。请选择含有链接的消息，例如 https://detail.1688.com/offer/951807530375.html',
    several: (count) => `${grouped(count)} 个 1688 商品`,
    severalMixed: (count) => `${grouped(count)} 个 1688 和淘宝商品`,
    choose: '查看其中一个',
    compareAll: (count) => `对比这 ${grouped(count)} 个`,
    onlyFirst: (count) => `以上是前 ${grouped(count)} 个。`,
  },
  unfurl: {
    summary: '为本会话中出现的商品链接显示卡片',
    show: { hint: 'on（开）或 off（关）', expected: 'on 或 off' },
    on: '开',
    off: '关',
    nowOn: '此处的商品链接会显示卡片',
    nowOff: '此处的商品链接不显示卡片',
    onHint:
      '一条消息含一两个链接时显示，同一商品半小时内最多一次。仅在聊天平台会把链接告知我的地方有效；其他地方请在消息菜单中选择“查看 1688 链接”。',
    offHint: '仍可从消息菜单或用 /lookup 查看链接。',
    turnOn: '开启',
    turnOff: '关闭',
  },
};

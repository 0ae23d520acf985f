/**
 * The page's own words; everything else is said by the core.
 *
 * @typedef {{
 *   conversation: string, line: string, placeholder: string, send: string, completions: string,
 *   greeting: string, greetingAdvice: string, onlyYou: string, everyone: string,
 *   save: (name: string) => string, copy: string, copied: string, notCopied: string, enlarge: string, close: string, opensTab: string, shownAs: string, thisPage: string,
 *   previewNote: string, previewTitle: (name: string) => string, previewGone: string, example: string,
 *   unreachable: string, unreachableAdvice: string, refused: string, refusedAdvice: string,
 *   pick: string, attached: (name: string) => string, takeOff: (name: string) => string, noPicture: string,
 *   pictureTooLarge: string, unreadable: string, unreadableAdvice: string,
 *   cancel: string, choose: string, required: string, needed: string, unfit: string, earlier: (count: number) => string, fewer: string,
 *   changed: (time: string) => string, about: (title: string) => string, newer: string, reconnecting: string,
 *   tokenTitle: string, tokenAdvice: (address: string) => string, tokenLabel: string, tokenOpen: string,
 *   tokenWrong: string, tokenUnreachable: string, done: string, speakAs: string, operator: string,
 *   sandbox: { title: string, order: string, place: string, pushAgain: string, silence: string, done: string, notNow: string },
 *   roles: Record<import('../../../src/chat/role.ts').Role, string>, tones: { plain: string, good: string, warning: string, bad: string },
 * }} PageWords
 */

/** @type {PageWords} */
const english = {
  conversation: 'Conversation',
  line: 'Command',
  placeholder: 'Link, words or /help',
  send: 'Send',
  completions: 'Completions',
  greeting: 'Find and order goods on 1688',
  greetingAdvice: 'Paste a product link or type what you look for; / shows every command. Try one of these:',
  onlyYou: 'Only you see this',
  everyone: 'Everyone in the conversation sees this',
  save: (name) => `Save ${name}`,
  copy: 'Copy',
  copied: 'Copied',
  enlarge: 'larger',
  close: 'Close',
  notCopied: 'Select the text to copy it',
  opensTab: 'opens in a new tab',
  shownAs: 'Show answers as on',
  thisPage: 'This page',
  previewNote: 'A picture of the answer elsewhere: links open, other buttons work on this page only.',
  previewTitle: (name) => `The answer as ${name} shows it`,
  previewGone: 'This answer is too old to be shown another way.',
  example: 'Example',
  unreachable: 'The bot does not answer',
  unreachableAdvice: 'It may have been stopped. Start it again, then send the command again.',
  refused: 'The bot did not accept that',
  refusedAdvice: 'The command may be too long, or this page is older than the bot: reload it.',
  pick: 'Add a picture',
  attached: (name) => `${name} is attached`,
  takeOff: (name) => `Take off ${name}`,
  noPicture: 'That is no picture. Add a png, jpeg, webp or gif.',
  pictureTooLarge:
    'That picture is larger than 5 MB. Make it smaller, such as by a screenshot of it, and add it again.',
  unreadable: 'The picture could not be read',
  unreadableAdvice: 'It may have been moved or changed meanwhile. Add it again, then send the command again.',
  cancel: 'Cancel',
  choose: 'Choose…',
  required: 'required',
  needed: 'Fill this in.',
  unfit: 'This can’t be read. Fill it in again.',
  earlier: (count) => `Show ${count} earlier`,
  fewer: 'Show fewer',
  changed: (time) => `changed ${time}`,
  about: (title) => `On “${title}”`,
  newer: 'New message',
  reconnecting: 'The bot does not answer; trying again…',
  tokenTitle: 'This page is for the operator of the bot',
  tokenAdvice: (address) =>
    `At each start the bot prints this page’s address with a new token, such as ${address}. It is in the terminal, or in the output of the service. Open it, or paste it here.`,
  tokenLabel: 'Address or token',
  tokenOpen: 'Open',
  tokenWrong:
    'That is not the token of the bot that runs now. Copy the whole address that it printed when it was last started.',
  tokenUnreachable: 'The bot does not answer. Start it again, then paste the address that it prints.',
  done: 'This was answered already.',
  sandbox: {
    title: 'Sandbox',
    order: 'Order',
    place: 'Place an order',
    pushAgain: 'Push the last message twice',
    silence: 'No answer for a minute',
    done: 'It happened.',
    notNow: 'That can’t happen now. Try another step.',
  },
  speakAs: 'Speak as',
  operator: 'Operator',
  roles: { viewer: 'viewer', buyer: 'buyer', approver: 'approver', admin: 'admin' },
  tones: { plain: '', good: 'Done: ', warning: 'Note: ', bad: 'Error: ' },
};

/** @type {PageWords} */
const chinese = {
  conversation: '对话',
  line: '命令',
  placeholder: '链接、文字或 /help',
  send: '发送',
  completions: '补全',
  greeting: '在 1688 找货下单',
  greetingAdvice: '粘贴商品链接，或输入要找的商品；输入 / 可查看全部命令。试试：',
  onlyYou: '仅您可见',
  everyone: '对话中的所有人可见',
  save: (name) => `保存 ${name}`,
  copy: '复制',
  copied: '已复制',
  enlarge: '放大',
  close: '关闭',
  notCopied: '请选中文字后复制',
  opensTab: '在新标签页中打开',
  shownAs: '回答的显示方式',
  thisPage: '本页面',
  previewNote: '这是回答在其他平台上的样子：链接可以打开，其他按钮只能在本页面使用。',
  previewTitle: (name) => `回答在 ${name} 上的样子`,
  previewGone: '这条回答太早，无法以其他方式显示。',
  example: '示例',
  unreachable: '机器人没有响应',
  unreachableAdvice: '它可能已停止运行。请重新启动后再发送命令。',
  refused: '机器人没有接受该请求',
  refusedAdvice: '命令可能过长，或者本页面的版本旧于机器人：请刷新页面。',
  pick: '添加图片',
  attached: (name) => `已附上 ${name}`,
  takeOff: (name) => `移除 ${name}`,
  noPicture: '这不是图片。请添加 png、jpeg、webp 或 gif 图片。',
  pictureTooLarge: '图片超过 5 MB。请缩小（例如截图）后重新添加。',
  unreadable: '无法读取图片',
  unreadableAdvice: '图片可能已被移动或更改。请重新添加，然后再次发送命令。',
  cancel: '取消',
  choose: '请选择…',
  required: '必填',
  needed: '请填写此项。',
  unfit: '无法识别，请重新填写。',
  earlier: (count) => `显示更早的 ${count} 条`,
  fewer: '收起',
  changed: (time) => `${time} 更新`,
  about: (title) => `关于“${title}”`,
  newer: '有新消息',
  reconnecting: '机器人没有响应，正在重试…',
  tokenTitle: '此页面仅供机器人的操作者使用',
  tokenAdvice: (address) =>
    `机器人每次启动时，都会在终端或服务的输出中打印本页面的地址，其中带有新的令牌：${address}。请打开该地址，或将其粘贴到这里。`,
  tokenLabel: '地址或令牌',
  tokenOpen: '打开',
  tokenWrong: '这不是当前运行的机器人的令牌。请完整复制它最近一次启动时打印的地址。',
  tokenUnreachable: '机器人没有响应。请重新启动它，然后粘贴它打印的地址。',
  done: '此请求已经回答过。',
  sandbox: {
    title: '沙箱',
    order: '订单',
    place: '下一个订单',
    pushAgain: '重复推送上一条消息',
    silence: '一分钟内不响应',
    done: '已执行。',
    notNow: '现在不能这样操作，请换一步试试。',
  },
  speakAs: '发言身份',
  operator: '操作者',
  roles: { viewer: '查看者', buyer: '采购员', approver: '审批人', admin: '管理员' },
  tones: { plain: '', good: '完成：', warning: '注意：', bad: '错误：' },
};

/** The page speaks the browser's language from the start. */
export const locale = navigator.language;

/** The browser's time zone, by its IANA name. */
export const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @type {import('../../../src/runtime/language.ts').Localized<PageWords>} */
const all = { en: english, 'zh-CN': chinese };

/** The language of the browser's, whatever its region; else English. */
export const language = languageOf(locale);

export const words = wordsIn(language);

/**
 * The words beside what is said in another language than the browser's.
 *
 * @param {import('../../../src/runtime/language.ts').Language} spoken
 */
export function wordsIn(spoken) {
  return all[spoken];
}

/**
 * @param {string} tag
 * @returns {import('../../../src/runtime/language.ts').Language}
 */
function languageOf(tag) {
  const [name] = tag.toLowerCase().split('-');
  return (
    Object.keys(all)
      .filter(isLanguage)
      .find((each) => each.split('-')[0] === name) ?? 'en'
  );
}

/**
 * @param {string} tag
 * @returns {tag is import('../../../src/runtime/language.ts').Language}
 */
function isLanguage(tag) {
  return Object.hasOwn(all, tag);
}

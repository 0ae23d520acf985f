import type { Parcel } from './order.ts';

type ParcelState = Parcel['state'];

/**
 * What 1688's logistics messages call a parcel's states (xport-api.md, section 6), and what carriers' own interfaces
 * call them where Taobao hands that on (YTO's open platform, read on 2026-11-29).
 */
const words: Readonly<Record<string, ParcelState>> = {
  CONSIGN: 'consigned',
  WAIT_ACCEPT: 'consigned',
  ACCEPT: 'accepted',
  GOT: 'accepted',
  TRANSPORT: 'moving',
  ARRIVAL: 'moving',
  DEPARTURE: 'moving',
  DELIVERING: 'delivering',
  SENT_SCAN: 'delivering',
  AGENT_SIGN: 'at pickup',
  SIGN: 'signed',
  SIGNED: 'signed',
  FAILED: 'failed',
  REJECTED: 'failed',
};

/** `unknown` for a word that is not listed. */
export function parcelState(word: string): ParcelState {
  const name = word.trim().toUpperCase();
  return Object.hasOwn(words, name) ? (words[name] ?? 'unknown') : 'unknown';
}

/** What a carrier adds to what happened: what one should do, what may happen, thanks, and whom to call. */
const advice =
  /(?<!申|邀)请|如有|如需|如您|如未|如遇|如果|倘若|若|逾期|避免|感谢|期待|投诉|以免|ifyou|please|thankyou/g;

/** What will happen to a parcel that is left where it is. */
const threat = /(?:将|会)(?:被|会|自动|安排|按|作)?退(?:回|件|还)/g;

/** Says that nothing was signed for yet, without saying what happened instead. */
const notYet =
  /(?:尚|还|仍|暂)?未(?:能|被)?(?:成功)?(?:签收|妥投|送达|取件|领取|取)|(?:待|等待|准备|即将|预计|通知)[^，]{0,6}(?:签收|妥投|取件|领取)/g;

/** The parcel is with its sender again. The first name in `签收人…` is who has it. */
const returned =
  /退(?:回|件|签|还|货)[^，未]{0,10}(?:签收|妥投)|^退签|退签(?:$|，)|(?:发件|寄件|发货)(?:人|方|客户|网点|公司)?(?:已|代|本人)*签收|签收人(?:是|为|在)?[^，]{0,8}(?:发件|寄件|发货|退回|退件)|已(?:经|被)?退(?:回|还)(?:至|到|给)?(?:发件|寄件|发货|卖家|商家)(?:人|方|客户)?(?:$|，)|returned(?:back)?to(?:the)?(?:sender|shipper|seller)|deliveredto(?:the)?(?:sender|shipper)/;

const stopped = /(?:取消|撤销|停止)退(?:回|件)/;

/** It is on its way to its sender. */
const returning = /退(?:回|件|返)|原路返回|返回(?:发件|寄件|发货)|return(?:ing|ed)/;

const failed =
  /拒(?:绝)?(?:签|收)|(?:签收|派送|派件|投递|妥投|配送|投送|派投)(?:结果)?(?:不成功|失败|未成功|异常)|(?:结果反馈|反馈)未妥投|未(?:能)?(?:成功)?(?:妥投|送达|派送成功|投递成功)|无法(?:正常)?(?:派送|派件|投递|送达|联系|配送)|联系不上|(?:包裹|快件|货物|邮件)(?:出现)?(?:异常|丢失|遗失|破损)|问题件|疑难件|un(?:able|successful)|undeliver|(?:deliver(?:y|ed)|attempt)(?:was|has)?(?:fail|not|refus)|fail(?:ed|ure)|notdelivered|couldnotbe|refused|exception/;

/** Waits where the buyer fetches it; asked of the whole sentence, since carriers say so in what one should do. */
const fetch =
  /请(?:您)?(?:及时|尽快|凭|前往|到|于|在)[^，]{0,40}(?:取|领)|待(?:取|自提|领)|readyfor(?:pickup|collection)|availablefor(?:pickup|collection)|await(?:ing|s)(?:pickup|collection)/;

const signed =
  /已[^，]{0,40}签收|签收人|(?:本人|他人|家人|同事|前台|门卫|物业|收发章|收发室|客户|买家|代|凭[^，]{0,6}码)签收|签收成功|投递并签收|妥投|(?:已|被)由?(?:收件人|收货人|客户|买家|用户|本人|您)?(?:从[^，]{0,20})?(?:取走|取出|领取|提取|自提|取件)|在[^，]{1,40}领取|已?(?:成功)?送达(?:收件人|收货人|客户|本人)|^(?:[^，]{0,30})已送达$|delivered|signed(?:for)?by|(?:pickedup|collected)by(?:the)?(?:customer|recipient|consignee|receiver|addressee)/;

/** A courier takes parcels out of lockers, and from senders, too. */
const byCourier = /(?:快递员|业务员|派件员|配送员|投递员)[^，]{0,14}(?:取出|取走|取件|提取)/;
const fromSender = /(?:已|上门)取件，?(?:离开|发往|取件人|正发往)/;

const atPickup =
  /代收|投柜|入柜|(?:投|放|存|送)(?:入|至|放|到|达)*[^，]{0,40}(?:柜|驿站|代收点|自提点|代理点|代办点|服务站|货栈|超市|便利店|门店|店)|已(?:暂存|到站|存放)|取(?:件|货)码|lockers?|pickuppoint|parcelshop|servicepoint/;

const delivering = /派件|派送|投递|配送|outfordelivery|withdelivery(?:courier|driver)/;
const accepted = /揽收|揽件|收寄|收取快件|已收件|已收取|取件|pickedup|accepted|collected/;
const consigned = /(?:卖家|商家|商户)[^，]{0,6}发货|待揽|等待揽|shipmentinformation|labelcreated/;

/** From one place of the carrier's to the next. */
const underWay = /运输(?:途)?中|在途|转运|中转|发往|已(?:经)?(?:离开|发出|到达)|intransit|onitsway/;

/** Marks between parts of a sentence, which are one mark in {@link plain}; all others only surround words. */
const partMark = /[，。,;；！!？?、\n|/]+/g;

/** Lower case, one mark between parts, without blanks and all other marks. */
function plain(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(partMark, '，')
    .replaceAll(/[^\p{L}\p{N}，]+/gu, '')
    .replaceAll(/，+/g, '，')
    .replaceAll(/^，|，$/g, '');
}

/** Without what a carrier adds to what happened. */
function happened(whole: string): string {
  return whole
    .replaceAll(threat, '')
    .replaceAll(advice, '，※$&')
    .split('，')
    .filter((part) => part !== '' && !part.startsWith('※'))
    .join('，');
}

/**
 * Where a parcel is by one sentence of its carrier; `undefined` where it says nothing of that. What may or should happen
 * is no state. The rules are asked in their order: a parcel that went back counts as that though it was signed for, and
 * one that was not delivered as that though the sentence names a signature.
 */
export function parcelStateIn(sentence: string): ParcelState | undefined {
  const whole = plain(sentence);
  if (whole === '') return undefined;
  const said = happened(whole);
  if (returned.test(said)) return 'returned';
  if (stopped.test(said)) return 'moving';
  if (returning.test(said)) return 'returning';
  if (failed.test(said)) return 'failed';
  if (fetch.test(whole)) return 'at pickup';
  const done = said.replaceAll(notYet, '');
  if (/(?:to|will|should)be(?:delivered|signed)/.test(done)) return 'delivering';
  if (fromSender.test(done)) return 'accepted';
  if (byCourier.test(done)) return /取件/.test(done) ? 'accepted' : 'moving';
  if (/delivered(?:to|at)[a-z]*(?:locker|pickuppoint|parcelshop|servicepoint)/.test(done)) return 'at pickup';
  if (signed.test(done)) return 'signed';
  if (atPickup.test(whole)) return 'at pickup';
  if (delivering.test(said)) return 'delivering';
  if (consigned.test(said)) return 'consigned';
  if (accepted.test(said)) return 'accepted';
  return underWay.test(said) ? 'moving' : undefined;
}

/** Where a parcel is by what is told of one step: the state's own word, and the carrier's sentence. */
export function stepState(word: string | undefined, sentence: string): ParcelState | undefined {
  const named = word === undefined ? 'unknown' : parcelState(word);
  const told = parcelStateIn(sentence);
  if (named === 'unknown') return told;
  // The state's word says that it was signed for; the carrier's sentence says that the buyer does not have it.
  const denies = told === 'returned' || told === 'returning' || told === 'failed';
  return named === 'signed' && denies ? told : named;
}

import { describe, expect, it } from 'vitest';
import { carrierNames } from '../../src/languages/carriers.ts';
import { orders as en } from '../../src/languages/en/orders.ts';
import { orders as zh } from '../../src/languages/zh-cn/orders.ts';

/** The codes that order systems of 1688's and Taobao's sellers keep (see carriers.ts), read on 2026-11-29. */
const codes = [
  ...[
    'YTO',
    'ZTO',
    'STO',
    'YUNDA',
    'SF',
    'JTSD',
    'HTKY',
    'EMS',
    'EYB',
    'POSTB',
    'POST',
    '5000000007756',
    'JD',
  ],
  ...['LE04284890', 'LE38288910', 'DBKD', 'CN7000001009020', 'CN7000001003751', 'TTKDEX', 'UC', 'ZJS', 'GTO'],
  ...['QFKD', 'FAST', 'SURE', 'UAPEX', 'LE09252050', 'CP570969', 'CP468398', 'CP449455', 'SNWL', '100005492'],
  ...['100004928', '100007887', '2608021499_235', 'ANE56', 'CN7000001000869', 'ANEKY', 'BESTQJT', 'BEST'],
  ...['CP443514', 'CN7000001021040', 'LE10032270', '3108002701_1011', 'LE14066700', 'CN7000001017817'],
  ...['2744832184_543', 'CP471906', 'CP446169', 'CP446881', 'HOAU', 'XFWL', 'ZTKY', 'CNEX', '2460304407_385'],
  ...['2383545689_32', 'CN7000001028572', 'LE10576340', 'FEDEX'],
];

describe('a carrier', () => {
  it.each(codes)('%s has a name in each language', (code) => {
    const names = [zh.carrier(code, undefined), en.carrier(code.toLowerCase(), undefined)];
    expect(names).toEqual(carrierNames(code));
    expect(names[0]).toMatch(/\p{Script=Han}/u);
    expect(names[1]).toMatch(/^[\x20-\x7E]+$/);
  });

  it.each([
    ['CN7000001003751', '跨越速运', '跨越速运', 'KYE Express'],
    ['HTKY', undefined, '百世快递', 'Best Express'],
    ['中通快递(ZTO)', undefined, '中通快递', 'ZTO Express'],
    ['圆通快递', undefined, '圆通速递', 'YTO Express'],
    ['yto express', undefined, '圆通速递', 'YTO Express'],
    ['CN9999999999999', '某某物流', '某某物流', '某某物流'],
    ['CN9999999999999', '申通快递(STO)', '申通快递', 'STO Express'],
    ['CN9999999999999', undefined, 'CN9999999999999', 'CN9999999999999'],
    ['constructor', undefined, 'constructor', 'constructor'],
  ])('%s beside %s is %s, and %s', (given, name, inChinese, inEnglish) => {
    expect(zh.carrier(given, name)).toBe(inChinese);
    expect(en.carrier(given, name)).toBe(inEnglish);
  });
});

describe('a reason to close an order', () => {
  it.each([
    'buyerCancel',
    'BUYER_CANCEL',
    'sellerGoodsLack',
    'other',
    'CLOSE_TRADE_BY_SELLER',
    'CLOSE_TRADE_BY_CREADIT',
  ])('%s has words', (raw) => {
    for (const words of [en, zh]) expect(words.closeReason(raw)).not.toMatch(/“|^other$/);
  });

  it('that nobody knows stands as the partner’s word', () => {
    for (const words of [en, zh]) {
      expect(words.closeReason('moonPhase')).toContain('moonPhase');
      expect(words.closeReason('moonPhase')).not.toBe('moonPhase');
    }
  });
});

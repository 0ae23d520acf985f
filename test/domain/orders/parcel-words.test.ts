import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Parcel } from '../../../src/domain/orders/order.ts';
import { parcelStateIn, stepState } from '../../../src/domain/orders/parcel-words.ts';

type State = Parcel['state'] | undefined;

/*
 * What carriers write, as it stands in answers of kuaidi100 (K), kdniao (D), the carriers' own interfaces (C) and other
 * trackers (T), in fixtures and documents of public repositories, read on 2026-11-29. Names and numbers are invented; a
 * sentence without a letter is of the same form, made for this table.
 */
const sentences: readonly (readonly [State, string, string?])[] = [
  ['signed', '客户 签收人: 邮件收发章 已签收 感谢使用圆通速递，期待再次为您服务', 'K YTO'],
  [
    'signed',
    '客户签收人: 本人签收 已签收  感谢使用圆通速递，期待再次为您服务 如有疑问请联系：13000000000',
    'D YTO',
  ],
  ['signed', '客户 签收人 : 前台 已签收  感谢使用圆通速递，期待再次为您服务', 'T YTO'],
  [
    'signed',
    '客户签收人: 门卫 已签收 感谢使用圆通速递，期待再次为您服务 如有疑问请联系：13000000000',
    'K YTO',
  ],
  ['signed', '客户签收人: 已签收，签收人凭取货码签收。 已签收 感谢使用圆通速递，期待再次为您服务', 'K YTO'],
  ['signed', '快件已签收 签收人: 美宜家 感谢使用圆通速递，期待再次为您服务', 'T YTO'],
  ['signed', '北京大学 已签收', 'K YTO'],
  ['signed', '[深圳市] [深圳车公庙]的派件已签收 感谢使用中通快递,期待再次为您服务!', 'D ZTO'],
  ['signed', '广州东圃的派件已签收，感谢您使用中通快递！', 'D ZTO'],
  [
    'signed',
    '【苏州市】 您的快递已签收, 签收人在【丰巢的西门丰巢柜2号柜(丰巢智能快递柜)】(西门丰巢柜2号柜)领取。如有疑问请电联:（13000000000）, 投诉电话:（4000000000）, 您的快递已经妥投。',
    'D ZTO',
  ],
  ['signed', '已签收,签收人是:【本人】', 'T STO'],
  ['signed', '已签收,签收人是:【草签】', 'C STO'],
  [
    'signed',
    '已签收,签收人是李某（快递已送代理点如有问题请联系13000000000）先生/女士，如有疑问请联系派件员，如您未收到此快递，请拨打投诉电话：0530-0000000，感谢使用申通快递，期待再次为您服务',
    'T STO',
  ],
  ['signed', '已签收，签收人凭取货码签收。,如您未收到此快递，请拨打投诉电话：0753-0000000! ', 'T STO'],
  ['signed', '烟台市 卫生所对面菜鸟-已签收，感谢您选择申通快递，期待再次为您服务。', 'K STO'],
  ['signed', '快件已签收,签收人是丰巢，签收网点是大连黄泥川分部(13000000000)', 'T STO'],
  ['signed', '【广州市】 您的包裹已妥投，如有疑问请电联快递员：(13000000000) ', 'T Yunda'],
  ['signed', '【代收点】您的快件已签收，签收人在 观园国际A栋架空层领取，投诉电话=>020-00000000', 'T Yunda'],
  [
    'signed',
    '【代收点】您的快件已投递,收件人凭取件码在【示例小区东门店(已签收签收人凭取货码签收)】领取',
    'T Yunda',
  ],
  ['signed', '已签收,感谢使用顺丰,期待再次为您服务', 'C SF'],
  ['signed', '[杭州市]已签收(丰巢签收),感谢使用顺丰,期待再次为您服务（主单总件数：1件）', 'C SF'],
  ['signed', '派件已签收[深圳市]', 'D SF'],
  ['signed', '签收人是：已签收[深圳市]', 'D SF'],
  ['signed', '投递并签收，签收人：单位收发章 *【毕节地区】', 'T EMS'],
  ['signed', '投递并签收，签收人：他人收 家人', 'C EMS'],
  ['signed', '妥投投递并签收，签收人：他人收 他人收', 'T EMS'],
  [
    'signed',
    '北京市，您的快件已代签收【家门口】，如有疑问请电联快递员【电话:13000000000】。感谢您使用中国邮政，期待再次为您服务。',
    'C EMS',
  ],
  ['signed', '您的快件已取走【杭州市示例揽投部】，如有疑问请电联快递员【电话:13000000000】', 'T EMS'],
  ['signed', '邮件已妥投'],
  [
    'signed',
    '您的订单已由本人签收（已在配送员处采用无纸化方式签收本订单）。感谢您在京东购物，欢迎再次光临。',
    'T JD',
  ],
  ['signed', '用户签收:门垫 已签收 感谢使用德邦速递', 'T Deppon'],
  ['signed', '【西安市】已签收,签收人是本人,感谢使用安能,期待再次为您服务', 'T ANE'],
  ['signed', '包裹已签收！（凭取件码）如有问题请电联：代收点13000000000，投诉电话：027-00000000', 'C J&T'],
  [
    'signed',
    '包裹已签收！签收人是【本人签收】，如有疑问请联系：13000000000，极兔从不懈怠，感谢使用',
    'C J&T',
  ],
  ['signed', '上海市】您的快件已签收，签收人：【本人签收】，如有疑问请电联业务员', 'C UC'],
  ['signed', '已签收,签收人是青年城签收，感谢使用天天快递，期待再次为您服务', 'T TTK'],
  ['signed', '快件已签收', 'sandbox'],
  ['signed', '快件已被收件人取走'],
  ['signed', '包裹已由本人从丰巢智能柜取出'],
  ['signed', 'Delivered, signed by RECEPTION'],
  ['signed', 'The parcel was delivered.'],

  ['returned', '退回件已签收，签收人：发件网点', 'T STO'],
  ['returned', '退件已签收', 'T'],
  ['returned', '退回签收', 'K'],
  ['returned', '退件签收', 'T'],
  ['returned', '退回妥投', 'K EMS'],
  ['returned', '投递并签收，签收人：退回妥投', 'K EMS'],
  ['returned', '未出口退回妥投', 'C EMS'],
  ['returned', '已签收，签收人：发件网点'],
  ['returned', '快件已退回发件人', 'T'],
  ['returned', '已由寄件人签收，感谢使用顺丰'],
  ['returned', 'Returned to sender'],

  ['returning', '包裹正在退回发件方', 'T'],
  ['returning', '包裹退回中', 'T'],
  ['returning', '快件异常，已退回', 'T'],
  ['returning', '客户拒收，快件原路返回', 'T'],
  ['returning', '因超时未取，快件已退回'],
  ['returning', '客户申请退回，退件处理中'],
  ['moving', '寄件人已取消退回'],

  ['failed', '派送不成功，政府机关、学校等特殊单位，正在安排处理中。', 'K YTO'],
  ['failed', '派送不成功，企事业单位，工作日续送。', 'T YTO'],
  ['failed', '快件派送不成功(因收方客户拒收快件),待进一步处理', 'C SF'],
  [
    'failed',
    '快件派送不成功(因电话无人接听/关机/无信号，暂无法联系到收方客户),正在处理中,待再次派送',
    'C SF',
  ],
  ['failed', '【汇侨投递部】投递结果反馈-未妥投,备注(未联系上收件人，安排再投)', 'D EMS'],
  ['failed', '投递失败', 'T'],
  ['failed', '派送失败'],
  ['failed', '妥投失败'],
  ['failed', '签收失败', 'C YTO'],
  ['failed', '客户拒绝签收'],
  ['failed', '包裹异常', 'C Cainiao'],
  ['failed', 'Delivery failed: recipient not at home'],
  ['failed', 'The parcel could not be delivered'],
  ['failed', 'Delivery attempt was not successful'],

  ['at pickup', '快件已由济南历城区翡翠雅郡北区西门店代收，请及时取件，如有疑问请联系13000000000', 'K YTO'],
  [
    'at pickup',
    '【苏州市】 快件已被【丰巢的西门丰巢柜2号柜(丰巢智能快递柜)】代收，如有问题请电联（4000000000），感谢使用中通快递，期待再次为您服务！',
    'D ZTO',
  ],
  ['at pickup', '快件已暂存至岳阳上塔市镇汽车站店菜鸟驿站，如有疑问请联系13000000000', 'K STO'],
  ['at pickup', '【代收点】您的快件已暂存至观园国际A栋架空层', 'T Yunda'],
  ['at pickup', '待取件-[代理点]您的快件已被益丰粮油代收', 'T Best'],
  ['at pickup', '快件仍在GZ金碧新城东门口格格货栈【自提柜】未取，请及时取件。', 'K Best'],
  ['at pickup', '快件已送达菜鸟驿站，凭取件码【10-2-1020】取件，请及时取件，如有疑问请联系', 'T'],
  ['at pickup', '请于24小时内到顺丰取件，逾期将退回', 'T SF'],
  ['at pickup', '您的京东快递已放置于丰巢快递柜，取件码6-1-2088', 'T JD'],
  ['at pickup', '您的快件已派送至【杭州市示例揽投部】，自提点电话，请凭取件码0000领取快件', 'T EMS'],
  ['at pickup', '亲，您的快递已送达，请及时取件，如有疑问请电联', 'T'],
  ['at pickup', '已投柜，请您尽快取件，超时未取将被退回'],
  ['at pickup', '菜鸟驿站已代签收，请及时取件'],
  ['at pickup', 'Ready for pickup at the locker'],
  ['at pickup', 'Delivered to a parcel shop'],

  ['delivering', '正在派送途中,请您准备签收(派件人:示例,电话:13000000000)', 'C SF'],
  ['delivering', '【上海市金山区新城公司】 派件中 派件人: 示例 电话 13000000000 如有疑问，请联系', 'K YTO'],
  ['delivering', '[深圳市] [深圳车公庙]的业务员正在第1次派件 请保持电话畅通、耐心等待', 'D ZTO'],
  ['delivering', '安排投递', 'T EMS'],
  ['delivering', '您的订单正在派送途中（快递员：示例，电话：13000000000），请您耐心等待。', 'T JD'],
  ['delivering', '快件尚未签收，正在派送中'],
  ['delivering', 'Out for delivery'],
  ['delivering', 'Your parcel will be delivered today'],

  ['accepted', '已取件，离开 [上海_华新仓配中心] 发往 [北京基地_航空操作班组]', 'D ZJS'],
  ['accepted', '快递员已取件， 取件人【示例，电话 13000000000】', 'T'],
  ['accepted', '[泰州市]韵达快递  江苏靖江市公司收件员  已揽件', 'T Yunda'],
  ['accepted', '顺丰速运 已收取快件', 'C SF'],
  ['accepted', '【MKT-山东恒伊项目】已揽收', 'D Best'],
  ['consigned', '卖家已发货', 'sandbox'],

  ['moving', '快件被快递员取出，请等待快递员与您联系', 'K Best'],
  ['moving', '北京七道堰 已发出,下一站 北京大学', 'K YTO'],
  ['moving', '快件到达 【深圳转运中心】', 'T'],
  [undefined, '快件在 深圳 ,准备送往下一站 深圳集散中心 [深圳市]', 'D SF'],
  [undefined, '快件离开仓库，请及时签收', 'T'],
  [undefined, '尚未签收'],
  [undefined, '等待签收'],
  [undefined, ''],
  [undefined, '。。。'],
];

test.each(sentences.map(([state, sentence]) => ({ state, sentence })))(
  '$state: $sentence',
  ({ state, sentence }) => {
    expect(parcelStateIn(sentence)).toBe(state);
  },
);

describe('a sentence says the same', () => {
  const given = fc.constantFrom(...sentences.filter(([, sentence]) => /\p{L}/u.test(sentence)));
  const around = fc
    .array(fc.constantFrom(' ', '\n', '。', '，', '！', '【', '】', '"', '（', '）', '·', '—', '\u3000'), {
      maxLength: 5,
    })
    .map((marks) => marks.join(''));

  test('whatever punctuation and blanks stand around it', () => {
    fc.assert(
      fc.property(given, around, around, ([state, sentence], before, after) => {
        expect(parcelStateIn(before + sentence + after)).toBe(state);
      }),
    );
  });

  test('in marks of full and of half width, and with more blanks between', () => {
    const widths: Readonly<Record<string, string>> = {
      '，': ',',
      '：': ':',
      '！': '!',
      '（': '(',
      '）': ')',
      '。': '。 ',
    };
    fc.assert(
      fc.property(given, ([state, sentence]) => {
        const other = sentence.replaceAll(/[，：！（）。]/g, (mark) => widths[mark] ?? mark);
        expect(parcelStateIn(other.replaceAll(' ', '  '))).toBe(state);
      }),
    );
  });
});

test('words that are no known state are no arrival', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/签收|妥投|取|领|送达|deliver|sign|collect|pick/i.test(text.normalize('NFKC')));
      expect(parcelStateIn(text)).not.toBe('signed');
    }),
  );
});

test.each([
  ['SIGN', '【杭州市】已签收，签收人：前台', 'signed'],
  ['SIGN', '退回件已签收，签收人：发件网点', 'returned'],
  ['SIGNED', '', 'signed'],
  ['SIGN', '客户拒收', 'failed'],
  ['AGENT_SIGN', '快件已由驿站代收', 'at pickup'],
  ['WHO_KNOWS', '邮件已妥投', 'signed'],
  ['WHO_KNOWS', '', undefined],
  [undefined, '正在派件', 'delivering'],
])('%s with %s is %s', (word, sentence, state) => {
  expect(stepState(word, sentence)).toBe(state);
});

import type { CodeFault } from '../../domain/addresses/address-check.ts';
import type { Candidates } from '../../domain/places/division.ts';
import { grouped } from '../../runtime/grouped.ts';
import type { AddressWords } from '../en/addresses.ts';

/** 非内地号码的说明。 */
const mainland =
  '这里只支持内地号码，以便内地的快递员拨打：请填写 11 位手机号，或带区号的座机（0571-88776655）。';

export const addresses: AddressWords = {
  listSummary: '查看本账号的收货地址',
  showSummary: '查看一个收货地址',
  addSummary: '添加国内收货地址',
  editSummary: '修改收货地址',
  defaultSummary: '您下单时未填写地址，默认送到哪里',

  id: { hint: '地址编号', expected: '/address list 中显示的地址编号' },
  name: { hint: '收货人', expected: '姓名' },
  phone: {
    hint: '收货人电话',
    expected: '手机号（如 138 0000 0000）、座机（如 0571-88776655）或 400 电话，分机号写在 - 之后',
  },
  division: {
    hint: '省、市、区、街道',
    expected: '从大到小填写，如 浙江省 杭州市 滨江区 长河街道，也可连写；有区县时街道可不填',
  },
  street: { hint: '详细地址（路、号、门牌）', expected: '其余的地址' },
  code: { hint: '区县代码（可不填）', expected: '6 位区县代码，如 330108' },
  resume: { hint: '要继续的预览，来自按钮', expected: '预览按钮里的内容' },
  orUnchanged: (expected) => `不填则不变；否则为${expected}`,

  title: '收货地址',
  none: '还没有收货地址',
  noneAdvice: '请先添加一个，订单才有地方可送。',
  more: (count) => `…… 另有 ${grouped(count)} 个`,
  unreadable: (count) => `有 ${grouped(count)} 个地址无法识别`,
  one: (id) => `地址 ${id}`,
  nameLabel: '收货人',
  phoneLabel: '电话',
  divisionLabel: '省市区',
  streetLabel: '详细地址',
  codeLabel: '区县代码',
  masked: '这里不是私信，内容已部分隐藏。请在私信中查看完整地址。',
  maskedForViewers: '内容已部分隐藏：只有采购员及以上角色可以查看完整地址。请联系管理员开通。',
  unknown: (id) => `没有编号为 ${id} 的地址`,
  unknownAdvice: '用 /address list 查看现有地址。',
  notTold: (id) => `合作平台没有给出地址 ${id}`,
  notToldAdvice: '合作平台没有给出全部地址，其中没有这一个。请稍后再试。',

  defaultId: {
    hint: '地址编号，或 none',
    expected: '地址编号（见 /address list），或 none',
  },
  makeDefault: '设为我的默认地址',
  isDefault: (id) => `您的订单默认送到地址 ${id}`,
  defaultNote: '仅对您本人有效；下单时填写了其他地址，则以填写的为准。',
  noDefault: '您没有默认地址',
  noDefaultAdvice: '每次下单都会询问送到哪里。用 /address default 加地址编号即可设置。',
  forgetDefault: '取消默认',

  showOne: '查看一个地址',
  all: '全部地址',
  addButton: '添加地址',
  editButton: '修改',

  added: '地址已添加',
  goOn: '继续下单',
  changed: '地址已修改',
  howToAdd: '添加收货地址',
  howToAddAdvice: '请填写表单。结果仅您可见。',
  howToEdit: '要修改什么？',
  howToEditAdvice: '只填写要修改的内容，不填的保持不变。',
  notKept: '这个地址无法送达，没有提交',
  faults: {
    'name missing': '缺少收货人姓名。',
    'phone missing': '缺少电话。',
    'phone unreadable':
      '电话的位数不符合国内号码：请填写 11 位手机号（138 0000 0000），或区号加 7 或 8 位的座机（0571-88776655；010 和 02x 之后须为 8 位）。分机号写在 - 之后（0571-88776655-801）。',
    'phone without area code':
      '电话只有 7 或 8 位，没有区号，无法判断是哪个城市。请在前面加上区号（0571-88776655），或填写 11 位手机号。不支持香港和澳门的号码。',
    'phone area unknown':
      '电话以 0 开头，但内地没有这个区号。请填写区号（如 010、021、0571）加号码，或 11 位手机号。',
    'phone of which region':
      '电话像是台湾的号码（02 是台北），也可能是少了几位的内地号码，无法判断是哪一种。这里只支持内地号码：请填写区号加 7 或 8 位号码（022-23456789；010 和 02x 之后须为 8 位），或 11 位手机号。',
    'phone of Hong Kong': `电话是香港号码（852）。${mainland}`,
    'phone of Macau': `电话是澳门号码（853）。${mainland}`,
    'phone of Taiwan': `电话是台湾号码（886）。${mainland}`,
    'phone abroad': `电话的国家代码不是 86。${mainland}`,
    'phone short number':
      '电话是服务短号（如 95338），不是收货人的号码。请填写 11 位手机号，或带区号的座机（0571-88776655）。',
    'phone for landlines':
      '电话是 800 号码，快递员用手机无法拨打。请填写 11 位手机号、带区号的座机或 400 号码。',
    'division missing': '缺少省、市、区。',
    'province unknown': '没有这个省份。请以 34 个省级行政区之一开头，如 浙江省。',
    'part too long': '街道或其他名称超过 40 个字符。其余内容请填写到详细地址。',
    'street missing': '缺少详细地址。',
    'street too short': '详细地址太短，无法找到。',
    'code unreadable': '区县代码为 6 位数字，且须精确到区县，如 330108。',
    'code missing': '区县变了，请同时填写新的区县代码。',
  },
  divisionFault(fault) {
    switch (fault.kind) {
      case 'city missing':
        return `已识别：${fault.read}。后面缺少城市，请补上${listed(fault.candidates)}。`;
      case 'city unknown':
        return `已识别：${fault.read}。后面的内容不是该地区的城市或区县，请重新填写${listed(fault.candidates)}。`;
      case 'area missing':
        return `已识别：${fault.read}。后面缺少区县，请补上${listed(fault.candidates)}。`;
      case 'area unknown':
        return `已识别：${fault.read}。后面的内容不是该地区的区县，请重新填写${listed(fault.candidates)}。如果是 2024 年以后新设的区县，请同时填写 6 位代码。`;
      case 'renamed':
        return `${fault.former}已撤销，请填写现在所属的地区${listed(fault.candidates)}。`;
      case 'ambiguous':
        return `可能是不同的地方，请填写完整名称${listed(fault.candidates)}。`;
      case 'town missing':
        return `${fault.read} 不设区县，请写明镇或街道：${fault.read} ……镇 或 ……街道。`;
      case 'town doubtful':
        return `已识别：${fault.read}。后面的内容不像该区县的镇或街道，请用空格隔开填写：${fault.read} ……镇 或 ……街道。`;
      case 'code elsewhere':
        return codeElsewhere(fault);
    }
  },
  unlisted: (area) => `区县列表（截至 2024 年底）中没有“${area}”，已按您填写的内容保存，请核对名称。`,
  fillInAgain: '重新填写',
  unsure: '不确定地址是否已保存',
  unsureAdvice: '没有收到明确的答复。再试之前请先查看列表，以免重复添加。',
};

/** As many as a person looks through. */
const mostListed = 12;

function listed(candidates: Candidates): string {
  if (candidates.length === 0) return '';
  const names = candidates.slice(0, mostListed).map(({ name }) => name);
  const isAll = names.length === candidates.length;
  return `，如 ${names.join('、')}${isAll ? '' : ` 等 ${candidates.length} 个`}`;
}

function codeElsewhere({ code, codeOf, division, wanted }: CodeFault): string {
  const of =
    codeOf === undefined ? `代码 ${code} 不是 ${division} 的` : `代码 ${code} 是 ${codeOf}，不是 ${division}`;
  return wanted === undefined
    ? `${of}。请不填代码，或填写正确的省市区。`
    : `${of}（其代码为 ${wanted}）。请改用该代码、不填代码，或填写正确的省市区。`;
}

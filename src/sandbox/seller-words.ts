import type { Words } from './goods.ts';

export const qualities: readonly [Words, ...Words[]] = [
  { zh: '厂家直销', en: 'factory direct' },
  { zh: '跨境爆款', en: 'best seller for export' },
  { zh: '支持定制', en: 'made to order' },
  { zh: '现货批发', en: 'in stock, wholesale' },
  { zh: '2026新款', en: 'new in 2026' },
];

export const sandboxCities: readonly [string, ...string[]] = [
  '义乌',
  '广州',
  '深圳',
  '温州',
  '泉州',
  '东莞',
  '宁波',
  '汕头',
];

/** Words of company names; none is part of a nickname. */
export const companyWords: readonly [string, ...string[]] = [
  '恒达',
  '鑫源',
  '博雅',
  '锦程',
  '瑞丰',
  '华盛',
  '永信',
  '嘉禾',
];

/** Words of members' nicknames; none is part of a company's name. */
export const nicknameWords: readonly [string, ...string[]] = [
  '小陈',
  '阿强',
  '源头好货',
  '优选',
  '老王',
  '诚信',
  '美好',
  '顺风',
];

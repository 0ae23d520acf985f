import { addresses } from './addresses.ts';
import { accountKey, accounts, admin, admission, joining } from './admin.ts';
import { audit } from './audit.ts';
import { basket } from './basket.ts';
import { buying } from './buying.ts';
import { operatorConsole } from './console.ts';
import { adapter, core, menu } from './core.ts';
import { days } from './days.ts';
import { forms } from './forms.ts';
import { help, home, language, status } from './help.ts';
import { amounts, punctuation } from './notation.ts';
import { orders } from './orders.ts';
import { xport } from './partner.ts';
import { pictures } from './pictures.ts';
import { products } from './products.ts';
import { references } from './references.ts';
import { refunds } from './refunds.ts';
import { requests } from './requests.ts';
import { links, seller } from './sellers.ts';
import { shipping } from './shipping.ts';
import { start, terminal } from './terminal.ts';
import { watch } from './watch.ts';

/** Simplified Chinese. */
export const zhCn = {
  core,
  adapter,
  menu,
  sandboxNotice: '沙箱：数据为虚构，尚未设置账号',
  previews: {
    inWorkspace: { onlyYou: '仅对您可见', app: '应用', time: '上午11:09' },
    inServer: { onlyYou: '只有您可以看见', app: '应用', time: '今天 11:09' },
  },
  yes: '是',
  no: '否',
  xport,
  seller,
  forms,
  help,
  home,
  status,
  language,
  days,
  orders,
  buying,
  basket,
  products,
  punctuation,
  references,
  pictures,
  watch,
  accounts,
  accountKey,
  amounts,
  addresses,
  requests,
  shipping,
  refunds,
  audit,
  joining,
  links,
  admin,
  admission,
  start,
  terminal,
  console: operatorConsole,
};

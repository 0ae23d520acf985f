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

/** Every sentence that a person reads, in English: the other languages have this shape. */
export const en = {
  core,
  adapter,
  menu,
  /** At the foot of every card while no account is set. */
  sandboxNotice: 'Sandbox: invented data, no account is set',
  /** What a platform itself writes around a message, on pictures of one: where it has workspaces, and where servers. */
  previews: {
    inWorkspace: { onlyYou: 'Only visible to you', app: 'App', time: '11:09 AM' },
    inServer: { onlyYou: 'Only you can see this', app: 'APP', time: 'Today at 11:09' },
  },
  yes: 'yes',
  no: 'no',
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

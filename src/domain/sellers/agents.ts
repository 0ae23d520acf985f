import { isHostOf } from '../../chat/safe-url.ts';

/*
 * Purchasing agents, whose shops show goods of 1688, Taobao and Weidian under links of their own. Facts from the link
 * converters of public repositories, as of November 2026. A way to write ids is here only where all that were read agree:
 * of hoobuy.com and of the numbers in paths of oopbuy.com they contradict each other, so only the agent is named.
 */

/** What an agent's own link says of the goods. */
export interface AgentLink {
  /** The agent's name as it writes it itself. */
  readonly agent: string;
  /** The goods, where the link has their id. */
  readonly goods?: { readonly kind: 'offer' | 'item'; readonly id: string };
}

interface Agent {
  readonly name: string;
  readonly host: string;
  /** Where its links hold ids: the markets by the names that stand before or behind the id. */
  readonly ids?: readonly IdForm[];
}

interface IdForm {
  readonly kind: 'offer' | 'item';
  /** Path and query of a link in lower case; the group `id` is the id. */
  readonly form: RegExp;
}

/** An id ends where no letter and no further digit follows; what else stands behind a link is not its own. */
const idEnds = String.raw`(?![a-z\d]|[._-]+\d)`;

const inQuery = (kind: IdForm['kind'], pair: string): readonly IdForm[] => [
  { kind, form: new RegExp(String.raw`[?&]${pair}&(?:.*&)?id=(?<id>\d+)${idEnds}`) },
  { kind, form: new RegExp(String.raw`[?&]id=(?<id>\d+)&(?:.*&)?${pair}${idEnds}`) },
];

/** `?shop_type=ali_1688&id=…`, `?id=…&platform=ALI_1688` */
const byShopType: readonly IdForm[] = [
  ...inQuery('offer', '(?:shop_?type|platform)=ali_1688'),
  ...inQuery('item', '(?:shop_?type|platform)=taobao'),
];

/** `?id=…&source=AL` */
const bySource: readonly IdForm[] = [...inQuery('offer', 'source=al'), ...inQuery('item', 'source=tb')];

const inPath = (before: string): readonly IdForm[] => [
  { kind: 'offer', form: new RegExp(String.raw`^/+${before}1688/(?<id>\d+)${idEnds}`) },
  {
    kind: 'item',
    form: new RegExp(String.raw`^/+${before}(?:taobao|tmall)/(?<id>\d+)${idEnds}`),
  },
];

const agents: readonly Agent[] = [
  { name: 'Superbuy', host: 'superbuy.com' },
  { name: 'Wegobuy', host: 'wegobuy.com' },
  { name: 'AllChinaBuy', host: 'allchinabuy.com' },
  { name: 'Kakobuy', host: 'kakobuy.com' },
  { name: 'Hagobuy', host: 'hagobuy.com' },
  { name: 'Sugargoo', host: 'sugargoo.com' },
  { name: 'Pandabuy', host: 'pandabuy.com' },
  { name: 'Hoobuy', host: 'hoobuy.com' },
  { name: 'HippoBuy', host: 'hippobuy.com' },
  { name: 'HipoBuy', host: 'hipobuy.com' },
  { name: 'OOTDBuy', host: 'ootdbuy.com' },
  { name: 'USFans', host: 'usfans.com' },
  { name: 'JoyaGoo', host: 'joyagoo.com', ids: byShopType },
  { name: 'JoyaBuy', host: 'joyabuy.com', ids: byShopType },
  { name: 'CNFans', host: 'cnfans.com', ids: byShopType },
  { name: 'MuleBuy', host: 'mulebuy.com', ids: byShopType },
  { name: 'OrientDig', host: 'orientdig.com', ids: byShopType },
  { name: 'LoveGoBuy', host: 'lovegobuy.com', ids: byShopType },
  { name: 'ACBuy', host: 'acbuy.com', ids: bySource },
  { name: 'OopBuy', host: 'oopbuy.com', ids: inPath('product/') },
  { name: 'BaseTao', host: 'basetao.com', ids: inPath('products/agent/') },
  {
    name: 'CSSBuy',
    host: 'cssbuy.com',
    ids: [
      { kind: 'offer', form: /^\/+item-1688-(?<id>\d+)\.html(?![a-z\d])/ },
      { kind: 'item', form: /^\/+item-(?:taobao-|tmall-)?(?<id>\d+)\.html(?![a-z\d])/ },
    ],
  },
];

/** Every host of theirs, with what is under it. */
export const agentHosts: readonly string[] = agents.map(({ host }) => host);

/** Longer than an agent's own link to goods. */
const longestRead = 1000;

/** What a link to `host` is where that is an agent's; `rest` is its path and query. */
export function readAgentLink(host: string, rest: string): AgentLink | undefined {
  const agent = agents.find((each) => isHostOf(host, [each.host]));
  if (agent === undefined) return undefined;
  const read = rest.slice(0, longestRead).toLowerCase();
  const found = (agent.ids ?? []).flatMap(({ kind, form }) => {
    const id = form.exec(read)?.groups?.['id'];
    return id !== undefined && /^\d{6,19}$/.test(id) ? [{ kind, id }] : [];
  });
  const [goods] = found;
  const isSure = goods !== undefined && found.every(({ id }) => id === goods.id);
  return { agent: agent.name, ...(isSure && { goods }) };
}

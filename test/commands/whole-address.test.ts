import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/chat/role.ts';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { StoreError } from '../../src/store/error.ts';
import { envelope, openFaultyUpstream } from '../fakes/faulty-upstream.ts';
import { answerTo, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { openOwnStore } from '../store/bed.ts';

const home = {
  name: '张三丰',
  phone: '13811112222',
  province: '浙江省',
  city: '杭州市',
  district: '滨江区',
  address: '网商路700号',
};
const secrets = /三丰|1381111|网商路|Annabel|5550199|Hidden/;
const organization = 'test:T1';
const places = {
  'a channel': { id: 'C1', direct: false },
  'a direct message': { id: 'D1', direct: true },
} as const;
type Place = keyof typeof places;

let bot: TestCore;
let store: Store;
/** Whether the store takes no addition to the trail. */
let deaf: boolean;
beforeEach(async () => {
  deaf = false;
  const whole = await openOwnStore(systemClock);
  const append: Store['audit']['append'] = (entry) =>
    deaf ? Promise.reject(new StoreError('full', 'No room is left.')) : whole.audit.append(entry);
  store = { ...whole, audit: { ...whole.audit, append } };
});
afterEach(async () => {
  await bot.close();
  await store.close();
});

/** A bot whose asker is of that role. */
async function openFor(role: Role): Promise<void> {
  bot = await openTestCore({ store, access: { admins: ['test:U0BOSS1'], defaultRole: 'viewer' } });
  bot.sandbox?.addresses.save(undefined, home);
  const granted = await answerTo(
    bot.core,
    typed(`/admin grant ${role} <@U0ANN11>`, { person: { id: 'U0BOSS1', locale: 'en' } }),
  );
  expect(granted.card.tone).toBe('good');
}

async function say(text: string, place: Place, locale = 'en-US') {
  const who = { conversation: places[place], person: { id: 'U0ANN11', locale } };
  return (await answerTo(bot.core, typed(text, who))).card;
}

const shownWhole = async () =>
  (await store.audit.list({ organization, limit: 50 })).filter(
    ({ command, outcome }) => command === 'address show' && outcome === 'done',
  );

describe.each<[Role, Place, boolean]>([
  ['viewer', 'a channel', false],
  ['viewer', 'a direct message', false],
  ['buyer', 'a channel', false],
  ['buyer', 'a direct message', true],
  ['approver', 'a channel', false],
  ['approver', 'a direct message', true],
  ['admin', 'a channel', false],
  ['admin', 'a direct message', true],
])('for a %s in %s', (role, workspace, whole) => {
  it(`an address is ${whole ? 'whole, and the trail says so' : 'masked'}`, async () => {
    await openFor(role);
    const words = wordsOf(await say('/address show 1001', workspace));
    const trail = await shownWhole();
    if (whole) {
      expect(words).toContain('网商路700号');
      expect(words).toContain('13811112222');
      expect(trail.map(({ facts }) => JSON.parse(facts))).toEqual([{ address: '1001', shown: 'whole' }]);
      expect(trail[0]?.conversation).toBe('direct');
      expect(JSON.stringify(trail)).not.toMatch(secrets);
    } else {
      expect(words).not.toMatch(secrets);
      expect(words).toContain('张**');
      expect(words).toContain(role === 'viewer' ? en.addresses.maskedForViewers : en.addresses.masked);
      expect(trail).toEqual([]);
    }
  });
});

it('says in Chinese whom a whole address is for', async () => {
  await openFor('viewer');
  const words = wordsOf(await say('/address show 1001', 'a direct message', 'zh-CN'));
  expect(words).toContain(zhCn.addresses.maskedForViewers);
  expect(words).not.toMatch(secrets);
});

it('shows no whole address that the trail can’t be told of', async () => {
  await openFor('buyer');
  deaf = true;
  const card = await say('/address show 1001', 'a direct message');
  expect(JSON.stringify(card)).not.toMatch(secrets);
  expect(JSON.stringify(card)).not.toContain('张**');
});

const receiver =
  '--name "Annabel Example" --contact "+1 503 5550199" --street "17 Hidden ConversationQueue" --place "Portland, OR" --country US';
const order = '889512351602 2 --sku 530ad00177264564503ec3b848650652 --address 1001';

it.each<Place>(['a channel', 'a direct message'])(
  'is whole nowhere else in %s, even for an admin',
  async (workspace) => {
    await openFor('admin');
    const lines = [
      '/address list',
      '/address edit 1001',
      '/address edit 1001 --code 330108',
      '/address default 1001',
      '/address default',
      `/address add --name ${home.name} --phone ${home.phone} --division "浙江省 杭州市 滨江区" --street ${home.address}`,
      `/order preview ${order}`,
      `/order create ${order}`,
      `/order preview ${order.replace('1001', 'choose')}`,
      '/basket add 889512351602 2 --sku 530ad00177264564503ec3b848650652',
      '/basket preview --address 1001',
      '/basket order --address 1001',
      `/ship preview 889512351602 2 --sku 5736673805656 --service STANDARD ${receiver}`,
      `/ship create 889512351602 2 --sku 5736673805656 --service STANDARD ${receiver}`,
    ];
    for (const line of lines) {
      const card = await say(line, workspace);
      expect(JSON.stringify(card), line).not.toMatch(secrets);
      const isAboutOne = !line.startsWith('/basket add');
      if (isAboutOne) expect(JSON.stringify(card), line).toMatch(/张\*\*|A\*\*\*/);
    }
    expect(JSON.stringify(await store.audit.list({ organization, limit: 200 }))).not.toMatch(secrets);
  },
);

it('is masked where the partner repeats it as it refuses', async () => {
  const upstream = await openFaultyUpstream();
  upstream.behave(envelope({ code: 7, msg: `收货人：${home.name}，电话 ${home.phone}` }));
  bot = await openTestCore({ upstream: upstream.url, store });
  const card = await say('/address list', 'a channel');
  await upstream.close();
  expect(wordsOf(card)).toContain('138****2222');
  expect(JSON.stringify(card)).not.toMatch(secrets);
});

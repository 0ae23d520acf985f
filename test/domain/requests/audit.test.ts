import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/languages/en/index.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { StoreError } from '../../../src/store/error.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { answerTo, typed, wordsOf } from '../../harness/asking.ts';
import { openOwnStore } from '../../store/bed.ts';
import { openRequestBed, people, type RequestBed } from './bed.ts';

const organization = 'test:T1';
const offer = '951807530375';

describe('the audit log of requests', () => {
  let bed: RequestBed;
  let store: Store;
  let deaf: boolean;

  beforeEach(async () => {
    const clock = createFakeClock();
    const whole = await openOwnStore(clock);
    deaf = false;
    store = {
      ...whole,
      audit: {
        ...whole.audit,
        append: (entry) =>
          deaf ? Promise.reject(new StoreError('full', 'No room is left.')) : whole.audit.append(entry),
      },
    };
    bed = await openRequestBed({ store, clock });
  });
  afterEach(async () => {
    await bed.dispose();
    await store.close();
  });

  const say = (line: string, who: Parameters<typeof typed>[1]) => answerTo(bed.bot.core, typed(line, who));
  const ask = () => say(`/seller-request ${offer} for 13812345678`, people.asker);
  const open = async () =>
    (await bed.bot.requestService.open(organization, { limit: 5 })).map(({ id }) => id);
  /** The oldest first, without what a hand-over leaves. */
  const trail = async () =>
    (await store.audit.list({ organization, limit: 50 }))
      .filter(({ command }) => command !== 'seller')
      .reverse()
      .map(({ command, outcome, facts, personal }) => ({
        command,
        outcome,
        facts: JSON.parse(facts),
        person: personal.person.value,
        about: personal.about.value,
        words: personal.words.value,
      }));

  it('says which request was asked for, of which offer and by whom, before it is and after', async () => {
    await ask();
    const [request] = await open();
    const whose = { person: 'test:U1', about: 'test:U1', words: 'for 13812345678' };
    const facts = { kind: 'seller', offer };
    const command = 'seller-request';
    expect(await trail()).toEqual([
      { command, outcome: 'begun', facts: { ...facts, state: 'asked for' }, ...whose },
      { command, outcome: 'done', facts: { ...facts, request, state: 'filed' }, ...whose },
    ]);
  });

  it.each([
    ['/request assign', people.boss, 'assigned', null],
    ['/request approve', people.boss, 'approved', null],
    ['/request decline', people.other, 'declined', 'we have a contract'],
    ['/request withdraw', people.asker, 'withdrawn', null],
  ])('says which was settled how, of whom, and why: %s', async (line, who, state, words) => {
    await ask();
    const [request] = await open();
    await say(`${line} ${request} ${words ?? ''}`, who);
    expect((await trail()).slice(2)).toEqual([
      {
        command: line.slice(1),
        outcome: 'done',
        facts: { request, kind: 'seller', offer, state },
        person: `test:${who.person.id}`,
        about: 'test:U1',
        words,
      },
    ]);
  });

  it('says that nothing came of it, and of nothing that there is not', async () => {
    await ask();
    const [request] = await open();
    await say(`/request approve ${request}`, people.boss);
    await say(`/request decline ${request} no`, people.other);
    await say('/request approve Ab12Cd34Ef56Gh78', people.boss);
    expect((await trail()).slice(3)).toMatchObject([
      { facts: { request, offer, state: 'not done: settled' }, about: 'test:U1', words: 'no' },
      { facts: { request: 'Ab12Cd34Ef56Gh78', state: 'not found' }, about: null },
    ]);
    await ask();
    expect((await trail()).slice(5)).toMatchObject([{ facts: { request, offer, state: 'approved before' } }]);
  });

  it('says which payment was asked for', async () => {
    const subject = { kind: 'payment', orderId: '3305075341149134260', totalFen: 656_100 } as const;
    const asker = { organization, workspace: 'T1', person: 'test:U3', language: 'en' } as const;
    await bed.bot.requestService.ask({ ...asker, conversation: 'test:C1', direct: false }, { subject });
    const [request] = await open();
    await say(`/request approve ${request}`, people.boss);
    const facts = { request, kind: 'payment', order: subject.orderId, fen: '656100', state: 'approved' };
    expect(await trail()).toMatchObject([{ command: 'request approve', facts, about: 'test:U3' }]);
  });

  it('asks nobody for what can’t be written down', async () => {
    deaf = true;
    expect(wordsOf((await ask()).card)).toContain(en.core.notRecordedAdvice('').split('.')[0]);
    expect(await open()).toEqual([]);
  });

  it('forgets whom it was about and what they wrote, and still holds', async () => {
    await ask();
    const [request] = await open();
    await say(`/request decline ${request} not 13812345678 again`, people.boss);
    await store.audit.forget({ organization, person: 'test:U1' });
    expect(JSON.stringify(await trail())).not.toMatch(/U1|13812345678/);
    expect(await store.audit.verify({ organization })).toEqual({ good: 3 });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { zhCn } from '../../src/languages/zh-cn/index.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { answerTo, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';
import { openSilentUpstream } from '../harness/silent-upstream.ts';

describe('somebody who asks too much', () => {
  let bot: TestCore | undefined;
  afterEach(() => bot?.close());

  const help = (person: string, locale = 'en') => typed('/help', { person: { id: person, locale } });

  it('is told so, alone, and when to try again, in their own language', async () => {
    const clock = createFakeClock();
    bot = await openTestCore({ clock, commandsPerMinute: { person: 2, workspace: 100 } });
    for (let at = 0; at < 2; at += 1) await answerTo(bot.core, help('ann'));
    const refused = await answerTo(bot.core, help('ann'));
    expect(refused).toMatchObject({ visibility: 'asker', replace: false });
    expect(wordsOf(refused.card)).toContain(en.core.tooMuchAdvice('person', 2, 30));
    expect(wordsOf((await answerTo(bot.core, help('ann', 'zh-CN'))).card)).toContain(
      zhCn.core.tooMuchAdvice('person', 2, 30),
    );
    expect(bot.ended.at(-1)).toMatchObject({ command: 'unknown', outcome: 'limited' });
    expect(wordsOf((await answerTo(bot.core, help('bob'))).card)).toContain(en.help.title);
    clock.advance(30_000);
    expect(wordsOf((await answerTo(bot.core, help('ann'))).card)).toContain(en.help.title);
  });

  it('uses up the share of a workspace with the others of it', async () => {
    bot = await openTestCore({ clock: createFakeClock(), commandsPerMinute: { person: 2, workspace: 3 } });
    for (const person of ['ann', 'ann', 'bob']) await answerTo(bot.core, help(person));
    const refused = await answerTo(bot.core, help('cem'));
    expect(wordsOf(refused.card)).toContain(en.core.tooMuchAdvice('workspace', 3, 0).split('.')[0]);
    const elsewhere = typed('/help', { person: { id: 'cem', locale: 'en' }, workspace: 'T2' });
    expect(wordsOf((await answerTo(bot.core, elsewhere)).card)).toContain(en.help.title);
  });

  it('costs the partner nothing, by whatever door', async () => {
    await using upstream = await openSilentUpstream();
    let asked = false;
    void upstream.asked.then(() => {
      asked = true;
    });
    bot = await openTestCore({
      clock: createFakeClock(),
      upstream: upstream.url,
      commandsPerMinute: { person: 1, workspace: 100 },
    });
    await answerTo(bot.core, typed('/help'));
    for (const asking of [
      typed('/seller 951807530375'),
      typed('', { input: { kind: 'options', command: 'seller', options: { offer: '951807530375' } } }),
      typed('', { input: { kind: 'payload', payload: 'seller?offer=951807530375' } }),
      typed('', {
        input: { kind: 'form', payload: 'seller?_ask=offer', values: { offer: '951807530375' } },
      }),
    ]) {
      expect(wordsOf((await answerTo(bot.core, asking)).card)).toContain(en.core.tooMuch);
    }
    expect(asked).toBe(false);
    expect(bot.ended.slice(1).map(({ outcome }) => outcome)).toEqual(new Array(4).fill('limited'));
  });

  it('gets no suggestions any more, though still answers to commands', async () => {
    bot = await openTestCore({ clock: createFakeClock(), commandsPerMinute: { person: 1, workspace: 100 } });
    const { suggest } = bot.core;
    const typing = (id: string) =>
      suggest({
        platform: 'test',
        workspace: 'T1',
        conversation: { id: 'C1', direct: false },
        person: { id, locale: 'en' },
        command: 'help',
        argument: 'command',
        typed: 'sel',
      });
    for (let letter = 0; letter < 10; letter += 1) expect(await typing('ann')).not.toEqual([]);
    expect(await typing('ann')).toEqual([]);
    expect(await typing('bob')).not.toEqual([]);
    expect(wordsOf((await answerTo(bot.core, help('ann'))).card)).toContain(en.help.title);
  });
});

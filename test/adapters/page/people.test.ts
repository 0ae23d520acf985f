import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ExchangeBook } from '../../../adapters/page/exchanges.ts';
import { inventedPeople } from '../../../adapters/page/people.ts';
import { allWords } from '../../../src/languages/index.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { answerOf } from '../../harness/scripted-core.ts';
import { executablePath, openBrowser, openTab } from './open-browser.ts';
import { authorization, pageToken, servePage } from './open-page.ts';

const words = allWords.en;

describe('people who are made up for the sandbox', () => {
  let bot: TestCore;
  let book: ExchangeBook;
  let served: Awaited<ReturnType<typeof servePage>>;
  beforeAll(async () => {
    bot = await openTestCore({
      access: { operators: ['page:operator'] },
      invented: {
        workspace: 'page:local',
        people: inventedPeople.map(({ id, role }) => ({ whom: `page:${id}`, role })),
      },
      adapters: [{ platform: 'page', groupsOf: async (asked) => served.adapter.groupsOf?.(asked) }],
    });
    book = {
      keep: (kept) => bot.store.exchanges.keep({ ...kept, organization: 'page:local' }),
      since: (asked) => bot.store.exchanges.since({ ...asked, organization: 'page:local' }),
    };
    served = await servePage(bot.core, [], 0, pageToken, book, { people: inventedPeople });
  });
  afterAll(async () => {
    await served.close();
    await bot.close();
  });

  const as = (speaker: string | undefined, path: string, body?: unknown) =>
    fetch(`${served.url}${path}`, {
      headers: {
        authorization,
        origin: served.url,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(speaker !== undefined && { 'x-speaks-as': speaker }),
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });

  async function say(speaker: string | undefined, text: string): Promise<string> {
    const input = { kind: 'text', text };
    const asked = { id: crypto.randomUUID(), locale: 'en', input, shown: text };
    return (await as(speaker, '/page/invocations', asked)).text();
  }

  const seenBy = async (speaker: string | undefined) =>
    JSON.stringify(await (await as(speaker, '/page/exchanges')).json());

  it('are known to be in no group, where a group was granted something', async () => {
    await say(undefined, '/admin grant buyer <@&S0123|buyers>');
    const refused = await say('vic', '/basket');
    expect(refused).toContain(words.core.roles.buyer);
    expect(refused).not.toContain(words.core.unsure['no answer']);
    await say(undefined, '/admin revoke <@&S0123|buyers>');
  });

  it('each may do what their role says, and the operator everything', async () => {
    expect(await say('vic', '/basket')).toContain(words.core.roles.buyer);
    expect(await say('ann', '/basket')).not.toContain(words.core.roles.buyer);
    const granted = words.core.roles.admin;
    expect(await say('ben', '/admin roles')).toContain(granted);
    expect(await say('ada', '/admin roles')).not.toContain('"tone":"warning"');
    expect(await say(undefined, '/admin roles')).not.toContain('"tone":"warning"');
  });

  it('are chosen from in a form that takes a person', async () => {
    const event = z.object({
      card: z
        .object({ actions: z.array(z.object({ label: z.string(), run: z.string().optional() })) })
        .optional(),
      form: z
        .object({
          payload: z.string(),
          fields: z.array(z.object({ name: z.string(), choices: z.array(z.unknown()).optional() })),
        })
        .optional(),
    });
    const ask = async (input: unknown) => {
      const body = { id: crypto.randomUUID(), locale: 'en', input };
      return event.parse(JSON.parse(await (await as(undefined, '/page/invocations', body)).text()));
    };
    const { card } = await ask({ kind: 'text', text: '/admin' });
    const give = card?.actions.find(({ label }) => label === words.admin.grantButton)?.run;
    const { form } = await ask({ kind: 'payload', payload: give });
    const ann = { value: '<@ann|Ann>', label: 'Ann' };
    expect(form?.fields.find(({ name }) => name === 'whom')?.choices).toContainEqual(ann);
    const given = { role: 'buyer', whom: ann.value };
    await ask({ kind: 'form', payload: form?.payload, values: given });
    expect(await say(undefined, '/admin roles')).toContain('Ann');
  });

  it('what one is told alone only that one sees again, what everyone is told all do', async () => {
    await say('ann', '/product 600000000001');
    await say('ann', '/product 600000000002 --share yes');
    expect(await seenBy('ann')).toContain('/product 600000000001');
    for (const other of ['ben', undefined]) {
      const seen = await seenBy(other);
      expect(seen).not.toContain('/product 600000000001');
      expect(seen).toContain('/product 600000000002');
    }
  });

  it('what the bot tells one alone unasked reaches that one only', async () => {
    const { outlet } = served;
    const to = await outlet.direct?.('local', 'ben');
    if (to === undefined) throw new Error('ben can’t be reached');
    expect(await outlet.post(to, answerOf('For Ben'), 'key')).toHaveProperty('sent');
    expect(
      await outlet.post({ workspace: 'local', conversation: 'page' }, answerOf('For all'), 'all'),
    ).toHaveProperty('sent');
    const news = async (speaker: string) => {
      const response = await as(speaker, '/page/news');
      const reader = response.body?.getReader();
      const read = await reader?.read();
      await reader?.cancel();
      return new TextDecoder().decode(read?.value);
    };
    expect(await news('ben')).toMatch(/For Ben.*For all/);
    expect(await news('ann')).not.toContain('For Ben');
    expect(await outlet.direct?.('local', 'nobody')).toBeUndefined();
  });

  it('nobody else can be spoken as, nor without the token', async () => {
    expect((await as('nobody', '/page/menu')).status).toBe(400);
    const bare = await fetch(`${served.url}/page/menu`, { headers: { 'x-speaks-as': 'ann' } });
    expect(bare.status).toBe(401);
    const plain = await servePage(bot.core);
    try {
      const response = await fetch(`${plain.url}/page/menu`, {
        headers: { authorization, 'x-speaks-as': 'ann' },
      });
      expect(response.status).toBe(400);
    } finally {
      await plain.close();
    }
  });

  it.skipIf(executablePath === undefined)(
    'are chosen in the header, with the conversation that they see (skipped without Chromium)',
    async () => {
      await say(undefined, '/product 600000000003 --share yes');
      const browser = await openBrowser();
      const tab = await openTab(browser, served.url, { viewport: { width: 390, height: 844 } });
      try {
        const reloaded = tab.page.waitForEvent('load');
        await tab.page.locator('.speaker').selectOption({ label: 'Vic · viewer' });
        await reloaded;
        await tab.page.locator('.earlier').first().waitFor();
        expect(await tab.page.locator('.speaker').inputValue()).toBe('vic');
        await tab.say('/basket');
        expect(await tab.page.locator('.answer').last().innerText()).toContain(words.core.roles.buyer);
        expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
        expect(tab.faults).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});

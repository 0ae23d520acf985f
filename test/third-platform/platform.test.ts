import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { menuWords } from '../../src/commands/index.ts';
import { allWords } from '../../src/languages/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { secretsOf } from '../../src/settings/secrets.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { sourcesIn } from '../harness/sources.ts';
import { read, settingsFor } from './bed.ts';
import { hall, people, rooms, startFakeParlour, token } from './fake-parlour.ts';

const unreachable = 'http://127.0.0.1:1';

describe('a third platform', () => {
  it('is less than 400 lines', () => {
    const files = ['platform', 'api', 'adapter', 'cards', 'outlet', 'wire'];
    const lines = files.map((name) =>
      readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8').split('\n'),
    );
    expect(lines.flat().length - files.length).toBeLessThan(400);
    const own = new RegExp(`'\\./(?:${files.join('|')})\\.ts'`);
    const imported = sourcesIn(['test/third-platform'], new RegExp(`/(?:${files.join('|')})\\.ts$`)).flatMap(
      ({ code }) => [...code.matchAll(/(?:from |import\()('\.[^']+')/g)].map(([, path = '']) => path),
    );
    expect(imported.length).toBeGreaterThan(20);
    // As every adapter: these rooms, and no other.
    const rooms = /^'\.\.\/\.\.\/src\/(?:chat|http|pictures|runtime|settings)\//;
    expect(imported.filter((path) => !own.test(path) && !rooms.test(path))).toEqual([]);
  });

  it('is off as long as its settings are absent, and says what is wrong with them', () => {
    const off = read({});
    expect('settings' in off && off.settings.platforms).toEqual([]);
    expect(read({ PARLOUR_TOKEN: 'short', PARLOUR_API_URL: 'ftp://x' })).toMatchObject({
      faults: [{ name: 'PARLOUR_TOKEN' }, { name: 'PARLOUR_API_URL' }],
    });
  });

  it('has its secret hidden, and its people and workspaces read', () => {
    const settings = settingsFor(unreachable, { ADMINS: 'parlour:P1,slack:U0123', WORKSPACES: 'parlour:H1' });
    expect(secretsOf(settings)).toContain(token);
    expect(settings.access.admins).toEqual(expect.arrayContaining(['parlour:P1', 'slack:U0123']));
    expect(settings.access.workspaces).toEqual(['parlour:H1']);
    const [fault] = Object.values(read({ ADMINS: 'parlour:x', WORKSPACES: 'parlour:P1' })).flat();
    expect(fault).toMatchObject({ name: 'ADMINS', mustBe: expect.stringContaining('parlour:P17') });
  });

  it('is checked by the doctor', async () => {
    const parlour = await startFakeParlour(systemClock);
    const verdictOf = async (settings: ReturnType<typeof settingsFor>) =>
      (
        await settings.platforms[0]?.check({
          menu: { commands: [], words: menuWords },
          workspaces: [],
          now: Date.now,
        })
      )?.map(({ verdict }) => verdict);
    try {
      expect(await verdictOf(settingsFor(parlour.apiUrl))).toEqual(['good']);
      expect(await verdictOf(settingsFor(parlour.apiUrl, { PARLOUR_TOKEN: 'another-token' }))).toEqual([
        'bad',
      ]);
      expect(await verdictOf(settingsFor(unreachable))).toEqual(['unsure']);
    } finally {
      await parlour.close();
    }
  });

  it('is a platform of the whole bot, which answers there those whom the settings let in', async () => {
    const parlour = await startFakeParlour(systemClock);
    const settings = settingsFor(parlour.apiUrl, { ADMINS: 'parlour:P1', WORKSPACES: `parlour:${hall}` });
    const surroundings = { clock: systemClock, random: systemRandom, log: silentLog, version: '0.0.0' };
    const hidden: string[] = [];
    const bot = await startBot(settings, { ...surroundings, hide: (each) => hidden.push(each) });
    try {
      const tell = (text: string, id: string) =>
        parlour.tell(`${bot.url}/parlour/events`, {
          room: rooms.buying,
          direct: false,
          person: { id, locale: 'en-US' },
          input: { kind: 'text', text },
        });
      const asAdmin = await tell('/admin roles', people.ann);
      expect(asAdmin).toMatchObject({ status: 200, shown: { for: people.ann } });
      const refused = await tell('/admin roles', people.bob);
      expect(JSON.stringify(asAdmin.shown)).toContain(allWords.en.admin.bySettings);
      expect(JSON.stringify(refused.shown)).not.toContain(allWords.en.admin.bySettings);
      const ready = await fetch(`${bot.url}/readyz`);
      expect(ready.status).toBe(200);
    } finally {
      await bot.stop();
      await parlour.close();
    }
    expect(parlour.problems).toEqual([]);
  });
});

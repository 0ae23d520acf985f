import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { operator } from '../../adapters/page/people.ts';
import { pagePlatform } from '../../adapters/page/platform.ts';
import type { DrivenSandbox } from '../../adapters/page/sandbox-panel.ts';
import { terminalPlatform } from '../../adapters/terminal/platform.ts';
import { localized } from '../../src/languages/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemRandom } from '../../src/runtime/random.ts';
import { readSettings } from '../../src/settings/read-settings.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { openPlatforms, platforms } from '../../src/wiring/platforms.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { openTestCore, type TestCore } from '../harness/core.ts';

const { name: page } = pagePlatform;
const { name: terminal } = terminalPlatform;

function settingsOf(environment: Readonly<Record<string, string>>) {
  const read = readSettings(platforms, { DATABASE_URL: 'sqlite::memory:', ...environment });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.settings;
}

const sandbox: DrivenSandbox = {
  orders: () => [],
  steps: [],
  act: async () => 'not now',
  place: async () => undefined,
  pushAgain: () => false,
  silence: () => undefined,
};

describe('the platforms of this machine', () => {
  let bot: TestCore | undefined;
  const input = new PassThrough();
  afterEach(async () => {
    await bot?.close();
    bot = undefined;
  });

  async function opened(
    environment: Readonly<Record<string, string>>,
    machine: { readonly terminal: boolean; readonly sandbox: boolean },
  ) {
    bot ??= await openTestCore({});
    const store: Pick<Store, 'organizations' | 'exchanges'> = bot.store;
    const output = Object.assign(new PassThrough().resume(), { columns: 80 });
    return openPlatforms(
      settingsOf(environment),
      {
        clock: systemClock,
        random: systemRandom,
        log: silentLog,
        exclusive: { hold: () => ({ release: async () => {} }) },
      },
      {
        page: {
          token: 'the token of the page',
          previews: async () => [],
          store,
          sandbox: machine.sandbox ? sandbox : undefined,
          pictureHosts: [],
          ownPictures: undefined,
        },
        terminal: machine.terminal
          ? { input, output, interactive: false, locale: undefined, zone: undefined }
          : undefined,
        terminalWords: localized((words) => words.terminal),
      },
    );
  }
  const namesOf = ({ adapters }: Awaited<ReturnType<typeof opened>>) =>
    adapters.map(({ platform }) => platform);

  it('are on the one list, and whoever sits at one of them is an admin', () => {
    expect(new Set(platforms.map(({ name }) => name)).size).toBe(platforms.length);
    expect(platforms).toEqual(expect.arrayContaining([pagePlatform, terminalPlatform]));
    expect(settingsOf({}).access.operators).toEqual([pagePlatform.operator, terminalPlatform.operator]);
  });

  it.each([
    [{}, [page, terminal]],
    [{ LOCAL_CHAT: 'off' }, [terminal]],
    [{ HOST: '0.0.0.0', ADMIN_TOKEN: '0123456789abcdef' }, [terminal]],
    [{ DISCORD_TOKEN: 'token' }, []],
    [{ DISCORD_TOKEN: 'token', LOCAL_CHAT: 'on' }, [page]],
  ])('with %o are %o', async (environment, names) => {
    expect([...settingsOf(environment).local]).toEqual(names);
  });

  it('are opened where they are on and the machine has what they take', async () => {
    expect(namesOf(await opened({}, { terminal: true, sandbox: true }))).toEqual([page, terminal]);
    expect(namesOf(await opened({}, { terminal: false, sandbox: true }))).toEqual([page]);
    expect(namesOf(await opened({ LOCAL_CHAT: 'off' }, { terminal: true, sandbox: true }))).toEqual([
      terminal,
    ]);
  });

  it('are open with people to speak as on the sandbox alone', async () => {
    const withSandbox = await opened({}, { terminal: false, sandbox: true });
    const people = withSandbox.invented.flatMap((each) => each.people);
    expect(people.length).toBeGreaterThan(1);
    expect(people.map(({ whom }) => whom)).not.toContain(`${page}:${operator}`);
    const without = await opened({}, { terminal: false, sandbox: false });
    expect(without.invented.flatMap((each) => each.people)).toEqual([]);
  });

  it('are finished when the terminal’s input has ended', async () => {
    const { adapters, finished } = await opened({}, { terminal: true, sandbox: false });
    const core = bot?.core;
    if (core === undefined) throw new Error('no core');
    await Promise.all(adapters.map((adapter) => adapter.start(core)));
    input.end();
    await finished;
    await Promise.all(adapters.map((adapter) => adapter.stop()));
  });
});

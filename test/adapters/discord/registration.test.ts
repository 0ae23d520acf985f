import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  commandNameOf,
  drawCommands,
  optionName,
  placeOf,
} from '../../../adapters/discord/application-commands.ts';
import { checkDiscord } from '../../../adapters/discord/checks.ts';
import { permissionNeeds } from '../../../adapters/discord/permissions.ts';
import { pendingRegistration, registerCommands } from '../../../adapters/discord/registration.ts';
import type { ArgumentMenu, CommandMenu, Menu } from '../../../src/chat/menu.ts';
import { menuWords } from '../../../src/commands/index.ts';
import { inEveryLanguage } from '../../../src/runtime/language.ts';
import { checkCommands } from '../../fakes/discord/command-rules.ts';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/fake-discord.ts';
import { places } from '../../fakes/discord/world.ts';
import { bilingual } from '../../harness/bilingual.ts';
import { openTestCore } from '../../harness/core.ts';

const listed = (commands: readonly CommandMenu[]): Menu => ({ commands, words: menuWords });

const both = (words: string) => bilingual(words, `${words}（中文）`);

function argument(name: string, overrides: Partial<ArgumentMenu> = {}): ArgumentMenu {
  return {
    name,
    position: 'word',
    required: false,
    hint: both(`what ${name} is`),
    example: 'x',
    maxLength: 200,
    suggests: false,
    ...overrides,
  };
}

function command(name: string, list: readonly ArgumentMenu[] = []): CommandMenu {
  return { name, summary: both(`does ${name}`), needs: 'viewer', arguments: list, examples: [`/${name}`] };
}

const menu = [
  command('seller', [argument('openUid'), argument('offer', { required: true, suggests: true })]),
  command('order preview', [argument('offer', { required: true })]),
  command('order list'),
  command('language', [
    argument('language', {
      required: true,
      choices: [
        { value: 'en', label: bilingual('English', '英语') },
        { value: 'zh-CN', label: bilingual('Chinese', '中文') },
      ],
    }),
  ]),
];

describe('the menu as Discord has it', () => {
  const named = (name: string, list = menu) =>
    drawCommands(listed(list), 'global')
      .filter((one) => one.type === 1)
      .find((one) => one.name === name);

  test('typed options, required ones first, with descriptions in both languages', () => {
    expect(named('seller')).toEqual({
      name: 'seller',
      type: 1,
      description: 'does seller',
      description_localizations: expect.objectContaining({
        'zh-CN': 'does seller（中文）',
        'zh-TW': 'does seller（中文）',
      }),
      contexts: [0, 1],
      integration_types: [0],
      options: [
        expect.objectContaining({ name: 'offer', required: true, autocomplete: true, max_length: 200 }),
        expect.objectContaining({ name: 'open-uid', required: false, type: 3 }),
      ],
    });
  });

  test('two-word names are subcommands', () => {
    expect(named('order')?.options).toEqual([
      expect.objectContaining({ type: 1, name: 'preview', description: 'does order preview' }),
      expect.objectContaining({ type: 1, name: 'list', options: [] }),
    ]);
  });

  test('choices are named in both languages', () => {
    const [parameter] = named('language')?.options ?? [];
    expect(parameter).toMatchObject({
      choices: [
        { name: 'English', value: 'en', name_localizations: { 'zh-CN': '英语', 'zh-TW': '英语' } },
        { name: 'Chinese', value: 'zh-CN' },
      ],
    });
    expect(parameter).not.toHaveProperty('max_length');
  });

  test('an option that takes several of its choices suggests them, since Discord would take one alone', () => {
    const several = argument('events', {
      several: true,
      suggests: true,
      choices: [{ value: 'paid', label: both('Paid') }],
    });
    const [drawn] = named('watch', [command('watch', [several])])?.options ?? [];
    expect(drawn).toMatchObject({ name: 'events', max_length: 200, autocomplete: true });
    expect(drawn).not.toHaveProperty('choices');
  });

  test('any command goes through /shoptalk', () => {
    expect(named('shoptalk')?.options).toMatchObject([{ name: 'command', required: true, max_length: 6000 }]);
  });

  test('a server’s commands have no contexts', () => {
    expect(drawCommands(listed(menu), 'guild').every((one) => one.contexts === undefined)).toBe(true);
  });

  test('the bot’s own menu is within every limit', async () => {
    const bot = await openTestCore();
    checkCommands(structuredClone(drawCommands(listed(bot.core.menu), 'global')));
    expect(bot.core.menu.length).toBeGreaterThan(3);
    await bot.close();
  });

  test('any menu is within the limits of names, counts and lengths', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const localized = fc.record(inEveryLanguage(() => fc.string({ maxLength: 200 })));
    const choice = fc.record({ value: fc.string({ minLength: 1, maxLength: 120 }), label: localized });
    const argumentMenu = fc
      .record({
        name: word,
        required: fc.boolean(),
        hint: localized,
        suggests: fc.boolean(),
        maxLength: fc.integer({ min: 1, max: 9000 }),
        choices: fc.option(fc.array(choice, { minLength: 1, maxLength: 4 }), { nil: undefined }),
      })
      .map(({ name, choices, ...rest }) =>
        argument(name, { ...rest, ...(choices !== undefined && { choices }) }),
      );
    const commandMenu = fc
      .record({
        first: word,
        second: fc.option(word),
        list: fc.uniqueArray(argumentMenu, { selector: (one) => optionName(one), maxLength: 5 }),
        summary: localized,
      })
      .map(({ first, second, list, summary }) => ({
        ...command(second === null ? first : `${first} ${second}`, list),
        summary,
      }));
    fc.assert(
      fc.property(fc.uniqueArray(commandMenu, { selector: ({ name }) => name, maxLength: 8 }), (any) => {
        checkCommands(structuredClone(drawCommands(listed(any), 'global')));
        for (const { name } of any) {
          const { command: first, subcommand } = placeOf(name, any);
          // Only “x x” beside “x” has no place of its own.
          if (name !== `${first} ${first}`) expect(commandNameOf(first, subcommand)).toBe(name);
        }
      }),
    );
  });
});

describe('registration', () => {
  let discord: FakeDiscord;
  const target = () => ({ token: discord.identity.token, apiUrl: discord.apiUrl });

  beforeEach(async () => {
    discord = await startFakeDiscord();
  });
  afterEach(() => discord.close());

  test('the first time is one request, the second none', async () => {
    const first = await registerCommands(target(), listed(menu));
    expect(first.added).toEqual(['shoptalk', 'seller', 'order', 'language']);
    expect(await registerCommands(target(), listed(menu))).toEqual({
      added: [],
      changed: [],
      removed: [],
      cleared: [],
    });
    expect(discord.commands.writes).toEqual(['PUT global']);
  });

  test('only what changed is written', async () => {
    await registerCommands(target(), listed(menu));
    const [seller, ...rest] = menu;
    const changed = [
      { ...command('seller', seller?.arguments), summary: both('another') },
      ...rest.slice(0, 2),
    ];
    expect(await pendingRegistration(target(), listed([...changed, command('status')]))).toEqual({
      changed: ['status', 'seller'],
      removed: ['language'],
    });
    expect(await registerCommands(target(), listed([...changed, command('status')]))).toEqual({
      added: ['status'],
      changed: ['seller'],
      removed: ['language'],
      cleared: [],
    });
    expect(discord.commands.writes).toEqual(['PUT global', 'DELETE global', 'PATCH global', 'POST global']);
    expect(await pendingRegistration(target(), listed([...changed, command('status')]))).toEqual({
      changed: [],
      removed: [],
    });
  });

  test.each([
    ['a hint', (one: ArgumentMenu) => ({ ...one, hint: both('other') })],
    ['its Chinese alone', (one: ArgumentMenu) => ({ ...one, hint: { ...one.hint, 'zh-CN': '别的' } })],
    ['whether it is required', (one: ArgumentMenu) => ({ ...one, required: !one.required })],
    ['whether it suggests', (one: ArgumentMenu) => ({ ...one, suggests: !one.suggests })],
    ['its length', (one: ArgumentMenu) => ({ ...one, maxLength: 7 })],
    ['its choices', (one: ArgumentMenu) => ({ ...one, choices: [{ value: 'a', label: both('a') }] })],
  ])('a change of %s is a change', async (_, change) => {
    const before = [command('seller', [argument('offer')])];
    await registerCommands(target(), listed(before));
    const after = [command('seller', [change(argument('offer'))])];
    expect(await registerCommands(target(), listed(after))).toMatchObject({
      added: [],
      changed: ['seller'],
      removed: [],
    });
  });

  test('one scope is registered and the other cleared of doubles', async () => {
    await registerCommands({ ...target(), guildId: places.guildId }, listed(menu));
    const { cleared } = await registerCommands(target(), listed(menu));
    expect(cleared.toSorted()).toEqual(['language', 'order', 'seller', 'shoptalk']);
    expect(discord.commands.list(places.guildId)).toEqual([]);
    const back = await registerCommands({ ...target(), guildId: places.otherGuildId }, listed(menu));
    expect(back).toMatchObject({ added: expect.any(Array), cleared: expect.arrayContaining(['seller']) });
    expect(discord.commands.list('global')).toEqual([]);
    expect(discord.commands.list(places.otherGuildId)).toHaveLength(4);
  });

  test('a server that never allowed commands is passed over', async () => {
    const body = { code: 50001, message: 'Missing Access' };
    discord.addFault({
      method: 'GET',
      path: /guilds\/\d+\/commands/,
      times: 2,
      effect: { kind: 'answer', status: 403, body },
    });
    expect(await registerCommands(target(), listed(menu))).toMatchObject({ cleared: [] });
  });

  test('the menu of messages is registered, changed and taken away like the rest', async () => {
    const label = both('Find it');
    const one: CommandMenu = { ...command('seller'), fromMessage: { label, takes: 'picture' } };
    expect((await registerCommands(target(), listed([one]))).added).toEqual([
      'shoptalk',
      'seller',
      'Find it',
    ]);
    expect(discord.commands.list('global').at(-1)).toMatchObject({
      type: 3,
      name_localizations: { 'zh-CN': 'Find it（中文）' },
    });
    const nothing = { added: [], changed: [], removed: [], cleared: [] };
    expect(await registerCommands(target(), listed([one]))).toEqual(nothing);
    const other = { ...one, fromMessage: { label: { ...label, 'zh-CN': '找' }, takes: 'picture' as const } };
    expect(await registerCommands(target(), listed([other]))).toEqual({ ...nothing, changed: ['Find it'] });
    expect(await registerCommands(target(), listed([command('seller')]))).toEqual({
      ...nothing,
      removed: ['Find it'],
    });
  });

  test('no more entries than Discord takes, none longer', async () => {
    const label = bilingual('x'.repeat(40), '长'.repeat(40));
    const many = Array.from(
      { length: 20 },
      (_, n): CommandMenu => ({
        ...command(`c${n}`),
        fromMessage: { label: { ...label, en: `${n}${label.en}` }, takes: 'picture' },
      }),
    );
    await registerCommands(target(), listed(many));
    const entries = discord.commands.list('global').filter(({ type }) => type === 3);
    expect(entries).toHaveLength(15);
    for (const { name } of entries) expect(name.length).toBeLessThanOrEqual(32);
  });

  test('a refusal says why', async () => {
    const wrong = { ...target(), token: 'wrong' };
    await expect(registerCommands(wrong, listed(menu))).rejects.toMatchObject({ refusal: 'unauthorized' });
  });

  const check = (changes: Partial<Parameters<typeof checkDiscord>[0]> = {}) =>
    checkDiscord({
      ...target(),
      workspaces: [],
      now: Date.now,
      pending: async () => ({ changed: [], removed: [] }),
      ...changes,
    });

  test('the doctor says which permission is missing in which server, what is lost, and where the bot is not', async () => {
    const guild = places.guildId;
    const all = permissionNeeds.reduce((bits, { bit }) => bits | bit, 0n);
    discord.permit(all);
    expect((await check({ workspaces: [guild] })).filter(({ verdict }) => verdict === 'bad')).toEqual([]);
    discord.permit(all & ~(1n << 15n));
    const found = await check({ workspaces: [guild, '999999999999999999'] });
    expect(found).toContainEqual({
      verdict: 'bad',
      what: expect.stringMatching(
        new RegExp(`${guild}\\) lacks permissions: Attach Files \\(lost without it: QR codes.*\\)$`),
      ),
      advice: expect.stringContaining('https://discord.com/oauth2/authorize'),
    });
    expect(found).toContainEqual({
      verdict: 'bad',
      what: 'Discord server 999999999999999999 is let in, but the bot is not in it',
      advice: expect.stringContaining('Add it'),
    });
  });

  test('the doctor says how far the clock is off, either way', async () => {
    for (const [ms, words] of [
      [3_600_000, /^Clock: 3[56]\d\d s ahead of Discord/],
      [-3_600_000, /^Clock: 3[56]\d\d s behind Discord/],
    ] as const) {
      expect(await check({ now: () => Date.now() + ms })).toContainEqual(
        expect.objectContaining({ verdict: 'bad', what: expect.stringMatching(words) }),
      );
    }
    expect((await check()).filter(({ what }) => what.startsWith('Clock'))).toEqual([]);
  });

  test('the doctor says what is pending', async () => {
    const pending = (applicationId: string) =>
      pendingRegistration({ ...target(), applicationId }, listed(menu));
    const before = await check({ pending });
    expect(before).toContainEqual(
      expect.objectContaining({ verdict: 'bad', what: expect.stringMatching(/out of date.*seller/) }),
    );
    await registerCommands(target(), listed(menu));
    expect((await check({ pending })).map(({ verdict }) => verdict)).toEqual([
      'good',
      'good',
      'good',
      'good',
    ]);
  });

  test('the doctor says that strangers can add a public application, and what holds then', async () => {
    const pending = async () => ({ changed: [], removed: [] });
    const told = async () =>
      (await check({ pending })).filter(({ what }) => /strangers|its owner/.test(what));
    expect(await told()).toMatchObject([
      { verdict: 'good', what: expect.stringContaining('only its owner') },
    ]);
    discord.makePublic();
    expect(await told()).toMatchObject([
      {
        verdict: 'unsure',
        what: expect.stringContaining('public'),
        advice: expect.stringMatching(/Public Bot.*admit/),
      },
    ]);
  });

  test.each([
    [
      'a refused token',
      { kind: 'answer', status: 401, body: { message: '401: Unauthorized' } },
      'refuses DISCORD_TOKEN',
    ],
    ['no connection', { kind: 'cut', when: 'before' }, 'can’t be reached'],
    ['an answer of a proxy', { kind: 'answer', status: 407, body: '<html>' }, 'HTTP 407'],
    [
      'an answer that is no JSON',
      { kind: 'answer', status: 200, body: '<html>a token</html>' },
      'is not Discord',
    ],
    ['an answer of something else', { kind: 'answer', status: 200, body: { ok: true } }, 'is not Discord'],
    ['a wall', { kind: 'answer', status: 403, body: '<html>' }, 'Refused on the way'],
    ['a wrong address', { kind: 'answer', status: 404, body: '<html>' }, 'is not Discord'],
    ['trouble', { kind: 'answer', status: 503, body: '' }, 'HTTP 503'],
  ] as const)('the doctor tells %s as what it is', async (_, effect, words) => {
    discord.addFault({ path: /applications/, effect });
    const findings = await check();
    expect(findings).toMatchObject([{ verdict: 'bad', what: expect.stringContaining(words) }]);
  });
});

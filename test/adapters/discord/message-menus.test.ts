import { afterEach, describe, expect, test } from 'vitest';
import { registerCommands } from '../../../adapters/discord/registration.ts';
import type { AttachedPicture } from '../../../src/chat/picture.ts';
import { menuWords } from '../../../src/commands/index.ts';
import { en } from '../../../src/languages/en/index.ts';
import {
  attachment,
  fileInteraction,
  forwarded,
  messageCreate,
  messageMenuInteraction,
  type TargetMessage,
} from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { openTestCore, type TestCore } from '../../harness/core.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { pictures } from '../../pictures/pictures.ts';
import { type Bed, openBed, type Via } from './bed.ts';

let bed: Bed | undefined;
let bot: TestCore | undefined;
let fetched: string[] = [];

afterEach(async () => {
  await bed?.close();
  await bot?.close();
  bed = undefined;
  bot = undefined;
});

const onDiscord = 'https://cdn.discordapp.com/attachments/1/2/picture.png?ex=1&hm=2';

async function open(via: Via) {
  fetched = [];
  bot = await openTestCore({
    fetchPicture: async (link) => {
      fetched.push(link);
      return { type: 'png', bytes: pictures.png };
    },
  });
  bed = await openBed(bot.core, via);
  return { ...bed, core: bot.core };
}

describe.each(['gateway', 'http'] as const)('over the %s', (via) => {
  const answered = async (payload: Parameters<Bed['ask']>[0]) => {
    await bed?.ask(payload);
    const message = await bed?.discord.answerTo(payload.id);
    if (message === undefined) throw new Error('no answer');
    return { onlyFor: message.onlyFor, text: visible(message).text };
  };

  test('the menu of a message finds what its picture shows, for whoever chose it', async () => {
    const { discord, core } = await open(via);
    const target = { token: discord.identity.token, apiUrl: discord.apiUrl };
    const { added } = await registerCommands(target, { commands: core.menu, words: menuWords });
    expect(added).toEqual(
      expect.arrayContaining([en.pictures.image.fromMessage, en.pictures.lookup.fromMessage]),
    );
    const found = await answered(
      messageMenuInteraction('Find on 1688', { attachments: [attachment('2', onDiscord)] }),
    );
    expect(found.text).toContain(en.pictures.image.title);
    expect(found.onlyFor).toBeDefined();
    expect(fetched).toEqual([onDiscord]);
    const missing = await answered(messageMenuInteraction('Find on 1688', { content: 'no picture' }));
    expect(missing.text).toContain(en.pictures.image.missing);
  });

  test('the menu of a message looks up its links, those of its embeds too', async () => {
    await open(via);
    const link = 'https://detail.1688.com/offer/951807530375.html';
    const other = 'https://detail.1688.com/offer/951807530376.html';
    const looked = await answered(
      messageMenuInteraction('Look up 1688 link', { content: `see <${link}>`, embeds: [{ url: other }] }),
    );
    expect(looked.text).toContain('951807530375');
    expect(looked.text).toContain('951807530376');
    expect(looked.onlyFor).toBeDefined();
  });

  const link = 'https://detail.1688.com/offer/600000000020.html';
  test.each<[string, TargetMessage]>([
    ['of a forwarded message', forwarded({ content: `see ${link}` })],
    ['between strong marks', { content: `**${link}**` }],
    ['that is hidden, forwarded', forwarded({ content: `||${link}||，谢谢` })],
    ['under words of its own', { content: `- buy [here](<${link}>)` }],
    [
      'of a button',
      { components: [{ type: 1, components: [{ type: 2, style: 5, label: 'a', url: link }] }] },
    ],
    [
      'of a text in a container, forwarded',
      forwarded({ components: [{ type: 17, components: [{ type: 10, content: link }] }] }),
    ],
    ['of an embed’s field', { embeds: [{ fields: [{ name: 'a', value: `> ${link}` }] }] }],
  ])('the menu of a message shows the product behind a link %s', async (_, message) => {
    await open(via);
    const { text, onlyFor } = await answered(messageMenuInteraction('Look up 1688 link', message));
    expect(text).toContain(en.products.product.minimum);
    expect(text).toContain('600000000020');
    expect(onlyFor).toBeDefined();
  });

  test('the menu of a message finds the picture of a forwarded one', async () => {
    await open(via);
    const message = forwarded({ attachments: [attachment('2', onDiscord)] });
    const found = await answered(messageMenuInteraction('Find on 1688', message));
    expect(found.text).toContain(en.pictures.image.title);
    expect(fetched).toEqual([onDiscord]);
  });

  test('a command takes a picture as a file', async () => {
    await open(via);
    const found = await answered(fileInteraction('image', { option: 'picture-file', url: onDiscord }));
    expect(found.text).toContain(en.pictures.image.title);
    expect(fetched).toEqual([onDiscord]);
  });
});

/** The commands that there are. */
async function realMenu() {
  bot = await openTestCore();
  return bot.core.menu;
}

describe('pictures', () => {
  const picturesOf = async (payload: Parameters<Bed['ask']>[0]) => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Found')));
    bed = await openBed(core, 'http');
    await bed.ask(payload);
    return core.asked[0]?.pictures ?? [];
  };
  const faultOf = (picture: AttachedPicture | undefined) =>
    picture === undefined || 'link' in picture ? picture : picture.read(new AbortController().signal);

  test.each([
    'https://cdn.discordapp.com.evil.example/a.png',
    'https://evil.example/cdn.discordapp.com/a.png',
    'https://cdn.discordapp.com@evil.example/a.png',
    'https://cdn.discordapp.com:8443/a.png',
    'http://cdn.discordapp.com/a.png',
    'no link',
  ])('at %s are not read', async (url) => {
    const [picture] = await picturesOf(fileInteraction('image', { option: 'picture-file', url }));
    expect(await faultOf(picture)).toEqual({ fault: 'not permitted' });
  });

  test('of a message that a direct message forwards come with it, and its links are looked up', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Found')), {
      menu: await realMenu(),
    });
    const opened = await openBed(core, 'gateway');
    bed = opened;
    const link = 'https://detail.1688.com/offer/600000000020.html';
    for (const message of [{ attachments: [attachment('2', onDiscord)] }, { content: link }]) {
      const payload = messageCreate('', { guildId: null, overrides: forwarded(message) });
      opened.discord.gateway.dispatch('MESSAGE_CREATE', payload);
    }
    await opened.discord.until(() => core.asked.length === 2, 'the messages');
    expect(core.asked[0]).toMatchObject({
      input: { kind: 'text', text: '' },
      pictures: [{ link: onDiscord }],
    });
    expect(core.asked[1]?.input).toMatchObject({ kind: 'message', command: 'lookup' });
  });

  test('of a direct message come with it', async () => {
    const core = scriptedCore((transport) => transport.answer(answerOf('Found')));
    const opened = await openBed(core, 'gateway');
    bed = opened;
    const overrides = { attachments: [attachment('2', onDiscord), attachment('3', onDiscord, 'text/plain')] };
    const message = messageCreate('image', { guildId: null, overrides });
    opened.discord.gateway.dispatch('MESSAGE_CREATE', message);
    await opened.discord.until(() => core.asked.length === 1, 'the message');
    expect(core.asked[0]?.pictures).toEqual([{ link: onDiscord }]);
  });
});

import { describe, expect, it } from 'vitest';
import { drawCommands } from '../../adapters/discord/application-commands.ts';
import { drawModal } from '../../adapters/discord/forms.ts';
import { drawForm } from '../../adapters/slack/forms.ts';
import type { Form } from '../../src/chat/form.ts';
import { menuWords } from '../../src/commands/index.ts';
import { longestReference } from '../../src/domain/sellers/offer-id.ts';
import { openTestCore } from '../harness/core.ts';

const form: Form = {
  title: 'Which offer?',
  submit: 'Done',
  payload: 'product?_ask=offer',
  fields: [
    {
      name: 'offer',
      label: 'offer',
      hint: 'an id or a link',
      required: true,
      example: '951807530375',
      maxLength: longestReference,
      several: false,
    },
  ],
};

/** Sources of the limits: `limits.ts` of each adapter. */
describe('a field for a link of 4,096 characters', () => {
  it('has the limit of the platform’s own forms', () => {
    expect(longestReference).toBe(4096);
    expect(JSON.stringify(drawModal(form))).toContain('"max_length":4000');
    expect(
      JSON.stringify(drawForm(form, { user: 'U1', channel: 'C1' }, 0, { asksForOptions: true })),
    ).toContain('"max_length":3000');
  });

  it('is as long in an option that is typed', async () => {
    const bot = await openTestCore();
    const drawn = drawCommands({ commands: bot.core.menu, words: menuWords }, 'guild');
    await bot.close();
    const longest = (name: string, option: string) => {
      const [first = '', second] = name.split(' ');
      const command = drawn.find((each) => each.name === first);
      const options = command !== undefined && 'options' in command ? (command.options ?? []) : [];
      const own =
        second === undefined
          ? options
          : options.flatMap((each) => ('options' in each ? (each.options ?? []) : []));
      return own.find((each) => each.name === option);
    };
    for (const name of ['product', 'seller', 'freight', 'order preview'])
      expect(longest(name, 'offer'), name).toMatchObject({ max_length: 4096 });
    for (const name of ['order show', 'watch'])
      expect(longest(name, 'id'), name).toMatchObject({ max_length: 4096 });
    for (const [name, option] of [
      ['compare', 'offers'],
      ['lookup', 'text'],
    ] as const)
      expect(longest(name, option), name).toMatchObject({ max_length: 6000 });
  });
});

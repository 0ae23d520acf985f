import type { FakeDiscord } from '../../fakes/discord/fake-discord.ts';
import type { StoredMessage } from '../../fakes/discord/message-store.ts';
import { fillModal } from '../../fakes/discord/modal-rules.ts';
import {
  buttonInteraction,
  type Circumstances,
  commandInteraction,
  type InteractionPayload,
  messageCreate,
  modalAfterClick,
  people,
  selectInteraction,
} from '../../fakes/discord/payloads.ts';
import { visible } from '../../fakes/discord/visible.ts';
import { type Hands, labelledSo } from './walker.ts';

/** On Discord, in a direct message. */
export function handsOnDiscord(discord: FakeDiscord): Hands {
  const channelId = discord.channels.directChannel(people.asker);
  const direct: Circumstances = { channelId, guildId: null };
  /** Where the last answer stands. */
  let about = direct;
  let card: StoredMessage | undefined;

  const last = () => {
    if (card === undefined) throw new Error('nothing was answered yet');
    return card;
  };

  async function answered(payload: InteractionPayload): Promise<void> {
    discord.send(payload);
    card = await discord.answerTo(payload.id);
  }

  /** A click on a button, or a choice in a menu, and the clicks that it takes. */
  function clickOn(label: RegExp): { readonly payload: InteractionPayload; readonly clicks: number } {
    const { buttons, selects } = visible(last());
    const options = selects
      .filter(({ customId }) => !isOfSeveral(customId))
      .flatMap(({ customId, options }) => options.map((option) => ({ ...option, customId })));
    const found = labelledSo([...buttons, ...options], label);
    return 'value' in found
      ? { payload: selectInteraction(found.customId, found.value, last(), about), clicks: 2 }
      : { payload: buttonInteraction(found.customId, last(), about), clicks: 1 };
  }

  return {
    async say(line) {
      const before = discord.messagesIn(channelId).length;
      discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(line, { channelId, guildId: null }));
      await discord.until(() => discord.messagesIn(channelId).length > before, 'an answer');
      card = discord.messagesIn(channelId)[before];
      about = direct;
    },
    async decide(command, id) {
      about = {};
      await answered(commandInteraction(command, [{ name: 'id', value: id }]));
    },
    async press(label) {
      const { payload, clicks } = clickOn(label);
      await answered(payload);
      return clicks;
    },
    async fill(label, puts) {
      const { payload, clicks } = clickOn(label);
      discord.send(payload);
      await discord.until(() => discord.interaction(payload.id).answeredWith === 9, 'a form');
      const modal = discord.modalOf(payload.id);
      const filled = Object.entries(puts).map(([name, put]) => {
        const field = modal.components.find(({ component }) => component.custom_id === name)?.component;
        const chosen = field?.type === 3 && typeof put !== 'string' ? field.options[put.choice]?.value : put;
        if (typeof chosen !== 'string') throw new Error(`no field ${name} that takes that`);
        return [name, chosen];
      });
      await answered(modalAfterClick(fillModal(modal, Object.fromEntries(filled)), last(), about));
      return clicks + 1;
    },
    async tick(count) {
      const { selects } = visible(last());
      const menu = selects.find(({ customId }) => isOfSeveral(customId));
      if (menu === undefined) throw new Error('nothing can be ticked');
      const values = menu.options.slice(0, count).map(({ value }) => value);
      await answered(selectInteraction(menu.customId, values, last(), about));
      // Opening the menu, and closing it, which sends it off.
      return count + 2;
    },
    text: async () => visible(last()).text,
  };
}

function isOfSeveral(customId: string): boolean {
  return customId.includes('|+');
}

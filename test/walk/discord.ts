import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { StoredMessage } from '../fakes/discord/message-store.ts';
import { fillModal } from '../fakes/discord/modal-rules.ts';
import {
  buttonInteraction,
  commandInteraction,
  type InteractionPayload,
  modalAfterClick,
  selectInteraction,
} from '../fakes/discord/payloads.ts';
import { visible } from '../fakes/discord/visible.ts';
import { places } from '../fakes/discord/world.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { type Buyer, labelled, type Platform, type Said, type Shown } from './buyer.ts';

/** Discord, with discord.js in the bot. */
export async function openDiscord(via: 'gateway' | 'http'): Promise<Platform> {
  // Its clock stands still: on a busy machine no answer is too late for it.
  const discord = await startFakeDiscord({ clock: createFakeClock(Date.now()) });
  return {
    environment: {
      DISCORD_TOKEN: discord.identity.token,
      ...(via === 'http' && { DISCORD_PUBLIC_KEY: discord.identity.publicKey }),
      DISCORD_API_URL: discord.apiUrl,
      WORKSPACES: `discord:${places.guildId}`,
    },
    buyer: (url) =>
      buyerOn(discord, async (payload) => {
        if (via === 'gateway') discord.send(payload);
        else await discord.post(`${url}/discord/interactions`, payload);
      }),
    close: () => discord.close(),
  };
}

/** Somebody in a server's channel; `send` is how what they do reaches the bot. */
function buyerOn(discord: FakeDiscord, send: (payload: InteractionPayload) => Promise<void>): Buyer {
  async function answerTo(payload: InteractionPayload): Promise<Shown> {
    await send(payload);
    return shown(await discord.answerTo(payload.id));
  }

  /** A click on a drawn button or a drawn choice, with what stood in it. */
  function clickOn(message: StoredMessage, label: string): InteractionPayload {
    const { buttons, selects } = visible(message);
    const options = selects
      .filter(isOfOne)
      .flatMap(({ customId, options }) => options.map((option) => ({ ...option, customId })));
    const found = labelled([...buttons, ...options], label);
    return 'value' in found
      ? selectInteraction(found.customId, found.value, message)
      : buttonInteraction(found.customId, message);
  }

  async function fillIn(message: StoredMessage, label: string, fields: Readonly<Record<string, string>>) {
    const click = clickOn(message, label);
    await send(click);
    await discord.until(() => discord.interaction(click.id).answeredWith === 9, 'a form');
    const modal = discord.modalOf(click.id);
    const filled = Object.entries(fields).map(([name, value]) => {
      const { component } = labelled(modal.components, name);
      const given = component.type === 3 ? labelled(component.options, value).value : value;
      return [component.custom_id, given];
    });
    return answerTo(modalAfterClick(fillModal(modal, Object.fromEntries(filled)), message));
  }

  function shown(message: StoredMessage): Shown {
    const { text, links, buttons, selects, pings, mentionsDrawn } = visible(message);
    return {
      text,
      links: links.map(({ url }) => url),
      labels: [...buttons, ...selects.flatMap(({ options }) => options)].map(({ label }) => label),
      pings: [...pings, ...mentionsDrawn],
      seenBy: message.onlyFor === undefined ? 'everyone' : 'asker',
      click: (label) => answerTo(clickOn(message, label)),
      fill: (label, fields) => fillIn(message, label, fields),
    };
  }

  return {
    run(command, given = {}) {
      const options = Object.entries(given).map(([name, value]) => ({ name, value }));
      return answerTo(commandInteraction(command, options));
    },
    channel() {
      const inChannel = discord.messagesIn(places.channelId);
      const inThreads = inChannel.flatMap(({ id }) => discord.messagesIn(id));
      return [...inChannel, ...inThreads]
        .filter(({ onlyFor }) => onlyFor === undefined)
        .map((message): Said => ({ ...shown(message), inThread: message.channelId !== places.channelId }));
    },
    until: (condition, what) => discord.until(condition, what),
    problems: () =>
      discord.requests
        .filter(({ status }) => status >= 400)
        .map(({ method, path, status }) => `${status} ${method} ${path}`),
  };
}

/** Whether a menu runs what one of its entries says: in a menu of several, they are ticked. */
function isOfOne({ customId }: { readonly customId: string }): boolean {
  return !customId.includes('|+');
}

import type { Core } from '../../src/chat/adapter.ts';
import { openBed, type Via } from '../adapters/discord/bed.ts';
import type { StoredMessage } from '../fakes/discord/message-store.ts';
import { fillModal } from '../fakes/discord/modal-rules.ts';
import { commandInteraction, messageCreate, modalAfterClick, people } from '../fakes/discord/payloads.ts';
import { adapterContract, type Seen, type Surface } from './adapter-contract.ts';
import { clicked, closeUnrefused, openServerSurface, seenIn } from './discord-surface.ts';
import { type FormCore, type FormSurface, formContract } from './form-contract.ts';

async function openInServer(core: Core, via: Via, locale: string): Promise<Surface> {
  return openServerSurface(await openBed(core, via), core.menu, locale);
}

/** A person who writes to the bot directly. Messages name no language: a slash command tells it first. */
async function openDirect(core: Core, locale: string): Promise<Surface> {
  const bed = await openBed(core, 'gateway');
  const { discord } = bed;
  const channelId = discord.channels.directChannel(people.asker);
  const about = { channelId, guildId: null, locale };
  let last: StoredMessage | undefined;
  async function read(act: () => void): Promise<Seen> {
    const before = discord.messagesIn(channelId).length;
    const [clicked, edits] = [last, last?.edits ?? 0];
    const isReplaced = () => clicked !== undefined && clicked.edits > edits;
    act();
    // An answer is a message more, or takes the place of the one that was clicked.
    await discord.until(
      () => isReplaced() || discord.messagesIn(channelId).length > before,
      'a message, or another in its place',
    );
    last = isReplaced() ? clicked : discord.messagesIn(channelId).at(-1);
    if (last === undefined) throw new Error('no message');
    return seenIn(last, 'asker');
  }
  await read(() => discord.send(commandInteraction('status', [], about)));
  return {
    type: (line) => read(() => discord.gateway.dispatch('MESSAGE_CREATE', messageCreate(line, about))),
    click(label) {
      if (last === undefined) throw new Error('nothing to click');
      const payload = clicked(last, label, about);
      return read(() => discord.send(payload));
    },
    close: () => closeUnrefused(bed),
  };
}

/** Somebody who fills in Discord's modals: what is wrong is a card, whose button opens the modal again. */
async function openForms(core: FormCore): Promise<FormSurface> {
  const bed = await openBed(core, 'http');
  const { discord } = bed;
  let last: StoredMessage | undefined;

  async function openedBy(label: string) {
    if (last === undefined) throw new Error('nothing to click');
    const click = clicked(last, label, {});
    await bed.ask(click);
    await discord.until(() => discord.interaction(click.id).answeredWith === 9, 'a form');
    return { modal: discord.modalOf(click.id), message: last };
  }
  async function sent({ modal, message }: Awaited<ReturnType<typeof openedBy>>, values: object) {
    const payload = modalAfterClick(fillModal(modal, { ...values }), message);
    await bed.ask(payload);
    last = await discord.answerTo(payload.id);
  }
  return {
    async fill(values) {
      const typed = commandInteraction('status', [], {});
      await bed.ask(typed);
      last = await discord.answerTo(typed.id);
      try {
        await sent(await openedBy('Open'), values);
      } catch (error) {
        if (error instanceof Error && /has to be|is full|can't be chosen/.test(error.message))
          return 'prevented';
        throw error;
      }
      const { modal } = await openedBy('Correct…');
      // A field's description holds as much of a sentence as Discord takes; the card above it has the whole.
      const faulty = modal.components.filter(({ component, description }) =>
        core.faults.some(
          ({ name, why }) => name === component.custom_id && description?.slice(0, 60) === why.slice(0, 60),
        ),
      );
      return Object.fromEntries(
        faulty.map(({ component, description }) => [component.custom_id, description ?? '']),
      );
    },
    correct: async (values) => sent(await openedBy('Correct…'), values),
    close: () => closeUnrefused(bed),
  };
}

formContract({ name: 'Discord', person: `discord:${people.asker}`, open: openForms });

adapterContract({
  name: 'Discord over the gateway',
  people: Object.values(people).map((id) => `discord:${id}`),
  open: (core, locale) => openInServer(core, 'gateway', locale),
  sharing: true,
  qrAtOnce: true,
  pictures: true,
});

adapterContract({
  name: 'Discord over HTTP',
  people: Object.values(people).map((id) => `discord:${id}`),
  open: (core, locale) => openInServer(core, 'http', locale),
  sharing: true,
  qrAtOnce: false,
  pictures: true,
});

adapterContract({
  name: 'Discord by direct message',
  people: Object.values(people).map((id) => `discord:${id}`),
  outside: true,
  open: openDirect,
  sharing: false,
  qrAtOnce: true,
  pictures: true,
});

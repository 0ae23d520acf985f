import type { Core } from '../../src/chat/adapter.ts';
import type { Outgoing, Refused } from '../../src/chat/outlet.ts';
import { adapterContract, type Seen, type Surface } from '../contract/adapter-contract.ts';
import { type OutletSurface, outletContract } from '../contract/outlet-contract.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { scriptedCore } from '../harness/scripted-core.ts';
import { openBed } from './bed.ts';
import { hall, type ParlourMessage, people, rooms } from './fake-parlour.ts';

/** A message as Parlour's own client shows it. */
function look({ content: { parts, actions, file } }: ParlourMessage) {
  const spans = parts.flatMap((part) => ('spans' in part ? part.spans : []));
  const choices = actions.flatMap((action) => ('options' in action ? action.options : [action]));
  const words = parts.map((part) => {
    if ('copy' in part) return part.copy;
    if ('alt' in part) return part.alt;
    return part.spans.map((span) => ('ping' in span ? `@${span.ping}` : Object.values(span)[0])).join('');
  });
  return {
    text: [...words, ...(file === undefined ? [] : [file.name])].join('\n'),
    links: [...spans, ...choices].flatMap((each) => ('link' in each ? [each.link ?? ''] : [])),
    mentions: spans.flatMap((span) => ('ping' in span ? [span.ping] : [])),
    choices: choices.flatMap((each) => ('payload' in each ? [each] : [])),
    outside: parts.filter((part) => 'picture' in part).length,
    own: parts.filter((part) => 'png' in part).length,
    files: file === undefined ? [] : [file],
  };
}

/** A person in a room with others. */
async function open(core: Core, locale: string): Promise<Surface> {
  const bed = await openBed(core);
  const person = { id: locale.startsWith('zh') ? people.bob : people.ann, locale };
  let last: ParlourMessage | undefined;

  async function tell(input: object): Promise<Seen> {
    const { shown } = await bed.tell({ room: rooms.buying, direct: false, person, input });
    if (shown === undefined || shown.changed === last?.changed) throw new Error('no answer');
    last = shown;
    const { choices, outside, own, files, ...seen } = look(shown);
    return {
      ...seen,
      text: seen.text.replace(/\s+/g, ' '),
      buttons: choices.map(({ label }) => label),
      pictures: outside,
      qr: own > 0,
      to: shown.for === person.id ? 'asker' : 'conversation',
      files: async () => files,
    };
  }

  return {
    type: (text) => tell({ kind: 'text', text }),
    async click(wanted) {
      const choices = last === undefined ? [] : look(last).choices;
      const found = choices.find(({ label }) => label.includes(wanted));
      if (found === undefined) throw new Error(`no button or choice ${wanted}`);
      return tell({ kind: 'payload', payload: found.payload, message: last?.id });
    },
    async close() {
      await bed.close();
      if (bed.parlour.problems.length > 0) throw new Error(`Parlour objects: ${bed.parlour.problems.join()}`);
    },
  };
}

/** Parlour's names for refusals that no state of the fake leads to. */
const named: Readonly<Partial<Record<Refused, string>>> = {
  forbidden: 'read-only',
  dismissed: 'bad-token',
  'too old': 'edit-too-late',
  content: 'bad-content',
};

async function openForNews(): Promise<OutletSurface> {
  const clock = createFakeClock();
  const bed = await openBed(
    scriptedCore(async () => {}),
    clock,
  );
  const { parlour } = bed;
  const { outlet } = bed.adapter;
  const to = { workspace: hall, conversation: rooms.buying };
  const outgoing: Outgoing = { card: { tone: 'plain', title: 'x', body: [], actions: [] }, language: 'en' };
  return {
    outlet,
    to,
    person: { person: people.ann, name: 'ann' },
    now: clock.now,
    seen: async () =>
      parlour.messages.map((message) => {
        const { choices, own, ...seen } = look(message);
        return {
          ...seen,
          ref: message.id,
          buttons: choices.map(({ label }) => label),
          pictures: own,
          aloud: message.under === undefined || message.aloud === true,
          ...(message.under !== undefined && { under: message.under }),
        };
      }),
    async remove(ref) {
      const at = parlour.messages.findIndex(({ id }) => id === ref);
      parlour.messages.splice(at, 1);
    },
    fail: parlour.fail,
    async refusal(kind) {
      if (kind === 'message gone') return () => outlet.edit(to, 'M999', outgoing);
      const conversation = kind === 'gone' ? 'R99' : kind === 'not invited' ? rooms.strange : to.conversation;
      const error = named[kind];
      if (error !== undefined) parlour.refuse(error);
      return () => outlet.post({ ...to, conversation }, outgoing, 'key-1');
    },
    goDown: parlour.goDown,
    pace: { enforce: parlour.enforcePace, wait: async (ms) => clock.advance(ms) },
    problems: () => parlour.problems,
    close: bed.close,
  };
}

adapterContract({
  name: 'a third platform',
  people: Object.values(people).map((id) => `parlour:${id}`),
  open,
  sharing: true,
  qrAtOnce: true,
  pictures: true,
  filesAreTexts: true,
});

outletContract({
  name: 'a third platform',
  open: openForNews,
  threads: true,
  links: true,
  pings: true,
  charts: true,
  faults: ['limited', 'answer lost', 'request lost'],
  refusals: ['gone', 'not invited', 'forbidden', 'dismissed', 'message gone', 'too old', 'content'],
  goesDown: true,
});

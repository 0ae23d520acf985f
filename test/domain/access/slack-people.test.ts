import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as payloads from '../../fakes/slack/payloads.ts';
import { sources } from '../../harness/sources.ts';
import type { StoreBed } from '../../store/contract.ts';
import { endOf } from './table/asks.ts';
import { holdToTheirs } from './table/cell.ts';
import { slackKinds } from './table/slack-kinds.ts';
import { slackAccountOf, slackPeople } from './table/slack-people.ts';
import { openSlackScene, type SlackScene } from './table/slack-scene.ts';
import { stores } from './table/stores.ts';

/*
 * Everybody there is on Slack, by every kind of payload, over the wire through Bolt on the real core: what each may see.
 * Made of one table of people and one of kinds, which is held against what the fake sends and what the adapter reads.
 */

for (const store of stores) {
  store.describe(`on Slack, kept in ${store.name},`, () => {
    describe.each(store.wires(['http', 'socket'] as const))('over %s,', (via) => {
      let beds: StoreBed;
      let scene: SlackScene;
      beforeAll(async () => {
        beds = await store.makeBed();
        scene = await openSlackScene(beds, via);
      });
      afterAll(async () => {
        await scene.close();
        await beds.dispose();
      });

      describe.each(Object.entries(slackPeople))('a %s', (who, person) => {
        const by = store.kinds(Object.entries(slackKinds), Object.keys(slackPeople).indexOf(who));
        it.each(by)('gets by %s what is theirs', async (name, kind) => {
          const { bot, slack, clock } = scene;
          const user = slackAccountOf(who, name);
          const unread = kind.reader === undefined || person.unread?.(kind) === true;
          const end = person.trouble?.(slack, clock);
          try {
            await holdToTheirs({
              ...kind,
              tried: (ask) => scene.tried(kind, { said: person.said, user, ask, isRead: !unread }),
              endOf: (ask) => endOf({ role: person.role?.(kind) }, bot.core.menu, ask),
              unread,
              why: person.why,
              clock,
            });
          } finally {
            end?.();
          }
        });
      });

      it('the partner is asked for those who may', () => expect(scene.bot.calls).not.toEqual([]));
    });
  });
}

describe('the table of payloads from Slack', () => {
  const kinds = Object.values(slackKinds);

  it('has every kind that the fake sends', () => {
    const made = new Set(kinds.map((kind) => kind.made));
    expect([...made].toSorted()).toEqual(Object.keys(payloads).toSorted());
  });

  it('has every kind that the adapter reads', () => {
    const code = sources.flatMap((file) => (file.name.startsWith('adapters/slack/') ? [file.code] : []));
    const readers = code
      .flatMap((each) => [...each.matchAll(/export function (read\w+)\(\s*body: unknown/g)])
      .map(([, reader]) => reader);
    expect([...new Set(kinds.flatMap(({ reader }) => reader ?? []))].toSorted()).toEqual(readers.toSorted());
  });
});

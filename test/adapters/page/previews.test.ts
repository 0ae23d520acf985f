import { expect, it } from 'vitest';
import { createPreviews } from '../../../adapters/page/previews.ts';
import type { ReadyCard } from '../../../src/chat/card.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import { previews } from '../../../src/wiring/platforms.ts';
import { silentLog } from '../../fakes/silent-log.ts';

it('leaves out no button and no menu whose payload only the page can carry', async () => {
  const long = `order preview?offer=600000000003&note=${'x'.repeat(4000)}`;
  const card: ReadyCard = {
    tone: 'plain',
    title: 'A title',
    body: [
      {
        kind: 'gallery',
        menus: ['Show one'],
        rows: [
          {
            title: 'A row',
            facts: [],
            name: 'A row',
            actions: [{ kind: 'run', label: 'Show the row', run: long }],
          },
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Another quantity', run: long },
      { kind: 'select', label: 'Choose a reason', options: [{ label: 'Broken', run: long }] },
    ],
  };
  const shown = createPreviews({ random: systemRandom, log: silentLog, previews });
  const key = shown.keep({ card, language: 'en' });
  const names = await shown.names();
  expect(names).toEqual(['Slack', 'Discord']);
  for (const name of names) {
    const html = (await shown.drawn(name, key))?.html ?? '';
    expect(html, name).toContain('Another quantity');
    expect(html, name).toContain('Choose a reason');
    expect(html, name).toMatch(/Show (?:the row|one)/);
  }
});

import { expect } from 'vitest';
import { z } from 'zod';
import type { Core } from '../../src/chat/adapter.ts';
import { openBed } from '../adapters/slack/bed.ts';
import { type OpenView, people } from '../fakes/slack/workspace.ts';
import { adapterContract, type Surface } from './adapter-contract.ts';
import { type FormSurface, formContract } from './form-contract.ts';
import { openSlackSurface } from './slack-surface.ts';

async function open(core: Core, via: 'http' | 'socket', locale: string): Promise<Surface> {
  const bed = await openBed(core, via);
  return openSlackSurface(bed.slack, locale, () => bed.close());
}

/** Somebody who fills in Slack's modals. */
async function openForms(core: Core): Promise<FormSurface> {
  const bed = await openBed(core, 'socket');
  const { slack } = bed;
  let view: OpenView | undefined;
  let typed: Readonly<Record<string, string>> = {};

  /** Values by the labels of their fields, those of options by theirs; what a menu asks for is searched in it first. */
  async function labelled(opened: OpenView, values: Readonly<Record<string, string>>) {
    const filled = new Map<string, string>();
    for (const block of opened.view.blocks) {
      const value = block.type === 'input' ? values[block.block_id ?? ''] : undefined;
      if (block.type !== 'input' || value === undefined) continue;
      const { element, label } = block;
      const found = element.type === 'external_select' ? slack.search(opened, label.text, value) : [];
      const options = 'options' in element ? element.options : await found;
      filled.set(label.text, options.find((each) => each.value === value)?.text.text ?? value);
    }
    return Object.fromEntries(filled);
  }

  return {
    async fill(values) {
      slack.views.length = 0;
      const before = slack.messages.length;
      await slack.type('/status');
      const message = await slack.waitFor(() => slack.messages[before]);
      await slack.click(message, 'Open');
      view = await slack.waitFor(() => slack.views[0]);
      typed = values;
      let delivery: Awaited<ReturnType<typeof slack.submit>>;
      try {
        delivery = await slack.submit(view, await labelled(view, values));
      } catch {
        return 'prevented';
      }
      const { errors } = z
        .object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) })
        .parse(delivery.body);
      expect(slack.views).toEqual([view]);
      return errors;
    },
    async correct(values) {
      if (view === undefined) throw new Error('no form');
      // Slack keeps in a form what was typed, as long as it stays.
      const before = slack.messages.length;
      await slack.submit(view, await labelled(view, { ...typed, ...values }));
      await slack.waitFor(() => slack.messages[before]);
      expect(slack.views).toEqual([]);
    },
    async close() {
      const { problems } = slack;
      await bed.close();
      expect(problems).toEqual([]);
    },
  };
}

formContract({ name: 'Slack', person: `slack:${people.ann}`, open: openForms });

for (const via of ['http', 'socket'] as const) {
  adapterContract({
    name: `Slack over ${via}`,
    people: Object.values(people).map((id) => `slack:${id}`),
    open: (core, locale) => open(core, via, locale),
    sharing: true,
    qrAtOnce: false,
    pictures: true,
  });
}

import type { Readiness } from '../chat/adapter.ts';
import type { Field } from '../chat/card.ts';
import { defineCommand } from '../chat/command.ts';
import type { Localized } from '../chat/language.ts';
import { inEach, type Words } from '../languages/words.ts';
import type { Clock } from '../runtime/clock.ts';

/** `/status`: each part of the bot and whether it is connected. */
export function statusCommand(parts: {
  readonly words: Localized<Words>;
  readonly clock: Clock;
  readonly version: string;
  readonly startedAt: number;
  readonly sandbox: boolean;
  /** Every part that can be down, by name. */
  health(): Promise<readonly { readonly name: string; readonly readiness: Readiness }[]>;
}) {
  return defineCommand({
    name: 'status',
    summary: inEach(parts.words, ({ status }) => status.summary),
    examples: ['status'],
    arguments: {},
    effect: 'read',
    async run(_, { language }) {
      const words = parts.words[language].status;
      const health = await parts.health();
      const fine = health.every(({ readiness }) => readiness.ok);
      const fields: Field[] = health.map(({ name, readiness }) => ({
        label: words.part(name),
        value: [readiness.ok ? `✓ ${words.ok}` : `✗ ${words.down(readiness.detail)}`],
      }));
      return {
        tone: fine ? 'good' : 'warning',
        title: fine ? words.title : words.notReady,
        body: [
          {
            kind: 'fields',
            fields: [
              ...fields,
              { label: words.partner, value: [parts.sandbox ? words.sandbox : words.account] },
              { label: words.upSince, value: [words.duration(parts.clock.now() - parts.startedAt)] },
              { label: words.version, value: [parts.version] },
            ],
          },
        ],
        actions: [],
      };
    },
  });
}

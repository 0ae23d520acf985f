import { z } from 'zod';
import type { Card } from './card.ts';
import { safeUrl } from './safe-url.ts';

/**
 * Reads a card back from its JSON, as it was kept as the outcome of a write. Links pass the allow-list again,
 * so that a record can't bring in what a command could not. `undefined` when it is no card of ours.
 */
export function readCard(json: string, linkHosts: readonly string[]): Card | undefined {
  const url = z.string().transform((raw, context) => {
    const safe = safeUrl(raw, linkHosts);
    if (safe === undefined) context.addIssue({ code: 'custom', message: 'not a link of ours' });
    return safe ?? z.NEVER;
  });
  const text = z.array(
    z.union([
      z.string(),
      z.strictObject({ bold: z.string() }),
      z.strictObject({ code: z.string() }),
      z.strictObject({ link: url, label: z.string() }),
      z.strictObject({ mention: z.strictObject({ person: z.string(), name: z.string() }) }),
    ]),
  );
  const call = z.strictObject({
    command: z.string(),
    arguments: z.record(z.string(), z.string()),
    replace: z.boolean().exactOptional(),
    ask: z.array(z.string()).exactOptional(),
  });
  const style = z.enum(['primary', 'danger']).exactOptional();
  const run = z.strictObject({ kind: z.literal('run'), label: z.string(), run: call, style });
  const block = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text }),
    z.strictObject({
      kind: z.literal('fields'),
      fields: z.array(z.strictObject({ label: z.string(), value: text })),
    }),
    z.strictObject({ kind: z.literal('list'), items: z.array(text) }),
    z.strictObject({ kind: z.literal('copy'), label: z.string(), value: z.string() }),
    z.strictObject({ kind: z.literal('qr'), of: url, alt: z.string(), otherwise: run.exactOptional() }),
    z.strictObject({
      kind: z.literal('chart'),
      alt: z.string(),
      bars: z.array(z.strictObject({ label: z.string(), value: z.number() })),
    }),
  ]);
  const action = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open'), label: z.string(), url, style }),
    run,
    z.strictObject({
      kind: z.literal('select'),
      label: z.string(),
      options: z.array(z.strictObject({ label: z.string(), run: call })),
    }),
  ]);
  const card = z.strictObject({
    tone: z.enum(['plain', 'good', 'warning', 'bad']),
    title: z.string(),
    link: url.exactOptional(),
    picture: z.strictObject({ url, alt: z.string() }).exactOptional(),
    body: z.array(block),
    actions: z.array(action),
    footnote: text.exactOptional(),
    file: z
      .strictObject({
        name: z.string().regex(/^[A-Za-z0-9-]{1,80}\.csv$/),
        mediaType: z.literal('text/csv'),
        content: z.string(),
      })
      .exactOptional(),
  });
  try {
    const result = card.safeParse(JSON.parse(json));
    return result.success ? result.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

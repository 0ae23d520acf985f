import { z } from 'zod';
import { languages } from '../runtime/language.ts';
import type { Card, ReadyCard } from './card.ts';
import { workbookType } from './card-file.ts';
import { safeUrl } from './safe-url.ts';

/**
 * Reads a card back from its JSON, as it was kept as the outcome of a write. Links pass the allow-list again,
 * so that a record can't bring in what a command could not. `undefined` when it is no card of ours.
 */
export function readCard(json: string, linkHosts: readonly string[]): Card | undefined {
  return parsedBy(
    cardSchema(
      linkHosts,
      z.strictObject({
        command: z.string(),
        arguments: z.record(z.string(), z.string()),
        replace: z.boolean().exactOptional(),
        ask: z.array(z.string()).exactOptional(),
      }),
    ),
    json,
  );
}

/** The same of a card whose actions were packed. */
export function readReadyCard(json: string, linkHosts: readonly string[]): ReadyCard | undefined {
  return parsedBy(cardSchema(linkHosts, z.string()), json);
}

function parsedBy<T>(schema: z.ZodType<T>, json: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(json));
    return result.success ? result.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function cardSchema<Run extends z.ZodType>(linkHosts: readonly string[], call: Run) {
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
      z.strictObject({
        mention: z.strictObject({ person: z.string(), name: z.string(), group: z.literal(true).optional() }),
      }),
      z.strictObject({ time: z.strictObject({ ms: z.number(), words: z.string() }) }),
    ]),
  );
  const style = z.enum(['primary', 'danger']).exactOptional();
  const pick = z
    .strictObject({
      argument: z.string(),
      label: z.string(),
      options: z.array(z.strictObject({ label: z.string(), value: z.string() })),
      least: z.number(),
      most: z.number(),
    })
    .exactOptional();
  const run = z.strictObject({ kind: z.literal('run'), label: z.string(), run: call, style, pick });
  const choice = z.strictObject({
    kind: z.literal('select'),
    label: z.string(),
    options: z.array(z.strictObject({ label: z.string(), run: call })),
  });
  const picture = z.strictObject({ url, alt: z.string() }).exactOptional();
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
      title: z.string().exactOptional(),
      alt: z.string(),
      bars: z.array(z.strictObject({ label: z.string(), value: z.number() })),
    }),
    z.strictObject({
      kind: z.literal('gallery'),
      menus: z.array(z.string()),
      rows: z.array(
        z.strictObject({
          picture,
          title: z.string(),
          link: url.exactOptional(),
          facts: text,
          name: z.string(),
          actions: z.array(run),
        }),
      ),
    }),
    z.strictObject({
      kind: z.literal('table'),
      caption: z.string(),
      columns: z.array(
        z.strictObject({
          label: z.string(),
          kind: z.enum(['text', 'amount', 'quantity', 'time']),
          evident: z.literal(true).exactOptional(),
        }),
      ),
      rows: z.array(z.array(z.strictObject({ text, value: z.number().exactOptional() }))),
      choose: choice.exactOptional(),
    }),
  ]);
  const action = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open'), label: z.string(), url, style }),
    run,
    choice,
  ]);
  const textFile = z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9-]{1,80}\.csv$/),
    mediaType: z.literal('text/csv'),
    content: z.string(),
  });
  return z.strictObject({
    tone: z.enum(['plain', 'good', 'warning', 'bad']),
    language: z.enum(languages).exactOptional(),
    title: z.string(),
    link: url.exactOptional(),
    picture,
    body: z.array(block),
    actions: z.array(action),
    footnote: text.exactOptional(),
    fleeting: z.literal(true).exactOptional(),
    incident: z.boolean().exactOptional(),
    refusal: z.array(z.strictObject({ name: z.string(), why: z.string().exactOptional() })).exactOptional(),
    file: z
      .discriminatedUnion('mediaType', [
        textFile,
        z.strictObject({
          name: z.string().regex(/^[A-Za-z0-9-]{1,80}\.xlsx$/),
          mediaType: z.literal(workbookType),
          base64: z.base64(),
          asText: textFile,
        }),
      ])
      .exactOptional(),
  });
}

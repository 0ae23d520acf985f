import { installUrl, intentNeeds, permissionNeeds } from '../../../adapters/discord/permissions.ts';
import { eventReasons, scopeReasons } from '../../../adapters/slack/manifest.ts';
import type { CommandMenu } from '../../chat/menu.ts';
import { createMetrics } from '../../http/metrics.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Confidence } from '../../xport/endpoint.ts';
import { endpoints } from '../../xport/endpoints.ts';
import type { Understood } from '../understood/understood.ts';
import { commandReference } from './commands.ts';
import { codeSpan, table } from './markdown.ts';
import { environmentExample, settingsReference } from './settings.ts';

/** What is generated: a part of a page between its markers, or without a name the whole file. */
interface GeneratedPart {
  /** From the project's root. */
  readonly file: string;
  readonly name?: string;
  readonly text: string;
}

/** Everything that is generated, from what the program itself is made of. */
export function generatedParts(from: {
  readonly menu: readonly CommandMenu[];
  readonly understood: readonly Understood[];
}): readonly GeneratedPart[] {
  return [
    { file: '.env.example', text: environmentExample() },
    { file: 'docs/commands.md', name: 'commands', text: commandReference(from.menu) },
    { file: 'docs/settings.md', name: 'settings', text: settingsReference() },
    { file: 'docs/slack.md', name: 'scopes', text: reasons('Scope', scopeReasons) },
    { file: 'docs/slack.md', name: 'events', text: reasons('Event', eventReasons) },
    { file: 'docs/discord.md', name: 'permissions', text: permissions() },
    { file: 'docs/discord.md', name: 'intents', text: intents() },
    { file: 'docs/partner-api.md', name: 'endpoints', text: calls() },
    { file: 'docs/operations.md', name: 'metrics', text: metrics() },
    { file: 'docs/what-is-understood.md', name: 'understood', text: understoodTables(from.understood) },
  ];
}

function reasons(head: string, whys: Readonly<Record<string, string>>): string {
  return table(
    [head, 'What for'],
    Object.entries(whys).map(([name, why]) => [codeSpan(name), why]),
  );
}

function permissions(): string {
  const rows = permissionNeeds.map(({ name, why }) => [`*${name}*`, why]);
  return `${table(['Permission', 'What for'], rows)}\n\nThe install link with exactly these, once your application’s id stands in it:\n\n\`\`\`text\n${installUrl('APPLICATION_ID')}\n\`\`\``;
}

function intents(): string {
  return table(
    ['Intent', 'What for'],
    intentNeeds.map(({ name, why }) => [codeSpan(name), why]),
  );
}

const confidence: Readonly<Record<Confidence, string>> = {
  D: 'documented',
  S: 'documented at a sibling brand',
  O: 'documented by 1688',
  C: 'seen in a public client',
  I: 'inferred',
};

function calls(): string {
  return table(
    ['Call', 'Path', 'The path is', 'Effect'],
    endpoints.map(({ name, path, confidence: mark, effect }) => [
      codeSpan(name),
      codeSpan(path),
      confidence[mark],
      effect,
    ]),
  );
}

function metrics(): string {
  const { described } = createMetrics({ clock: systemClock, lastFrames: () => [] });
  return table(
    ['Metric', 'Labels', 'Says'],
    described.map(({ name, labels, help }) => [codeSpan(name), labels.map(codeSpan).join(', '), help]),
  );
}

/** A section for each area, in the order of the list. */
export function understoodTables(areas: readonly Understood[]): string {
  if (areas.length === 0) return '*No table yet.*';
  return areas
    .map(({ title, where, rows, source }) =>
      [
        `## ${title}`,
        where,
        table(
          ['Typed', 'Read as'],
          rows.map(({ typed, read }) => [codeSpan(typed), read]),
        ),
        ...(source === undefined ? [] : [`Source: ${source}`]),
      ].join('\n\n'),
    )
    .join('\n\n');
}
